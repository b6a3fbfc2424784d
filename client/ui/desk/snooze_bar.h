// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// That the shown conversation is put off, or is back from that, and what can be done about it; and the button
// that puts one off, which stands elsewhere.
//
// Ownership: borrows the Workspace and the clock. Threads: main.
#pragma once

#include "client/core/workspace.h"

#include <QWidget>

#include <optional>

namespace chat121::ui {

class Banner;
class IconButton;

class SnoozeBar final : public QWidget {
    Q_OBJECT

public:
    SnoozeBar(Workspace &workspace, const Clock &clock, QWidget *parent);

    IconButton *button() { return m_button; } // for the head of the conversation
    void setButtonShown(bool is_shown);       // else the key alone does it
    void setRow(const std::optional<ConversationRow> &row);
    bool isPossible() const;
    void ask();  // until when; nothing where it cannot be put off
    void seen(); // the reader has come to it: the mark has done its work

private:
    Workspace &m_workspace;
    const Clock &m_clock;
    std::optional<ConversationRow> m_row;
    bool m_is_button_shown = true;
    Banner *m_banner;
    IconButton *m_button;
};

} // namespace chat121::ui
