// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Hands the pieces of a pane in which one writes what the person is used to, and keeps what they learn.
//
// Ownership: a child of the pane; borrows the Workspace. Threads: main.
#pragma once

#include "client/core/workspace.h"

#include <QObject>

namespace chat121::ui {

class TalkPane;

class WritingHabits final : public QObject {
    Q_OBJECT

public:
    WritingHabits(Workspace &workspace, TalkPane &pane);

private:
    void refresh();
    void useEmoji(const QString &emoji);

    Workspace &m_workspace;
    TalkPane &m_pane;
};

} // namespace chat121::ui
