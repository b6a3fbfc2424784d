// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Whether customers who were invited to another department may choose this one, and in which languages it
// answers.
//
// Ownership: borrows the Workspace. Threads: main.
#pragma once

#include "client/ui/desk/rule_sheet.h"

class QCheckBox;

namespace chat121::ui {

class FormField;

class ChoiceDialog final : public RuleSheet {
    Q_OBJECT

public:
    ChoiceDialog(Workspace &workspace, DepartmentId department, QWidget *parent = nullptr);

protected:
    DeskRules chosen() const override;
    QString whatIsWrong() override;

private:
    QCheckBox *m_offered = nullptr;
    FormField *m_languages = nullptr;
};

} // namespace chat121::ui
