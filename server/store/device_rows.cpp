// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/store/device_rows.h"

#include "server/store/device_replacement.h"

using namespace Qt::StringLiterals;

namespace chat121::store {

Result<QList<protocol::DeviceEntry>> deviceEntries(Sql &sql, AccountId account, UnixTime now)
{
    QList<protocol::DeviceEntry> result;
    TRY_ASSIGN(Rows rows,
               sql.query(u"SELECT id, certificate, name, registered_ms, last_seen_ms, is_revoked, "
                         "(SELECT COUNT(*) FROM online WHERE online.device = device.id), "
                         "(SELECT COUNT(*) FROM key_package WHERE key_package.device = device.id AND "
                         "expires_at_ms > ?) FROM device WHERE account = ? AND is_revoked <> ? "
                         "ORDER BY is_revoked, registered_ms DESC, id LIMIT ?"_s,
                         {now, account, kReplaced, limits::kDevicesPerReply}));
    while (rows.next()) {
        protocol::DeviceEntry entry;
        entry.device = rows.id<DeviceId>(0);
        entry.certificate.bytes = rows.bytes(1);
        entry.name.bytes = rows.bytes(2);
        entry.registered_at = rows.time(3);
        entry.last_seen_at = rows.time(4);
        entry.is_removed = rows.number(5) != 0;
        entry.is_online = !entry.is_removed && rows.number(6) > 0;
        entry.is_ready = !entry.is_removed && rows.number(7) > 0;
        result.append(entry);
    }
    return result;
}

Result<void> nameDevice(Sql &sql, DeviceId device, const QByteArray &sealed_name)
{
    TRY(sql.execute(u"UPDATE device SET name = ? WHERE id = ?"_s, {sealed_name, device}));
    return success();
}

Result<void> sawDevice(Sql &sql, DeviceId device, UnixTime now)
{
    const qint64 step = std::chrono::milliseconds(limits::kLastSeenStep).count();
    const UnixTime rounded{now.ms - now.ms % step};
    TRY(sql.execute(u"UPDATE device SET last_seen_ms = ? WHERE id = ? AND last_seen_ms < ?"_s,
                    {rounded, device, rounded}));
    return success();
}

Result<void> removeDevice(Sql &sql, DeviceId device, const QByteArray &removal)
{
    TRY(sql.execute(u"UPDATE device SET is_revoked = 1, removal = ? WHERE id = ?"_s, {removal, device}));
    TRY(sql.execute(u"DELETE FROM key_package WHERE device = ?"_s, {device}));
    return success();
}

Result<std::optional<QByteArray>> findRemoval(Sql &sql, DeviceId device)
{
    TRY_ASSIGN(Rows rows,
               sql.query(u"SELECT removal FROM device WHERE id = ? AND removal IS NOT NULL"_s, {device}));
    if (!rows.next()) return std::optional<QByteArray>();
    return std::optional(rows.bytes(0));
}

Result<QList<protocol::DueRemoval>> removalsDueFor(Sql &sql, DeviceId device)
{
    QList<protocol::DueRemoval> result;
    TRY_ASSIGN(Rows rows, sql.query(u"SELECT theirs.log, device.removal FROM member AS own "
                                    "JOIN member AS theirs ON theirs.log = own.log "
                                    "JOIN device ON device.id = theirs.device "
                                    "WHERE own.device = ? AND own.to_sequence IS NULL "
                                    "AND theirs.to_sequence IS NULL AND device.removal IS NOT NULL "
                                    "ORDER BY theirs.log, theirs.device LIMIT ?"_s,
                                    {device, limits::kDueRemovalsPerMessage}));
    while (rows.next())
        result.append({rows.id<LogId>(0), {rows.bytes(1)}});
    return result;
}

Result<QList<protocol::Chain>> replacementsDueFor(Sql &sql, DeviceId device)
{
    QList<protocol::Chain> result;
    TRY_ASSIGN(Rows rows,
               sql.query(u"SELECT replaced_by FROM account WHERE replaced_by IS NOT NULL AND id IN ("
                         "SELECT device.account FROM member AS own "
                         "JOIN member AS theirs ON theirs.log = own.log "
                         "JOIN device ON device.id = theirs.device "
                         "WHERE own.device = ? AND own.to_sequence IS NULL "
                         "AND theirs.to_sequence IS NULL AND device.is_revoked <> 0) "
                         "ORDER BY id LIMIT ?"_s,
                         {device, limits::kReplacementsPerMessage}));
    while (rows.next())
        result.append(protocol::Chain{rows.bytes(0)});
    return result;
}

// --- companions -----------------------------------------------------------------------------------

namespace {

QList<DeviceId> devicesFrom(Rows rows)
{
    QList<DeviceId> result;
    while (rows.next())
        result.append(rows.id<DeviceId>(0));
    return result;
}

} // namespace

Result<QList<DeviceId>> companionsOnline(Sql &sql, DeviceId device)
{
    TRY_ASSIGN(Rows rows,
               sql.query(u"SELECT theirs.device FROM member AS own "
                         "JOIN member AS theirs ON theirs.log = own.log "
                         "JOIN online ON online.device = theirs.device "
                         "WHERE own.device = ? AND theirs.device <> ? "
                         "AND own.to_sequence IS NULL AND theirs.to_sequence IS NULL "
                         "GROUP BY theirs.device "
                         "ORDER BY MAX(CASE WHEN theirs.account = own.account THEN 1 ELSE 0 END) DESC, "
                         "theirs.device LIMIT ?"_s,
                         {device, device, limits::kBatchRowsMax}));
    return devicesFrom(std::move(rows));
}

Result<QList<DeviceId>> companionsOnline(Sql &sql, AccountId account)
{
    TRY_ASSIGN(Rows rows, sql.query(u"SELECT DISTINCT theirs.device FROM member AS own "
                                    "JOIN member AS theirs ON theirs.log = own.log "
                                    "JOIN online ON online.device = theirs.device "
                                    "WHERE own.account = ? AND theirs.account <> ? "
                                    "AND own.to_sequence IS NULL AND theirs.to_sequence IS NULL "
                                    "ORDER BY theirs.device LIMIT ?"_s,
                                    {account, account, limits::kBatchRowsMax}));
    return devicesFrom(std::move(rows));
}

} // namespace chat121::store
