// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/store/ageing_rows.h"

#include "common/protocol/message_type.h"
#include "server/store/coarse_time.h"

using namespace Qt::StringLiterals;

namespace chat121::store {

using protocol::ConversationState;
using protocol::EnvelopeKind;

namespace {

// What of a stretch has a sender that may go. Bound: log, after, to, and the kind of an opening that waits.
const QString kForgettable = u"log = ? AND sequence > ? AND sequence <= ? AND sender <> 0 AND kind <> ?"_s;

// Without the pair of sender and request a retry is stored twice. No retry comes from a device that has it
// on its disk, may not log in any more, or did not send it (the server made it).
const QString kAcknowledged =
    u" AND (request IS NULL "
    "OR EXISTS (SELECT 1 FROM cursor WHERE cursor.device = envelope.sender "
    "AND cursor.log = envelope.log AND cursor.acknowledged >= envelope.sequence) "
    "OR EXISTS (SELECT 1 FROM device JOIN account ON account.id = device.account "
    "WHERE device.id = envelope.sender AND (device.is_revoked <> 0 OR account.dismissed_ms IS NOT NULL)))"_s;

// Of a conversation's or a team's department, by its policy; NULL: of none.
const QString kShield =
    u"CASE log.kind WHEN 1 THEN (SELECT department.is_shielded FROM conversation "
    "JOIN department ON department.id = conversation.department WHERE conversation.log = log.id) "
    "WHEN 4 THEN (SELECT department.is_shielded FROM department WHERE department.id = log.owner) END"_s;
static_assert(int(LogKind::Conversation) == 1 && int(LogKind::Team) == 4);

struct Counted {
    DeviceId device;
    RequestId request;
};

// A device that logs in with lower numbers than these is an older copy of itself.
Result<void> keepHighestRequests(Sql &sql, const QString &condition, const Stretch &stretch)
{
    QList<Counted> highest;
    {
        TRY_ASSIGN(Rows rows, sql.query(u"SELECT sender, MAX(request) FROM envelope WHERE "_s + condition +
                                            u" AND request IS NOT NULL GROUP BY sender ORDER BY sender"_s,
                                        {stretch.log, stretch.after, stretch.to, EnvelopeKind::Opening}));
        while (rows.next())
            highest.append({rows.id<DeviceId>(0), rows.id<RequestId>(1)});
    }
    for (const Counted &counted : std::as_const(highest))
        TRY(sql.execute(u"UPDATE device SET last_request = ? WHERE id = ? AND last_request < ?"_s,
                        {counted.request, counted.device, counted.request}));
    return success();
}

} // namespace

Result<AgeingLogs> ageingLogs(Sql &sql, LogId first, qsizetype count_max)
{
    AgeingLogs result;
    qsizetype count = 0;
    TRY_ASSIGN(Rows rows, sql.query(u"SELECT id, kind, aged_to, (SELECT MAX(sequence) FROM envelope "
                                    "WHERE envelope.log = log.id), "_s +
                                        kShield + u" FROM log WHERE id >= ? ORDER BY id LIMIT ?"_s,
                                    {first, count_max}));
    for (; rows.next(); ++count) {
        const bool is_shielded = !rows.isNull(4) && rows.number(4) != 0;
        const AgeingLog log{rows.id<LogId>(0), rows.value<LogKind>(1), rows.id<Sequence>(2), is_shielded};
        result.last = log.log;
        if (!rows.isNull(3) && rows.id<Sequence>(3) > log.aged_to) result.logs.append(log);
    }
    result.is_complete = count < count_max;
    return result;
}

Result<OldEnd> oldEnd(Sql &sql, LogId log, Sequence after, UnixTime time, qsizetype count_max)
{
    OldEnd end;
    TRY_ASSIGN(Rows rows, sql.query(u"SELECT sequence, stored_at_ms FROM envelope "
                                    "WHERE log = ? AND sequence > ? ORDER BY sequence LIMIT ?"_s,
                                    {log, after, count_max}));
    while (rows.next()) {
        if (rows.time(1) >= time) return end;
        end.to = rows.id<Sequence>(0);
        ++end.count;
    }
    end.is_complete = end.count < count_max;
    return end;
}

Result<void> age(Sql &sql, const Stretch &stretch, Forgetting forgetting)
{
    const QString condition = forgetting == Forgetting::All ? kForgettable : kForgettable + kAcknowledged;
    TRY(keepHighestRequests(sql, condition, stretch));
    TRY(sql.execute(u"UPDATE envelope SET sender = 0, sender_account = 0, request = NULL, "
                    "stored_at_ms = stored_at_ms - stored_at_ms % %1 WHERE "_s.arg(kCoarseStep.count()) +
                        condition,
                    {stretch.log, stretch.after, stretch.to, EnvelopeKind::Opening}));
    TRY(sql.execute(u"UPDATE envelope SET stored_at_ms = stored_at_ms - stored_at_ms % %1 "
                    "WHERE log = ? AND sequence > ? AND sequence <= ? AND stored_at_ms % %1 <> 0"_s.arg(
                        kCoarseStep.count()),
                    {stretch.log, stretch.after, stretch.to}));
    return success();
}

Result<void> raiseAgedTo(Sql &sql, const AgeingLog &log, Sequence to)
{
    Sequence done = to;
    {
        TRY_ASSIGN(Rows rows, sql.query(u"SELECT MIN(sequence) FROM envelope "
                                        "WHERE log = ? AND sequence > ? AND sequence <= ? AND sender <> 0"_s,
                                        {log.log, log.aged_to, to}));
        if (rows.next() && !rows.isNull(0)) done.value = rows.id<Sequence>(0).value - 1;
    }
    if (done <= log.aged_to) return success();
    TRY(sql.execute(u"UPDATE log SET aged_to = ? WHERE id = ?"_s, {done, log.log}));
    return success();
}

Result<void> ageConversations(Sql &sql, LogId first, LogId last, UnixTime time)
{
    TRY(sql.execute(u"UPDATE conversation SET waiting_since_ms = waiting_since_ms - waiting_since_ms % %1, "
                    "taken_ms = taken_ms - taken_ms % %1, changed_ms = changed_ms - changed_ms % %1, "
                    "closed_ms = closed_ms - closed_ms % %1 "
                    "WHERE log >= ? AND log <= ? AND state = ? AND changed_ms < ? AND "
                    "(changed_ms % %1 <> 0 OR waiting_since_ms % %1 <> 0 OR taken_ms % %1 <> 0 "
                    "OR closed_ms % %1 <> 0)"_s.arg(kCoarseStep.count()),
                    {first, last, ConversationState::Closed, time}));
    return success();
}

} // namespace chat121::store
