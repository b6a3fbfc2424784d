// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/store/routing_rows.h"

#include "common/identity/statements.h"

using namespace Qt::StringLiterals;

namespace chat121::store {

using protocol::AgentStatus;
using protocol::ConversationState;
using protocol::EnvelopeKind;

Result<bool> isRoutingDue(Sql &sql)
{
    TRY_ASSIGN(
        Rows rows,
        sql.query(u"SELECT 1 FROM conversation JOIN department ON department.id = conversation.department "
                  "WHERE state = ? AND (routing <> ? OR alarms_s <> '' OR offered_to IS NOT NULL) LIMIT 1"_s,
                  {ConversationState::Waiting, identity::RoutingPolicy::Manual}));
    return rows.next();
}

Result<QList<WaitingRow>> allWaiting(Sql &sql, qsizetype count_max)
{
    QList<WaitingRow> result;
    TRY_ASSIGN(Rows rows,
               sql.query(u"SELECT log, department, mode, language, place, waiting_since_ms, offered_to, "
                         "offered_until_ms, alarm, "
                         "(SELECT earlier.last_taker FROM conversation earlier WHERE earlier.guest = "
                         "conversation.guest AND earlier.last_taker IS NOT NULL "
                         "ORDER BY earlier.changed_ms DESC, earlier.log LIMIT 1) "
                         "FROM conversation WHERE department IN (SELECT id FROM department) AND state = ? "
                         "ORDER BY mode, place, log LIMIT ?"_s,
                         {ConversationState::Waiting, count_max}));
    while (rows.next()) {
        WaitingRow row;
        row.conversation.id = rows.id<ConversationId>(0);
        row.conversation.department = rows.id<DepartmentId>(1);
        row.conversation.mode = rows.value<protocol::StartMode>(2);
        row.conversation.language = rows.text(3);
        row.conversation.place = rows.number(4);
        row.conversation.waiting_since = rows.time(5);
        row.conversation.offered_to = rows.id<AccountId>(6);
        row.conversation.offered_until = rows.time(7);
        row.conversation.alarm = static_cast<quint8>(rows.number(8));
        row.last_agent = rows.id<AccountId>(9);
        result.append(row);
    }
    return result;
}

// --- passes ---------------------------------------------------------------------------------------

Result<QList<PassRow>> allPasses(Sql &sql)
{
    QList<PassRow> result;
    TRY_ASSIGN(Rows rows, sql.query(u"SELECT conversation, agent, passed_ms FROM offer_pass"_s));
    while (rows.next())
        result.append({rows.id<ConversationId>(0), rows.id<AccountId>(1), rows.time(2)});
    return result;
}

Result<void> putPass(Sql &sql, const PassRow &pass)
{
    TRY(sql.execute(u"INSERT INTO offer_pass (conversation, agent, passed_ms) VALUES (?, ?, ?) "
                    "ON CONFLICT (conversation, agent) DO UPDATE SET passed_ms = excluded.passed_ms"_s,
                    {pass.conversation, pass.agent, pass.at}));
    return success();
}

Result<void> deletePasses(Sql &sql, ConversationId conversation)
{
    TRY(sql.execute(u"DELETE FROM offer_pass WHERE conversation = ?"_s, {conversation}));
    return success();
}

// --- agents ---------------------------------------------------------------------------------------

Result<QList<OnDutyRow>> availableAgents(Sql &sql)
{
    QList<OnDutyRow> result;
    TRY_ASSIGN(Rows rows, sql.query(u"SELECT account.id, departments, capacity, languages, turn_ms "
                                    "FROM agent JOIN account ON account.id = agent.account "
                                    "WHERE status = ? AND dismissed_ms IS NULL AND replaced_by IS NULL AND "
                                    "EXISTS (SELECT 1 FROM online WHERE online.account = account.id) "
                                    "ORDER BY account.id LIMIT ?"_s,
                                    {AgentStatus::Available, limits::kStaffPerReply}));
    while (rows.next()) {
        const auto served = decode<identity::DepartmentIds>(rows.bytes(1));
        if (!served) continue;
        result.append({rows.id<AccountId>(0), served->items, static_cast<quint8>(rows.number(2)),
                       rows.text(3).split(u' ', Qt::SkipEmptyParts), rows.time(4)});
    }
    return result;
}

Result<QList<LoadRow>> allLoads(Sql &sql)
{
    QList<LoadRow> result;
    TRY_ASSIGN(Rows rows, sql.query(u"SELECT agent, department, COUNT(*) FROM ("
                                    "SELECT taker AS agent, department FROM conversation "
                                    "WHERE state = ? AND taker IS NOT NULL "
                                    "UNION ALL SELECT receiver, department FROM hand_over "
                                    "JOIN conversation ON conversation.log = hand_over.conversation "
                                    "WHERE accepted_ms IS NOT NULL) load "
                                    "WHERE department IN (SELECT id FROM department) "
                                    "GROUP BY agent, department"_s,
                                    {ConversationState::Taken}));
    while (rows.next())
        result.append({rows.id<AccountId>(0), rows.id<DepartmentId>(1), rows.number(2)});
    return result;
}

Result<qint64> loadIn(Sql &sql, AccountId agent, DepartmentId department)
{
    TRY_ASSIGN(
        Rows rows,
        sql.query(
            u"SELECT (SELECT COUNT(*) FROM conversation WHERE taker = ? AND state = ? AND department = ?) "
            "+ (SELECT COUNT(*) FROM hand_over JOIN conversation ON conversation.log = "
            "hand_over.conversation WHERE receiver = ? AND accepted_ms IS NOT NULL AND department = ?)"_s,
            {agent, ConversationState::Taken, department, agent, department}));
    return rows.next() ? rows.number(0) : 0;
}

Result<void> putTurn(Sql &sql, AccountId agent, UnixTime at)
{
    TRY(sql.execute(u"UPDATE agent SET turn_ms = ? WHERE account = ?"_s, {at, agent}));
    return success();
}

// --- offers ---------------------------------------------------------------------------------------

Result<void> putOffer(Sql &sql, ConversationId conversation, AccountId agent, UnixTime until)
{
    TRY(sql.execute(u"UPDATE conversation SET offered_to = ?, offered_until_ms = ? WHERE log = ?"_s,
                    {Value::orNull(agent), agent.isValid() ? Value(until) : Value::null(), conversation}));
    return success();
}

Result<void> putAlarm(Sql &sql, ConversationId conversation, quint8 alarm)
{
    TRY(sql.execute(u"UPDATE conversation SET alarm = ? WHERE log = ?"_s, {alarm, conversation}));
    return success();
}

Result<QList<ConversationRow>> silentConversations(Sql &sql, UnixTime now)
{
    QList<ConversationId> ids;
    {
        TRY_ASSIGN(Rows rows,
                   sql.query(u"SELECT conversation.log FROM conversation "
                             "JOIN department ON department.id = conversation.department "
                             "WHERE silent_s > 0 AND state = ? AND lease_until_ms IS NULL AND EXISTS ("
                             "SELECT 1 FROM envelope WHERE envelope.log = conversation.log AND kind = ? "
                             "AND sender_account <> taker AND stored_at_ms >= taken_ms "
                             "AND stored_at_ms + silent_s * 1000 <= ? AND sequence > ("
                             "SELECT COALESCE(MAX(acknowledged), 0) FROM cursor "
                             "JOIN device ON device.id = cursor.device "
                             "WHERE cursor.log = conversation.log AND device.account = taker)) "
                             "ORDER BY conversation.log"_s,
                             {ConversationState::Taken, EnvelopeKind::Application, now}));
        while (rows.next())
            ids.append(rows.id<ConversationId>(0));
    }
    QList<ConversationRow> result;
    for (const ConversationId id : std::as_const(ids)) {
        TRY_ASSIGN(const auto row, findConversation(sql, id));
        if (row) result.append(*row);
    }
    return result;
}

} // namespace chat121::store
