// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// One line about history, while there is something to say: that there are recovery words, that this
// computer does not know them, or how far the reading of earlier conversations has come.
//
// Ownership: borrows the Workspace. Threads: main.
#pragma once

#include "client/core/workspace.h"

#include <QWidget>

namespace chat121::ui {

class Banner;

class HistoryStrip final : public QWidget {
    Q_OBJECT

public:
    explicit HistoryStrip(Workspace &workspace, QWidget *parent = nullptr);

Q_SIGNALS:
    void wordsWanted(); // to be shown
    void entryWanted(); // to be typed

private:
    enum class Topic : quint8 { None, Offer, Locked, Reading };

    Topic topic() const;
    void refresh();
    void act();
    void putOff();

    Workspace &m_workspace;
    Banner *m_banner;
    Topic m_topic = Topic::None;
    bool m_is_entry_put_off = false; // until the next start
};

} // namespace chat121::ui
