// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The mark in the desktop's tray, where there is one: how much waits, and what is done without the window.
//
// Ownership: child of `window`; borrows Workspace and Notifier. Threads: main.
#pragma once

#include "client/core/workspace.h"
#include "client/ui/attention/notice.h"

#include <QMenu>
#include <QSystemTrayIcon>

class QActionGroup;

namespace chat121::ui {

class Notifier;
class Theme;

// The program's mark with a count on it; 0: without.
QIcon markWithCount(const Theme &theme, int count);

class Tray final : public QObject {
    Q_OBJECT

public:
    Tray(Workspace &workspace, Notifier &notifier, QWidget *window);

    void setCount(int count);
    // In place of the desktop's notification service. False: there is no tray either.
    bool show(const Notice &notice);
    QMenu &menu() { return m_menu; }

Q_SIGNALS:
    void wanted(); // the window

private:
    void makeMenu();
    void refresh();

    Workspace &m_workspace;
    Notifier &m_notifier;
    QWidget *const m_window;
    QMenu m_menu;
    QSystemTrayIcon m_icon;
    QActionGroup *m_duties = nullptr;
    QAction *m_quiet = nullptr;
};

} // namespace chat121::ui
