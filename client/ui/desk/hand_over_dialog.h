// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// To whom a conversation goes: the colleagues with what they are doing, found by a few letters, a note for
// the one who is asked, and whether one stays. Whoever cannot be asked is there, too, and it is said why.
//
// Ownership: its parent's. Borrows the workspace. Threads: main.
#pragma once

#include "client/core/workspace.h"

#include <QDialog>

class QCheckBox;
class QVBoxLayout;

namespace chat121::ui {

class Button;
class Composer;
class FormField;
class MarkedLabel;
class PersonList;
class PlainLabel;

class HandOverDialog final : public QDialog {
    Q_OBJECT

public:
    HandOverDialog(Workspace &workspace, const ConversationRow &conversation, QWidget *parent = nullptr);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void build();
    void addList(QVBoxLayout *column);
    QLayout *makeButtons();
    void fill();
    void check();
    void go();
    void ask(const QString &note);
    std::optional<Colleague> chosen() const;
    // Why a colleague cannot be asked; empty: they can.
    QString hindrance(const Colleague &colleague) const;

    Workspace &m_workspace;
    const ConversationRow m_conversation;
    FormField *m_filter = nullptr;
    PersonList *m_list = nullptr;
    PlainLabel *m_nobody = nullptr;
    Composer *m_note = nullptr;
    QCheckBox *m_show = nullptr; // what was said before
    QCheckBox *m_stay = nullptr;
    MarkedLabel *m_hindrance = nullptr;
    Button *m_ask = nullptr;
};

} // namespace chat121::ui
