// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/supervision/department_table.h"

#include "client/ui/text/names.h"
#include "client/ui/theme/theme.h"
#include "client/ui/widgets/elapsed.h"

#include <QLocale>

namespace chat121::ui {

namespace {

QString number(qint64 count)
{
    return QLocale().toString(count);
}

std::chrono::milliseconds longestOf(const DepartmentOverview &row, UnixTime now)
{
    return row.waiting.isEmpty() ? std::chrono::milliseconds(0) : now - row.waiting.constFirst();
}

} // namespace

DepartmentTable::DepartmentTable(ElapsedTicker &ticker, QWidget *owner)
    : RowTable(owner)
    , m_ticker(ticker)
    , m_owner(owner)
{
    connect(&ticker, &ElapsedTicker::ticked, this, [this] {
        columnChanged(Longest);
        columnChanged(Alarms);
    });
}

UnixTime DepartmentTable::now() const
{
    return m_ticker.now();
}

QString DepartmentTable::titleOf(Column column)
{
    switch (column) {
    case Name:
        return tr("Department");
    case Waiting:
        return tr("Waiting");
    case Longest:
        return tr("Longest wait");
    case Alarms:
        return tr("Over the alarms");
    case Messages:
        return tr("Messages left");
    case Taken:
        return tr("Conversations");
    case OnDuty:
        return tr("On duty");
    case Load:
        return tr("Load");
    case TakenToday:
        return tr("Taken today");
    case ClosedToday:
        return tr("Closed today");
    case UsualWait:
        //: The median: half of them waited for less.
        return tr("Usual wait today");
    case LongestToday:
        return tr("Longest wait today");
    }
    return {};
}

// How many are over each step: the highest first, since it is what is to be done.
QString DepartmentTable::alarmsOf(const DepartmentOverview &row) const
{
    if (row.alarms_s.isEmpty()) return tr("No alarms are set");
    QStringList over;
    qsizetype above = 0; // counted already
    for (auto alarm = row.alarms_s.crbegin(); alarm != row.alarms_s.crend(); ++alarm) {
        const std::chrono::seconds step(*alarm);
        const qsizetype count = waitingFor(row, step, now());
        if (count > above) over.append(tr("%1 over %2").arg(number(count - above), elapsedText(step)));
        above = qMax(above, count);
    }
    //: Of those who wait, nobody has waited for as long as an alarm.
    return over.isEmpty() ? tr("Nobody") : QLocale().createSeparatedList(over);
}

QString DepartmentTable::textOf(const DepartmentOverview &row, Column column) const
{
    const DepartmentDay day = row.day.value_or(DepartmentDay());
    const QString unknown = tr("–");
    switch (column) {
    case Name:
        return cleanName(row.name);
    case Waiting:
        return row.offered > 0 ? tr("%1 (%2 offered)").arg(number(row.waiting.size()), number(row.offered))
                               : number(row.waiting.size());
    case Longest:
        return row.waiting.isEmpty() ? unknown : elapsedText(longestOf(row, now()));
    case Alarms:
        return alarmsOf(row);
    case Messages:
        return number(row.messages);
    case Taken:
        return row.handed > 0 ? tr("%1 (%2 handed on)").arg(number(row.taken), number(row.handed))
                              : number(row.taken);
    case OnDuty:
        return number(row.on_duty);
    case Load:
        return tr("%1 of %2").arg(number(row.load), number(row.capacity));
    case TakenToday:
        return row.day ? number(day.taken) : unknown;
    case ClosedToday:
        return row.day ? number(day.closed) : unknown;
    case UsualWait:
        return day.waits > 0 ? elapsedText(day.median_wait) : unknown;
    case LongestToday:
        return day.waits > 0 ? elapsedText(day.longest_wait) : unknown;
    }
    return {};
}

QVariant DepartmentTable::sortedBy(const DepartmentOverview &row, Column column) const
{
    const DepartmentDay day = row.day.value_or(DepartmentDay());
    switch (column) {
    case Name:
        return row.name;
    case Waiting:
        return row.waiting.size();
    case Longest:
        return static_cast<qint64>(longestOf(row, now()).count());
    case Alarms:
        return row.alarms_s.isEmpty()
                   ? qsizetype(-1)
                   : waitingFor(row, std::chrono::seconds(row.alarms_s.constFirst()), now());
    case Messages:
        return row.messages;
    case Taken:
        return row.taken;
    case OnDuty:
        return row.on_duty;
    case Load:
        return row.capacity == 0 ? 0.0 : static_cast<double>(row.load) / row.capacity;
    case TakenToday:
        return day.taken;
    case ClosedToday:
        return day.closed;
    case UsualWait:
        return static_cast<qint64>(day.median_wait.count());
    case LongestToday:
        return static_cast<qint64>(day.longest_wait.count());
    }
    return {};
}

// Beside the words: the alarms' column says the same.
QVariant DepartmentTable::colourOf(const DepartmentOverview &row, Column column) const
{
    if ((column != Longest && column != Alarms) || row.alarms_s.isEmpty()) return {};
    const Tokens &tokens = Theme::of(m_owner).tokens();
    const auto isOver = [&](int alarm) { return waitingFor(row, std::chrono::seconds(alarm), now()) > 0; };
    if (row.alarms_s.size() > 1 && isOver(row.alarms_s.at(1))) return tokens.danger;
    if (isOver(row.alarms_s.constFirst())) return row.alarms_s.size() > 1 ? tokens.warn : tokens.danger;
    return {};
}

QVariant DepartmentTable::data(const QModelIndex &index, int role) const
{
    if (!index.isValid()) return {};
    const DepartmentOverview &row = at(index.row());
    const auto column = static_cast<Column>(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return textOf(row, column);
    case Qt::AccessibleTextRole:
        return tr("%1: %2").arg(titleOf(column), textOf(row, column));
    case Qt::ForegroundRole:
        return colourOf(row, column);
    case Qt::TextAlignmentRole:
        return QVariant(column == Name || column == Alarms ? Qt::AlignLeading | Qt::AlignVCenter
                                                           : Qt::AlignTrailing | Qt::AlignVCenter);
    case kSortRole:
        return sortedBy(row, column);
    default:
        return {};
    }
}

QVariant DepartmentTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
    return titleOf(static_cast<Column>(section));
}

} // namespace chat121::ui
