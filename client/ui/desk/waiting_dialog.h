// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How a department's waiting customers find somebody: who is offered the next one and for how long, how many
// one agent has at once, when a silent agent's conversation goes back, and when a wait raises an alarm.
//
// Ownership: borrows the Workspace. Threads: main.
#pragma once

#include "client/ui/desk/rule_sheet.h"

class QComboBox;
class QSpinBox;

namespace chat121::ui {

class WaitingDialog final : public RuleSheet {
    Q_OBJECT

public:
    WaitingDialog(Workspace &workspace, DepartmentId department, QWidget *parent = nullptr);

protected:
    DeskRules chosen() const override;
    QString whatIsWrong() override;

private:
    void fill(const DeskRules &rules);
    void watch();

    QComboBox *m_routing;
    QSpinBox *m_offer;
    QSpinBox *m_silent; // minutes
    QSpinBox *m_capacity;
    QList<QSpinBox *> m_alarms; // the least: none
};

} // namespace chat121::ui
