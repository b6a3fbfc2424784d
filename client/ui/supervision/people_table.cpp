// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/supervision/people_table.h"

#include "client/ui/text/names.h"

#include <QLocale>

namespace chat121::ui {

QString PeopleTable::titleOf(Column column)
{
    switch (column) {
    case Name:
        return tr("Name");
    case Status:
        return tr("Status");
    case Load:
        return tr("Conversations");
    case Departments:
        return tr("Departments");
    }
    return {};
}

QString PeopleTable::textOf(const Colleague &row, Column column)
{
    const QLocale locale;
    QStringList departments;
    switch (column) {
    case Name:
        return cleanName(row.name);
    case Status:
        if (!row.is_online) return tr("Not on-line");
        switch (row.status) {
        case DutyStatus::Available:
            return tr("Available");
        case DutyStatus::Busy:
            return tr("Busy");
        case DutyStatus::Away:
            break;
        }
        return tr("Away");
    case Load:
        return tr("%1 of %2").arg(locale.toString(row.load), locale.toString(row.capacity));
    case Departments:
        for (const QString &department : row.departments)
            departments.append(cleanName(department));
        return departments.isEmpty() ? tr("All") : locale.createSeparatedList(departments);
    }
    return {};
}

// Who is there comes last in rising order, whatever the language calls it.
QVariant PeopleTable::sortedBy(const Colleague &row, Column column)
{
    if (column == Status) return row.is_online ? 1 + static_cast<int>(row.status) : 0;
    if (column == Load) return row.load;
    return textOf(row, column);
}

QVariant PeopleTable::data(const QModelIndex &index, int role) const
{
    if (!index.isValid()) return {};
    const Colleague &row = at(index.row());
    const auto column = static_cast<Column>(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return textOf(row, column);
    case Qt::AccessibleTextRole:
        return tr("%1: %2").arg(titleOf(column), textOf(row, column));
    case kSortRole:
        return sortedBy(row, column);
    default:
        return {};
    }
}

QVariant PeopleTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
    return titleOf(static_cast<Column>(section));
}

} // namespace chat121::ui
