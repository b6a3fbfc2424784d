// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/store/envelope_rows.h"

#include "common/crypto/hash.h"

using namespace Qt::StringLiterals;

namespace chat121::store {

using protocol::Envelope;
using protocol::EnvelopeKind;

Result<Envelope> append(Sql &sql, LogEntry &log, const NewEnvelope &envelope, UnixTime now)
{
    const Sequence sequence{log.last.value + 1};
    TRY(sql.execute(
        u"INSERT INTO envelope (log, sequence, kind, sender, sender_account, request, generation, "
        "epoch, stored_at_ms, about, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
        {log.id, sequence, envelope.kind, envelope.sender, envelope.sender_account,
         Value::orNull(envelope.request), envelope.generation, envelope.epoch, now,
         Value::orNull(envelope.about), envelope.body}));
    log.last = sequence;
    if (LogCache *cache = sql.cache()) {
        cache->put(log);
        const auto highest = cache->highestRequest(envelope.sender);
        if (highest && envelope.request.value > *highest)
            cache->putHighestRequest(envelope.sender, envelope.request.value);
    }
    return Envelope{log.id,
                    sequence,
                    envelope.kind,
                    envelope.sender,
                    envelope.sender_account,
                    envelope.generation,
                    envelope.epoch,
                    now,
                    envelope.about,
                    {envelope.body}};
}

Result<RequestId> highestRequest(Sql &sql, DeviceId sender)
{
    LogCache *cache = sql.cache();
    if (cache) {
        if (const auto known = cache->highestRequest(sender)) return RequestId{*known};
    }
    TRY_ASSIGN(
        Rows rows,
        sql.query(u"SELECT MAX(request) FROM envelope WHERE sender = ? AND request IS NOT NULL"_s, {sender}));
    const RequestId highest = rows.next() ? rows.id<RequestId>(0) : RequestId{};
    if (cache) cache->putHighestRequest(sender, highest.value);
    return highest;
}

Result<std::optional<protocol::Stored>> findStored(Sql &sql, DeviceId sender, RequestId request)
{
    // Requests rise: above the highest one nothing can be stored, and no query is needed.
    TRY_ASSIGN(const RequestId highest, highestRequest(sql, sender));
    if (request > highest) return std::optional<protocol::Stored>();
    TRY_ASSIGN(
        Rows rows,
        sql.query(u"SELECT log, sequence, stored_at_ms FROM envelope WHERE sender = ? AND request = ?"_s,
                  {sender, request}));
    if (!rows.next()) return std::optional<protocol::Stored>();
    return std::optional(protocol::Stored{request, rows.id<LogId>(0), rows.id<Sequence>(1), rows.time(2)});
}

// --- reading --------------------------------------------------------------------------------------

namespace {

struct Cut {
    Sequence last{}; // 0: nothing is there
    bool is_complete = true;
};

// How far the budget reaches, from the sizes alone.
Result<Cut> cutOf(Sql &sql, LogId log, Interval interval, qsizetype bytes_max, qsizetype count_max)
{
    Cut cut;
    TRY_ASSIGN(Rows rows,
               sql.query(u"SELECT sequence, LENGTH(body) FROM envelope WHERE log = ? AND sequence >= ? "
                         "AND sequence <= ? ORDER BY sequence LIMIT ?"_s,
                         {log, interval.from, interval.to, count_max + 1}));
    qsizetype bytes = 0;
    for (qsizetype count = 0; rows.next(); ++count) {
        bytes += rows.number(1) + kEnvelopeOverheadBytes;
        const bool fits = count < count_max && bytes <= bytes_max;
        if (!fits && count > 0) {
            cut.is_complete = false;
            break;
        }
        cut.last = rows.id<Sequence>(0);
    }
    return cut;
}

} // namespace

Result<Page> page(Sql &sql, LogId log, Interval interval, Sequence after, qsizetype bytes_max,
                  qsizetype count_max)
{
    Page result;
    interval.from.value = qMax(interval.from.value, after.value + 1);
    if (interval.from > interval.to) return result;
    TRY_ASSIGN(const Cut cut, cutOf(sql, log, interval, bytes_max, count_max));
    result.is_complete = cut.is_complete;
    if (!cut.last.isValid()) return result;
    TRY_ASSIGN(
        Rows rows,
        sql.query(
            u"SELECT sequence, kind, sender, sender_account, generation, epoch, stored_at_ms, about, body "
            "FROM envelope WHERE log = ? AND sequence >= ? AND sequence <= ? ORDER BY sequence"_s,
            {log, interval.from, cut.last}));
    while (rows.next()) {
        result.envelopes.append({log,
                                 rows.id<Sequence>(0),
                                 rows.value<EnvelopeKind>(1),
                                 rows.id<DeviceId>(2),
                                 rows.id<AccountId>(3),
                                 static_cast<quint32>(rows.number(4)),
                                 static_cast<quint64>(rows.number(5)),
                                 rows.time(6),
                                 rows.id<LogId>(7),
                                 {rows.bytes(8)}});
    }
    return result;
}

Result<std::optional<Envelope>> findEnvelope(Sql &sql, LogId log, Sequence sequence)
{
    TRY_ASSIGN(Rows rows,
               sql.query(u"SELECT kind, sender, sender_account, generation, epoch, stored_at_ms, about "
                         "FROM envelope WHERE log = ? AND sequence = ?"_s,
                         {log, sequence}));
    if (!rows.next()) return std::optional<Envelope>();
    return std::optional(Envelope{log,
                                  sequence,
                                  rows.value<EnvelopeKind>(0),
                                  rows.id<DeviceId>(1),
                                  rows.id<AccountId>(2),
                                  static_cast<quint32>(rows.number(3)),
                                  static_cast<quint64>(rows.number(4)),
                                  rows.time(5),
                                  rows.id<LogId>(6),
                                  {}});
}

// --- deleting -------------------------------------------------------------------------------------

Result<void> emptyEnvelope(Sql &sql, LogId log, Sequence sequence)
{
    crypto::Hash hash;
    {
        TRY_ASSIGN(Rows rows,
                   sql.query(u"SELECT body FROM envelope WHERE log = ? AND sequence = ?"_s, {log, sequence}));
        if (!rows.next()) return Error{Code::NotFound, u"no such envelope"_s};
        hash = crypto::sha256(rows.bytes(0));
    }
    TRY(sql.execute(u"UPDATE envelope SET kind = ?, body = ? WHERE log = ? AND sequence = ?"_s,
                    {EnvelopeKind::Emptied, hash, log, sequence}));
    return success();
}

Result<void> emptyOnce(Sql &sql, LogId log, Sequence sequence)
{
    TRY_ASSIGN(const auto envelope, findEnvelope(sql, log, sequence));
    if (!envelope || envelope->kind == EnvelopeKind::Emptied) return success();
    return emptyEnvelope(sql, log, sequence);
}

Result<QList<Sequence>> emptyAbout(Sql &sql, LogId log, LogId about)
{
    QList<Sequence> emptied;
    {
        TRY_ASSIGN(Rows rows,
                   sql.query(u"SELECT sequence FROM envelope WHERE about = ? AND log = ? AND kind <> ? "
                             "ORDER BY sequence"_s,
                             {about, log, EnvelopeKind::Emptied}));
        while (rows.next())
            emptied.append(rows.id<Sequence>(0));
    }
    for (const Sequence sequence : std::as_const(emptied))
        TRY(emptyEnvelope(sql, log, sequence));
    return emptied;
}

Result<qint64> countAbout(Sql &sql, LogId log, LogId about)
{
    TRY_ASSIGN(Rows rows,
               sql.query(u"SELECT COUNT(*) FROM envelope WHERE about = ? AND log = ? AND kind <> ?"_s,
                         {about, log, EnvelopeKind::Emptied}));
    return rows.next() ? rows.number(0) : 0;
}

Result<void> trim(Sql &sql, LogId log, Sequence floor)
{
    TRY(sql.execute(u"DELETE FROM envelope WHERE log = ? AND sequence < ?"_s, {log, floor}));
    TRY(sql.execute(u"UPDATE log SET floor = ? WHERE id = ? AND floor < ?"_s, {floor, log, floor}));
    if (sql.cache()) sql.cache()->forget(log);
    return success();
}

} // namespace chat121::store
