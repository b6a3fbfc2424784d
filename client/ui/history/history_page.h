// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// "Your earlier conversations": on a new computer, after the log-in, and whenever somebody wants to
// type the words later. It can be put off with one key.
//
// Ownership: borrows the Workspace. Threads: main.
#pragma once

#include "client/core/workspace.h"
#include "client/ui/first_run/way_in_page.h"

namespace chat121::ui {

class WordsEntry;

class HistoryPage final : public WayInPage {
    Q_OBJECT

public:
    explicit HistoryPage(Workspace &workspace, QWidget *parent = nullptr);
    void start() override;

Q_SIGNALS:
    void done(); // read, or put off

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void submit();

    Workspace &m_workspace;
    WordsEntry *m_entry;
};

} // namespace chat121::ui
