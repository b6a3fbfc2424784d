// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How people talk in a department: what they tell each other beside their words, unless a person has chosen
// otherwise.
//
// Ownership: borrows the Workspace. Threads: main.
#pragma once

#include "client/ui/desk/rule_sheet.h"

class QCheckBox;

namespace chat121::ui {

class TalkRulesDialog final : public RuleSheet {
    Q_OBJECT

public:
    TalkRulesDialog(Workspace &workspace, DepartmentId department, QWidget *parent = nullptr);

protected:
    DeskRules chosen() const override;
    QString whatIsWrong() override { return {}; }

private:
    QCheckBox *addBox(QVBoxLayout *column, const QString &words, const QString &object, bool is_on);

    QCheckBox *m_reading;
    QCheckBox *m_typing;
};

} // namespace chat121::ui
