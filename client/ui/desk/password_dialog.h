// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Another password: the one of now, and the new one twice.
// Borrows the workspace. Threads: main.
#pragma once

#include "client/core/workspace.h"

#include <QDialog>

namespace chat121::ui {

class Button;
class MarkedLabel;
class NewPassword;
class PasswordField;

class PasswordDialog final : public QDialog {
    Q_OBJECT

public:
    explicit PasswordDialog(Workspace &workspace, QWidget *parent = nullptr);

private:
    QLayout *makeButtons();
    void submit();
    void showProblem(const QString &sentence);
    void tell(const Problem &problem);
    void succeed();
    void refresh();

    Workspace &m_workspace;
    PasswordField *m_current;
    NewPassword *m_next;
    MarkedLabel *m_problem;
    MarkedLabel *m_done;
    MarkedLabel *m_waits; // for the answer
    Button *m_change = nullptr;
    Button *m_close = nullptr;
    bool m_is_asked = false; // and not answered
};

} // namespace chat121::ui
