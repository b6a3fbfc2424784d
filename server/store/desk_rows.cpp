// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/store/desk_rows.h"

#include "common/identity/statements.h"

using namespace Qt::StringLiterals;

namespace chat121::store {

using protocol::AgentStatus;
using protocol::ConversationState;
using protocol::StartMode;

namespace {

// The columns that conversationFrom() reads. A macro, since the parts of a literal join only as one.
#define CONVERSATION_COLUMNS                                                                                 \
    u"SELECT log, department, guest, state, mode, language, place, waiting_since_ms, taker, taken_ms, "      \
    "first_wait_ms, lease_until_ms, offered_to, offered_until_ms, alarm, last_taker, closed_ms, "            \
    "afterwords FROM conversation "

ConversationRow conversationFrom(const Rows &rows)
{
    ConversationRow row{rows.id<ConversationId>(0),
                        rows.id<DepartmentId>(1),
                        rows.id<AccountId>(2),
                        rows.value<ConversationState>(3),
                        rows.value<StartMode>(4),
                        rows.text(5),
                        rows.number(6),
                        rows.time(7),
                        rows.id<AccountId>(8),
                        {},
                        {},
                        {},
                        rows.id<AccountId>(12),
                        rows.time(13),
                        static_cast<quint8>(rows.number(14)),
                        rows.id<AccountId>(15),
                        {},
                        rows.number(17)};
    if (!rows.isNull(9)) row.taken_at = rows.time(9);
    if (!rows.isNull(10)) row.first_wait_ms = rows.number(10);
    if (!rows.isNull(11)) row.lease_until = rows.time(11);
    if (!rows.isNull(16)) row.closed_at = rows.time(16);
    return row;
}

Result<QList<ConversationRow>> conversations(Sql &sql, const QString &statement,
                                             std::initializer_list<Value> values)
{
    QList<ConversationRow> result;
    TRY_ASSIGN(Rows rows, sql.query(statement, values));
    while (rows.next())
        result.append(conversationFrom(rows));
    return result;
}

template <typename T>
Value optional(const std::optional<T> &value)
{
    return value ? Value(*value) : Value::null();
}

} // namespace

Result<std::optional<ConversationRow>> findConversation(Sql &sql, ConversationId conversation)
{
    TRY_ASSIGN(const auto rows, conversations(sql, CONVERSATION_COLUMNS "WHERE log = ?"_s, {conversation}));
    return rows.isEmpty() ? std::optional<ConversationRow>() : std::optional(rows.first());
}

Result<void> putConversation(Sql &sql, const ConversationRow &row, UnixTime now)
{
    TRY(sql.execute(
        u"INSERT INTO conversation (log, department, guest, state, mode, language, place, "
        "waiting_since_ms, taker, taken_ms, first_wait_ms, lease_until_ms, changed_ms, offered_to, "
        "offered_until_ms, alarm, last_taker, closed_ms, afterwords) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (log) DO UPDATE SET department = excluded.department, state = excluded.state, "
        "mode = excluded.mode, language = excluded.language, place = excluded.place, "
        "waiting_since_ms = excluded.waiting_since_ms, taker = excluded.taker, "
        "taken_ms = excluded.taken_ms, first_wait_ms = excluded.first_wait_ms, "
        "lease_until_ms = excluded.lease_until_ms, changed_ms = excluded.changed_ms, "
        "offered_to = excluded.offered_to, offered_until_ms = excluded.offered_until_ms, "
        "alarm = excluded.alarm, last_taker = excluded.last_taker, closed_ms = excluded.closed_ms, "
        "afterwords = excluded.afterwords"_s,
        {row.id, row.department, row.guest, row.state, row.mode, row.language, row.place, row.waiting_since,
         Value::orNull(row.taker), optional(row.taken_at), optional(row.first_wait_ms),
         optional(row.lease_until), now, Value::orNull(row.offered_to),
         row.offered_to.isValid() ? Value(row.offered_until) : Value::null(), row.alarm,
         Value::orNull(row.last_taker), optional(row.closed_at), row.afterwords}));
    return success();
}

Result<void> countAfterword(Sql &sql, ConversationId conversation)
{
    TRY(sql.execute(u"UPDATE conversation SET afterwords = afterwords + 1 WHERE log = ?"_s, {conversation}));
    return success();
}

Result<void> endLease(Sql &sql, ConversationId conversation)
{
    TRY(sql.execute(u"UPDATE conversation SET lease_until_ms = NULL WHERE log = ?"_s, {conversation}));
    return success();
}

Result<QList<ConversationRow>> waitingIn(Sql &sql, DepartmentId department)
{
    return conversations(
        sql, CONVERSATION_COLUMNS "WHERE department = ? AND state = ? ORDER BY mode, place, log"_s,
        {department, ConversationState::Waiting});
}

Result<QList<ConversationRow>> openIn(Sql &sql, DepartmentId department, qsizetype count_max)
{
    return conversations(sql,
                         CONVERSATION_COLUMNS
                         "WHERE department = ? AND state <> ? ORDER BY state, mode, place, log LIMIT ?"_s,
                         {department, ConversationState::Closed, count_max});
}

Result<QList<ConversationRow>> takenBy(Sql &sql, AccountId agent)
{
    return conversations(sql, CONVERSATION_COLUMNS "WHERE taker = ? AND state = ? ORDER BY log"_s,
                         {agent, ConversationState::Taken});
}

Result<qint64> loadOf(Sql &sql, AccountId agent)
{
    TRY_ASSIGN(Rows rows, sql.query(u"SELECT COUNT(*) FROM conversation WHERE taker = ? AND state = ?"_s,
                                    {agent, ConversationState::Taken}));
    return rows.next() ? rows.number(0) : 0;
}

Result<QList<ConversationRow>> openOfGuest(Sql &sql, AccountId guest)
{
    return conversations(sql, CONVERSATION_COLUMNS "WHERE guest = ? AND state <> ? ORDER BY log"_s,
                         {guest, ConversationState::Closed});
}

Result<QList<ConversationRow>> newestOfGuest(Sql &sql, AccountId guest, qsizetype count_max)
{
    return conversations(sql, CONVERSATION_COLUMNS "WHERE guest = ? ORDER BY changed_ms DESC, log LIMIT ?"_s,
                         {guest, count_max});
}

Result<QList<ConversationRow>> leasesUntil(Sql &sql, UnixTime now)
{
    return conversations(sql,
                         CONVERSATION_COLUMNS "WHERE lease_until_ms IS NOT NULL AND lease_until_ms <= ? "
                                              "ORDER BY log"_s,
                         {now});
}

Result<QList<qint64>> recentWaits(Sql &sql, DepartmentId department, qsizetype count_max)
{
    QList<qint64> result;
    TRY_ASSIGN(Rows rows, sql.query(u"SELECT first_wait_ms FROM conversation WHERE department = ? "
                                    "AND first_wait_ms IS NOT NULL ORDER BY taken_ms DESC LIMIT ?"_s,
                                    {department, count_max}));
    while (rows.next())
        result.append(rows.number(0));
    return result;
}

#undef CONVERSATION_COLUMNS

// --- agents ---------------------------------------------------------------------------------------

namespace {

// The columns that agentFrom() reads; one bound value, ConversationState::Taken.
#define AGENT_COLUMNS                                                                                        \
    u"SELECT account, status, capacity, gone_ms, languages, "                                                \
    "(SELECT COUNT(*) FROM online WHERE online.account = agent.account), "                                   \
    "(SELECT COUNT(*) FROM conversation WHERE taker = agent.account AND state = ?) + "                       \
    "(SELECT COUNT(*) FROM hand_over WHERE receiver = agent.account AND accepted_ms IS NOT NULL) FROM "      \
    "agent "

Result<QList<AgentRow>> agentsBy(Sql &sql, const QString &statement, std::initializer_list<Value> values)
{
    QList<AgentRow> result;
    TRY_ASSIGN(Rows rows, sql.query(statement, values));
    while (rows.next()) {
        AgentRow row{rows.id<AccountId>(0),
                     rows.value<AgentStatus>(1),
                     static_cast<quint8>(rows.number(2)),
                     {},
                     rows.number(5) > 0,
                     rows.number(6),
                     rows.text(4).split(u' ', Qt::SkipEmptyParts)};
        if (!rows.isNull(3)) row.gone = rows.time(3);
        result.append(row);
    }
    return result;
}

} // namespace

Result<std::optional<AgentRow>> findAgent(Sql &sql, AccountId account)
{
    TRY_ASSIGN(const auto rows,
               agentsBy(sql, AGENT_COLUMNS "WHERE account = ?"_s, {ConversationState::Taken, account}));
    return rows.isEmpty() ? std::optional<AgentRow>() : std::optional(rows.first());
}

Result<QList<AgentRow>> agents(Sql &sql)
{
    return agentsBy(sql, AGENT_COLUMNS "ORDER BY account LIMIT ?"_s,
                    {ConversationState::Taken, limits::kStaffPerReply});
}

Result<void> putAgent(Sql &sql, const AgentRow &agent)
{
    TRY(sql.execute(
        u"INSERT INTO agent (account, status, capacity, gone_ms, languages) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT (account) DO UPDATE SET status = excluded.status, capacity = excluded.capacity, "
        "gone_ms = excluded.gone_ms, languages = excluded.languages"_s,
        {agent.account, agent.status, agent.capacity, optional(agent.gone), agent.languages.join(u' ')}));
    return success();
}

Result<QList<AgentRow>> agentsGoneBy(Sql &sql, UnixTime now)
{
    return agentsBy(sql, AGENT_COLUMNS "WHERE gone_ms IS NOT NULL AND gone_ms <= ? ORDER BY account"_s,
                    {ConversationState::Taken, now});
}

#undef AGENT_COLUMNS

Result<quint32> countOnDuty(Sql &sql, DepartmentId department)
{
    quint32 count = 0;
    TRY_ASSIGN(Rows rows,
               sql.query(u"SELECT departments FROM account JOIN agent ON agent.account = account.id "
                         "WHERE status <> ? AND EXISTS "
                         "(SELECT 1 FROM online WHERE online.account = account.id)"_s,
                         {AgentStatus::Away}));
    while (rows.next()) {
        const auto served = decode<identity::DepartmentIds>(rows.bytes(0));
        if (served && (served->items.isEmpty() || served->items.contains(department))) ++count;
    }
    return count;
}

Result<std::optional<UnixTime>> nextDeadline(Sql &sql)
{
    TRY_ASSIGN(Rows rows,
               sql.query(u"SELECT MIN(at) FROM (SELECT MIN(lease_until_ms) AS at FROM conversation "
                         "WHERE lease_until_ms IS NOT NULL "
                         "UNION ALL SELECT MIN(gone_ms) FROM agent WHERE gone_ms IS NOT NULL) deadline"_s));
    if (!rows.next() || rows.isNull(0)) return std::optional<UnixTime>();
    return std::optional(rows.time(0));
}

} // namespace chat121::store
