// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// When a department is open: by which clocks, the hours of each day of the week, and dates on which the week
// does not count. Hours are written as people write them (client/ui/text/hours.h) and checked as they are
// typed.
//
// Ownership: borrows the Workspace. Threads: main.
#pragma once

#include "client/ui/desk/rule_sheet.h"
#include "common/base/clock.h"

class QDateEdit;
class QListWidget;

namespace chat121::ui {

class FormField;

class HoursDialog final : public RuleSheet {
    Q_OBJECT

public:
    // `now`: the date that is proposed.
    HoursDialog(Workspace &workspace, DepartmentId department, UnixTime now, QWidget *parent = nullptr);

protected:
    bool eventFilter(QObject *field, QEvent *event) override;
    DeskRules chosen() const override;
    QString whatIsWrong() override;

private:
    void addZone(QVBoxLayout *column);
    void addWeek(QVBoxLayout *column);
    void addDates(QVBoxLayout *column, UnixTime now);
    void fill(const DeskRules &rules);
    void watch();
    void showDates();
    void addDate();
    void removeDate();
    QList<OpenSpan> week() const; // of the fields that can be read
    bool checkWeek();
    bool checkZone();

    FormField *m_zone = nullptr;
    QList<FormField *> m_days; // Monday first
    QList<SpecialDay> m_special;
    QListWidget *m_dates = nullptr;
    QDateEdit *m_date = nullptr;
    FormField *m_date_hours = nullptr;
    QWidget *m_remove = nullptr;
};

} // namespace chat121::ui
