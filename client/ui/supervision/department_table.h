// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Departments at a glance, a row each: who waits and for how long, against the department's alarms; who is
// there; what the day brought. Waiting times count by themselves. Threads: main.
#pragma once

#include "client/core/models/desk_overview.h"
#include "client/ui/supervision/row_table.h"

class QWidget;

namespace chat121 {

// For RowTable.
inline DepartmentId keyOf(const DepartmentOverview &row)
{
    return row.id;
}

} // namespace chat121

namespace chat121::ui {

class ElapsedTicker;

class DepartmentTable final : public RowTable<DepartmentOverview> {
    Q_OBJECT

public:
    enum Column : quint8 {
        Name,
        Waiting,
        Longest,
        Alarms,
        Messages,
        Taken,
        OnDuty,
        Load,
        TakenToday,
        ClosedToday,
        UsualWait,
        LongestToday,
    };
    static constexpr int kColumns = LongestToday + 1;

    // `owner` gives the colours.
    DepartmentTable(ElapsedTicker &ticker, QWidget *owner);

    int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : kColumns; }
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString textOf(const DepartmentOverview &row, Column column) const;
    QString alarmsOf(const DepartmentOverview &row) const;
    QVariant sortedBy(const DepartmentOverview &row, Column column) const;
    QVariant colourOf(const DepartmentOverview &row, Column column) const;
    static QString titleOf(Column column);
    UnixTime now() const;

    ElapsedTicker &m_ticker;
    QWidget *m_owner;
};

} // namespace chat121::ui
