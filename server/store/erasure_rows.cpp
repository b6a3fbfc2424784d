// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/store/erasure_rows.h"

#include "server/store/envelope_rows.h"

using namespace Qt::StringLiterals;

namespace chat121::store {

Result<std::optional<ErasureRow>> findErasure(Sql &sql, ConversationId conversation)
{
    TRY_ASSIGN(Rows rows, sql.query(u"SELECT wish, receipt FROM erasure WHERE log = ?"_s, {conversation}));
    if (!rows.next()) return std::optional<ErasureRow>();
    return std::optional(ErasureRow{conversation, rows.bytes(0), rows.bytes(1)});
}

Result<void> putErasure(Sql &sql, const ErasureRow &row, UnixTime now)
{
    TRY(sql.execute(u"INSERT INTO erasure (log, wish, receipt, erased_ms) VALUES (?, ?, ?, ?)"_s,
                    {row.conversation, row.wish, row.receipt, now}));
    return success();
}

Result<ErasureAudience> erasureAudience(Sql &sql, ConversationId conversation, AccountId guest)
{
    ErasureAudience audience;
    {
        TRY_ASSIGN(Rows rows,
                   sql.query(u"SELECT device.id, online.device FROM device "
                             "LEFT JOIN online ON online.device = device.id "
                             "WHERE device.is_revoked = 0 AND (device.account = ? OR device.account IN "
                             "(SELECT account FROM member WHERE log = ?)) ORDER BY device.id"_s,
                             {guest, conversation}));
        while (rows.next()) {
            audience.devices.append(rows.id<DeviceId>(0));
            if (!rows.isNull(1)) ++audience.online;
        }
    }
    TRY_ASSIGN(Rows rows, sql.query(u"SELECT COUNT(*) FROM archive WHERE account = ? OR account IN "
                                    "(SELECT account FROM member WHERE log = ?)"_s,
                                    {guest, conversation}));
    if (rows.next()) audience.archives = static_cast<quint32>(rows.number(0));
    return audience;
}

Result<ErasedRows> emptyElsewhere(Sql &sql, ConversationId conversation)
{
    ErasedRows erased;
    QList<LogId> logs;
    {
        TRY_ASSIGN(Rows rows,
                   sql.query(u"SELECT DISTINCT log FROM envelope WHERE about = ? AND log <> ? ORDER BY log"_s,
                             {conversation, conversation}));
        while (rows.next())
            logs.append(rows.id<LogId>(0));
    }
    for (const LogId id : std::as_const(logs)) {
        TRY_ASSIGN(const auto log, findLog(sql, id));
        TRY_ASSIGN(const QList<Sequence> emptied, emptyAbout(sql, id, conversation));
        const bool is_inbox = log && log->kind == LogKind::Inbox;
        (is_inbox ? erased.welcomes : erased.openings) += static_cast<quint32>(emptied.size());
    }
    TRY(sql.execute(u"UPDATE envelope SET about = NULL WHERE about = ?"_s, {conversation}));
    return erased;
}

Result<void> eraseLog(Sql &sql, ConversationId conversation, ErasedRows &erased)
{
    TRY_ASSIGN(const quint64 envelopes, sql.execute(u"DELETE FROM envelope WHERE log = ?"_s, {conversation}));
    TRY_ASSIGN(const quint64 infos, sql.execute(u"DELETE FROM group_info WHERE log = ?"_s, {conversation}));
    erased.envelopes = static_cast<quint32>(envelopes);
    erased.group_infos = static_cast<quint32>(infos);
    TRY(sql.execute(u"DELETE FROM member WHERE log = ?"_s, {conversation}));
    TRY(sql.execute(u"DELETE FROM cursor WHERE log = ?"_s, {conversation}));
    TRY(sql.execute(u"DELETE FROM offer_pass WHERE conversation = ?"_s, {conversation}));
    TRY(sql.execute(u"DELETE FROM conversation WHERE log = ?"_s, {conversation}));
    TRY(sql.execute(u"DELETE FROM log WHERE id = ?"_s, {conversation}));
    if (sql.cache()) sql.cache()->forget(conversation);
    return success();
}

} // namespace chat121::store
