// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/store/day_rows.h"

#include "common/protocol/message_type.h"

using namespace Qt::StringLiterals;

namespace chat121::store {

using protocol::ConversationState;
using protocol::StartMode;

namespace {

// Nothing for no rows, and for NULL, which MAX is of no rows.
Result<qint64> numberOf(Sql &sql, const QString &statement, std::initializer_list<Value> values)
{
    TRY_ASSIGN(Rows rows, sql.query(statement, values));
    return rows.next() && !rows.isNull(0) ? rows.number(0) : 0;
}

// As the index conversation_wait has them.
#define TAKEN_SINCE u"FROM conversation WHERE department = ? AND taken_ms >= ? AND first_wait_ms IS NOT NULL"

} // namespace

Result<DayRow> dayOf(Sql &sql, DepartmentId department, UnixTime since)
{
    DayRow day;
    TRY_ASSIGN(day.taken, numberOf(sql, u"SELECT COUNT(*) " TAKEN_SINCE ""_s, {department, since}));
    TRY_ASSIGN(day.closed, numberOf(sql,
                                    u"SELECT COUNT(*) FROM conversation WHERE department = ? AND state = ? "
                                    "AND changed_ms >= ?"_s,
                                    {department, ConversationState::Closed, since}));
    TRY_ASSIGN(day.waits, numberOf(sql, u"SELECT COUNT(*) " TAKEN_SINCE " AND mode = ?"_s,
                                   {department, since, StartMode::Live}));
    if (day.waits == 0) return day;
    TRY_ASSIGN(day.longest_wait_ms, numberOf(sql, u"SELECT MAX(first_wait_ms) " TAKEN_SINCE " AND mode = ?"_s,
                                             {department, since, StartMode::Live}));
    TRY_ASSIGN(day.median_wait_ms, numberOf(sql,
                                            u"SELECT first_wait_ms " TAKEN_SINCE
                                            " AND mode = ? ORDER BY first_wait_ms LIMIT 1 OFFSET ?"_s,
                                            {department, since, StartMode::Live, day.waits / 2}));
    return day;
}

#undef TAKEN_SINCE

} // namespace chat121::store
