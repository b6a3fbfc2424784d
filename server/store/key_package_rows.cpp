// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/store/key_package_rows.h"

using namespace Qt::StringLiterals;

namespace chat121::store {

static Result<bool> isSpent(Sql &sql, DeviceId device, const QByteArray &reference)
{
    TRY_ASSIGN(Rows rows, sql.query(u"SELECT 1 FROM spent_key_package WHERE device = ? AND reference = ?"_s,
                                    {device, reference}));
    return rows.next();
}

Result<void> putKeyPackage(Sql &sql, DeviceId device, const KeyPackageRow &row)
{
    TRY_ASSIGN(const bool is_spent, isSpent(sql, device, row.reference));
    if (is_spent) return success();
    if (row.is_last_resort) {
        TRY(sql.execute(
            u"DELETE FROM key_package WHERE device = ? AND is_last_resort = 1 AND reference <> ?"_s,
            {device, row.reference}));
    }
    TRY(sql.execute(u"INSERT INTO key_package (device, reference, is_last_resort, expires_at_ms, package) "
                    "VALUES (?, ?, ?, ?, ?) ON CONFLICT (device, reference) DO NOTHING"_s,
                    {device, row.reference, row.is_last_resort, row.expires_at, row.package}));
    return success();
}

Result<quint32> countKeyPackages(Sql &sql, DeviceId device, UnixTime now)
{
    TRY_ASSIGN(Rows rows,
               sql.query(u"SELECT COUNT(*) FROM key_package WHERE device = ? AND is_last_resort = 0 "
                         "AND expires_at_ms > ?"_s,
                         {device, now}));
    return rows.next() ? static_cast<quint32>(rows.number(0)) : 0u;
}

Result<std::optional<HandedOut>> handOutKeyPackage(Sql &sql, DeviceId device, UnixTime now)
{
    HandedOut handed;
    QByteArray reference;
    UnixTime expires_at;
    {
        TRY_ASSIGN(Rows rows,
                   sql.query(u"SELECT reference, is_last_resort, expires_at_ms, package FROM key_package "
                             "WHERE device = ? AND expires_at_ms > ? "
                             "ORDER BY is_last_resort, expires_at_ms, reference LIMIT 1"_s,
                             {device, now}));
        if (!rows.next()) return std::optional<HandedOut>();
        reference = rows.bytes(0);
        handed.is_last_resort = rows.number(1) != 0;
        expires_at = rows.time(2);
        handed.package = rows.bytes(3);
    }
    if (handed.is_last_resort) return std::optional(handed);
    TRY(sql.execute(u"DELETE FROM key_package WHERE device = ? AND reference = ?"_s, {device, reference}));
    TRY(sql.execute(u"INSERT INTO spent_key_package (device, reference, expires_at_ms) VALUES (?, ?, ?)"_s,
                    {device, reference, expires_at}));
    return std::optional(handed);
}

Result<void> deleteExpiredKeyPackagesOf(Sql &sql, DeviceId device, UnixTime now)
{
    TRY(sql.execute(u"DELETE FROM key_package WHERE device = ? AND expires_at_ms <= ?"_s, {device, now}));
    return success();
}

Result<void> deleteExpiredKeyPackages(Sql &sql, UnixTime now)
{
    TRY(sql.execute(u"DELETE FROM key_package WHERE expires_at_ms <= ?"_s, {now}));
    TRY(sql.execute(u"DELETE FROM spent_key_package WHERE expires_at_ms <= ?"_s, {now}));
    return success();
}

} // namespace chat121::store
