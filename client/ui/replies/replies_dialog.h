// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The canned replies of the person's departments: to find, write, change and delete, for everybody there.
// What is written is never lost unasked: neither by choosing another one, nor by closing, nor by what a
// colleague changes meanwhile.
//
// Ownership: borrows the Workspace. Threads: main.
#pragma once

#include "client/core/workspace.h"

#include <QDialog>

class QBoxLayout;
class QLineEdit;

namespace chat121::ui {

class Button;
class MarkedLabel;
class PlainLabel;
class ReplyForm;
class ReplyList;

class RepliesDialog final : public QDialog {
    Q_OBJECT

public:
    explicit RepliesDialog(Workspace &workspace, QWidget *parent = nullptr);

    void reject() override;

private:
    enum class Doing : quint8 { Nothing, Saving, Deleting };

    void build();
    QBoxLayout *makeLibrary();
    QBoxLayout *makeEditor();
    void connectParts();
    void onLibrary();
    void onChosen();
    void onSaved(const ReplyId &id);
    void onRefused(const Problem &problem);
    void makeNew();
    void save();
    void remove();
    void show(const CannedReply &reply);
    using QDialog::show;
    bool mayLeave(); // asks, where something would be lost
    void refresh();
    void refreshList();

    Workspace &m_workspace;
    QLineEdit *m_search = nullptr;
    ReplyList *m_list = nullptr;
    PlainLabel *m_nothing = nullptr; // in place of the list
    PlainLabel *m_locked = nullptr;
    Button *m_new = nullptr;
    ReplyForm *m_form = nullptr;
    PlainLabel *m_about = nullptr; // who has changed it, and whether colleagues have it
    MarkedLabel *m_saved = nullptr;
    MarkedLabel *m_problem = nullptr;
    Button *m_delete = nullptr;
    Button *m_save = nullptr;
    Doing m_doing = Doing::Nothing;
};

} // namespace chat121::ui
