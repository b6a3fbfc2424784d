// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Paints windows and dialogs with sample people into PNG files, one look at a time.
//
// Borrows the theme. Threads: main.
#pragma once

#include "client/ui/shell/main_window.h"
#include "tests/client/ui/windows/scenes.h"
#include "tests/support/fake_clock.h"

#include <functional>

class QTranslator;

namespace chat121::test {

enum class Speech : quint8 { English, German, Pseudo };

struct Look {
    bool is_dark = false;
    bool is_mirrored = false;
    Speech speech = Speech::English;
    bool is_large = false; // 200 %
    bool is_narrow = false;

    QString suffix() const; // "-dark-rtl"
};

class PlayedWorkspace;

class Painter {
public:
    Painter(ui::Theme &theme, const QString &folder, int quality);
    ~Painter();

    void setLook(const Look &look);
    void paintAll();
    void paintReadme();

private:
    void paintFirstScreen();
    void paintWayIn();
    void paintPreviews();
    void paintTroubles();
    void paintTalkingDesk();
    void paintDesk();
    void paintHistory();
    void paintFound();
    void paintKnowledge(PlayedWorkspace &workspace);
    void paintDeskDialogs();
    void paintNotifications(PlayedWorkspace &workspace, QWidget &window);
    void paintDevices();
    void paintCustomers();
    void paintTrust(PlayedWorkspace &agent);
    void paintCustomer(const QString &name, const QueueStanding &standing);
    void save(QWidget &window, const QString &name);
    void saveDialog(const QString &name, const std::function<void()> &open);

    ui::Theme &m_theme;
    const QString m_folder;
    const int m_quality;
    const FakeClock m_clock;
    const qreal m_usual_size; // of the font
    std::unique_ptr<QTranslator> m_pseudo;
    Look m_look;
};

} // namespace chat121::test
