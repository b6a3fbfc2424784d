// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a department's customers agree to before the first words. Each change has the next version; whoever
// agreed to an earlier one is asked again at their next conversation.
//
// Ownership: borrows the Workspace. Threads: main.
#pragma once

#include "client/ui/desk/rule_sheet.h"

class QPlainTextEdit;

namespace chat121::ui {

class PlainLabel;

class TermsDialog final : public RuleSheet {
    Q_OBJECT

public:
    TermsDialog(Workspace &workspace, DepartmentId department, QWidget *parent = nullptr);

protected:
    DeskRules chosen() const override;
    QString whatIsWrong() override;

private:
    QString text() const; // without the space around it

    QPlainTextEdit *m_text = nullptr;
    PlainLabel *m_version = nullptr;
};

} // namespace chat121::ui
