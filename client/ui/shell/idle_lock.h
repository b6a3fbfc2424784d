// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Locks the workspace when nobody has touched a key or the mouse in any of its windows for as long as
// the person has chosen or the organisation allows. Time in which the computer slept counts, and so does
// the time before a limit came.
//
// Ownership: borrows workspace and clock. Threads: main.
#pragma once

#include "client/core/workspace.h"
#include "common/base/clock.h"

#include <QTimer>

namespace chat121::ui {

class IdleLock final : public QObject {
    Q_OBJECT

public:
    IdleLock(Workspace &workspace, const Clock &clock, QObject *parent);

    // Is it time? Asked by itself every few seconds.
    void look();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    bool isOver() const;
    bool isOfWakingKey(QEvent &event);
    void startAgain();
    void follow(); // the time that is set

    Workspace &m_workspace;
    const Clock &m_clock;
    QTimer m_timer;
    UnixTime m_touched{};
    int m_waking_key = 0; // Qt::Key of the key that woke the computer, until it is let go
};

} // namespace chat121::ui
