// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/store/retention_rows.h"

#include "common/protocol/message_type.h"
#include "server/store/envelope_rows.h"

using namespace Qt::StringLiterals;

namespace chat121::store {

using protocol::EnvelopeKind;

namespace {

constexpr qsizetype kRowsAtOnce = 1000; // PostgreSQL's driver reads the whole answer

} // namespace

Result<std::optional<RetentionClock>> findRetentionClock(Sql &sql)
{
    TRY_ASSIGN(Rows rows, sql.query(u"SELECT seen_ms, paused_to_ms FROM retention_clock WHERE id = 1"_s));
    if (!rows.next()) return std::optional<RetentionClock>();
    return std::optional(RetentionClock{rows.time(0), rows.time(1)});
}

Result<void> putRetentionClock(Sql &sql, const RetentionClock &clock)
{
    TRY(sql.execute(u"INSERT INTO retention_clock (id, seen_ms, paused_to_ms) VALUES (1, ?, ?) "
                    "ON CONFLICT (id) DO UPDATE SET seen_ms = excluded.seen_ms, "
                    "paused_to_ms = excluded.paused_to_ms"_s,
                    {clock.seen, clock.paused_to}));
    return success();
}

Result<QList<ExpiringLog>> expiringLogs(Sql &sql, LogId after, qsizetype count_max)
{
    QList<ExpiringLog> logs;
    TRY_ASSIGN(
        Rows rows,
        sql.query(u"SELECT conversation.log AS log, department.retention_days AS days FROM conversation "
                  "JOIN department ON department.id = conversation.department "
                  "WHERE department.retention_days > 0 AND conversation.log > ? "
                  "UNION ALL SELECT archive.log AS log, longest.days AS days FROM archive "
                  "JOIN (SELECT MIN(retention_days) AS least, MAX(retention_days) AS days "
                  "FROM department) AS longest ON longest.least > 0 "
                  "WHERE archive.log > ? ORDER BY log LIMIT ?"_s,
                  {after, after, count_max}));
    while (rows.next())
        logs.append({rows.id<LogId>(0), static_cast<quint32>(rows.number(1))});
    return logs;
}

// Stored times rise with the sequence but for steps of the clock: what stands before something that is
// kept is looked at again next time.
Result<Sequence> firstKept(Sql &sql, LogId log, UnixTime time)
{
    Sequence last{};
    for (;;) {
        TRY_ASSIGN(Rows rows, sql.query(u"SELECT sequence, stored_at_ms FROM envelope "
                                        "WHERE log = ? AND sequence > ? ORDER BY sequence LIMIT ?"_s,
                                        {log, last, kRowsAtOnce}));
        qsizetype count = 0;
        for (; rows.next(); ++count) {
            if (rows.time(1) >= time) return last.isValid() ? rows.id<Sequence>(0) : Sequence{};
            last = rows.id<Sequence>(0);
        }
        if (count < kRowsAtOnce) return last.isValid() ? Sequence{last.value + 1} : Sequence{};
    }
}

Result<Sequence> firstOwedCommit(Sql &sql, LogId log, Sequence end)
{
    TRY_ASSIGN(Rows rows,
               sql.query(u"SELECT envelope.sequence FROM envelope "
                         "JOIN member ON member.log = envelope.log AND member.to_sequence IS NULL "
                         "AND member.from_sequence <= envelope.sequence "
                         "JOIN device ON device.id = member.device AND device.is_revoked = 0 "
                         "LEFT JOIN cursor ON cursor.log = envelope.log AND cursor.device = member.device "
                         "WHERE envelope.log = ? AND envelope.sequence < ? AND envelope.kind = ? "
                         "AND COALESCE(cursor.acknowledged, 0) < envelope.sequence "
                         "ORDER BY envelope.sequence LIMIT 1"_s,
                         {log, end, EnvelopeKind::Commit}));
    return rows.next() ? rows.id<Sequence>(0) : Sequence{};
}

Result<void> emptyMessages(Sql &sql, LogId log, Sequence begin, Sequence end)
{
    QList<Sequence> sequences;
    {
        TRY_ASSIGN(Rows rows, sql.query(u"SELECT sequence FROM envelope WHERE log = ? AND sequence >= ? "
                                        "AND sequence < ? AND kind = ? ORDER BY sequence"_s,
                                        {log, begin, end, EnvelopeKind::Application}));
        while (rows.next())
            sequences.append(rows.id<Sequence>(0));
    }
    for (const Sequence sequence : std::as_const(sequences))
        TRY(emptyEnvelope(sql, log, sequence));
    return success();
}

} // namespace chat121::store
