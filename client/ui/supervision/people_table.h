// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The people of the own departments, a row each: status and load. Threads: main.
#pragma once

#include "client/core/models/desk_overview.h"
#include "client/ui/supervision/row_table.h"

namespace chat121 {

// For RowTable.
inline AccountId keyOf(const Colleague &row)
{
    return row.account;
}

} // namespace chat121

namespace chat121::ui {

class PeopleTable final : public RowTable<Colleague> {
    Q_OBJECT

public:
    enum Column : quint8 { Name, Status, Load, Departments };
    static constexpr int kColumns = Departments + 1;

    using RowTable::RowTable;

    int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : kColumns; }
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    static QString textOf(const Colleague &row, Column column);
    static QVariant sortedBy(const Colleague &row, Column column);
    static QString titleOf(Column column);
};

} // namespace chat121::ui
