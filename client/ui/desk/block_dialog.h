// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The customer of a conversation is blocked, for how long and why; and whom the department has blocked, which
// supervisors and above lift.
//
// Ownership: borrows the Workspace. Threads: main.
#pragma once

#include "client/core/workspace.h"

#include <QDialog>

class QComboBox;
class QListWidget;
class QVBoxLayout;

namespace chat121::ui {

class Button;
class FormField;
class MarkedLabel;
class PlainLabel;

class BlockDialog final : public QDialog {
    Q_OBJECT

public:
    BlockDialog(Workspace &workspace, const ConversationRow &conversation, QWidget *parent = nullptr);

private:
    void addTerms(QVBoxLayout *column);
    void addList(QVBoxLayout *column);
    QLayout *makeButtons();
    void block();
    void showList(ConversationId conversation, const BlockList &list);
    void tell(const Problem &problem);
    void refresh();

    Workspace &m_workspace;
    const ConversationId m_conversation;
    BlockList m_list;
    QComboBox *m_terms = nullptr;
    FormField *m_why = nullptr;
    PlainLabel *m_nobody = nullptr;
    QListWidget *m_blocked = nullptr;
    Button *m_lift = nullptr;
    Button *m_block = nullptr;
    MarkedLabel *m_problem = nullptr;
};

} // namespace chat121::ui
