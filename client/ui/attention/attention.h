// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What waits for the reader: for the window's title, and a mark in the task bar when it grows while
// another window is in use.
//
// Ownership: child of the window; borrows the Workspace. Threads: main.
#pragma once

#include "client/core/workspace.h"

#include <QPointer>
#include <QWidget>

namespace chat121::ui {

class Attention final : public QObject {
    Q_OBJECT

public:
    Attention(Workspace &workspace, QWidget *window);

    // Staff: conversations that wait, messages not read, and what colleagues ask. Customers: messages that
    // came while another window was in use.
    int count() const { return m_count; }

Q_SIGNALS:
    void changed(int count);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void watch();
    void watchOwnTalk();
    void recountDesk();
    void setCount(int count);

    Workspace &m_workspace;
    QWidget *const m_window;
    QPointer<TimelineModel> m_own;
    bool m_watches_desk = false;
    int m_count = 0;
};

} // namespace chat121::ui
