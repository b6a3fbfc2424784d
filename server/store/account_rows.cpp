// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/store/account_rows.h"

#include "server/store/device_replacement.h"

using namespace Qt::StringLiterals;

namespace chat121::store {

namespace {

// id, public_key, role, departments, staff_chain, home, registered_ms, dismissed_ms, replaced_by
AccountRow accountFrom(const Rows &rows)
{
    AccountRow account{rows.id<AccountId>(0),
                       rows.fixed<32>(1),
                       rows.value<identity::Role>(2),
                       {},
                       rows.bytes(4),
                       rows.id<DepartmentId>(5),
                       rows.time(6),
                       !rows.isNull(7),
                       !rows.isNull(8)};
    if (const auto departments = decode<identity::DepartmentIds>(rows.bytes(3)))
        account.departments = departments->items;
    return account;
}

// id, account, public_key, certificate, start_counter, last_request, is_revoked
DeviceRow deviceFrom(const Rows &rows)
{
    return {rows.id<DeviceId>(0),
            rows.id<AccountId>(1),
            rows.fixed<32>(2),
            rows.bytes(3),
            static_cast<quint64>(rows.number(4)),
            rows.id<RequestId>(5),
            rows.number(6) != 0,
            rows.number(6) == kReplaced};
}

const QString kAccounts = u"SELECT id, public_key, role, departments, staff_chain, home, registered_ms, "
                          "dismissed_ms, replaced_by FROM account WHERE "_s;

QList<AccountRow> accountsFrom(Rows rows)
{
    QList<AccountRow> result;
    while (rows.next())
        result.append(accountFrom(rows));
    return result;
}

} // namespace

Result<std::optional<AccountRow>> findAccount(Sql &sql, AccountId account)
{
    TRY_ASSIGN(Rows rows, sql.query(kAccounts + u"id = ?"_s, {account}));
    if (!rows.next()) return std::optional<AccountRow>();
    return std::optional(accountFrom(rows));
}

Result<void> putAccount(Sql &sql, const AccountRow &account, UnixTime now)
{
    TRY(sql.execute(
        u"INSERT INTO account (id, public_key, role, departments, staff_chain, home, registered_ms) "
        "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET role = excluded.role, "
        "departments = excluded.departments, staff_chain = excluded.staff_chain"_s,
        {account.id, account.public_key, account.role, encode(identity::DepartmentIds{account.departments}),
         account.staff_chain, Value::orNull(account.home), now}));
    return success();
}

Result<QList<AccountRow>> staffAccounts(Sql &sql)
{
    TRY_ASSIGN(Rows rows, sql.query(kAccounts + u"role <> ? AND dismissed_ms IS NULL ORDER BY id LIMIT ?"_s,
                                    {identity::Role::Guest, limits::kStaffPerReply}));
    return accountsFrom(std::move(rows));
}

Result<QList<AccountRow>> staffAfter(Sql &sql, AccountId last)
{
    TRY_ASSIGN(Rows rows,
               sql.query(kAccounts + u"role <> ? AND dismissed_ms IS NULL AND id > ? ORDER BY id LIMIT ?"_s,
                         {identity::Role::Guest, last, limits::kBatchRowsMax}));
    return accountsFrom(std::move(rows));
}

Result<void> dismissAccount(Sql &sql, AccountId account, UnixTime at)
{
    TRY(sql.execute(u"UPDATE account SET dismissed_ms = ? WHERE id = ?"_s, {at, account}));
    return success();
}

Result<QList<AccountRow>> ownerAccounts(Sql &sql)
{
    TRY_ASSIGN(Rows rows, sql.query(kAccounts + u"role = ? AND dismissed_ms IS NULL AND replaced_by IS NULL "
                                                "ORDER BY id LIMIT ?"_s,
                                    {identity::Role::Owner, limits::kStaffPerReply}));
    return accountsFrom(std::move(rows));
}

Result<void> standFor(Sql &sql, AccountId replaced, const QByteArray &chain)
{
    TRY(sql.execute(u"UPDATE account SET replaced_by = ? WHERE id = ?"_s, {chain, replaced}));
    return success();
}

Result<QList<AccountRow>> accountsAfter(Sql &sql, AccountId last)
{
    TRY_ASSIGN(Rows rows,
               sql.query(kAccounts + u"id > ? ORDER BY id LIMIT ?"_s, {last, limits::kBatchRowsMax}));
    return accountsFrom(std::move(rows));
}

// --- devices --------------------------------------------------------------------------------------

Result<std::optional<DeviceRow>> findDevice(Sql &sql, DeviceId device)
{
    TRY_ASSIGN(Rows rows,
               sql.query(u"SELECT id, account, public_key, certificate, start_counter, last_request, "
                         "is_revoked FROM device WHERE id = ?"_s,
                         {device}));
    if (!rows.next()) return std::optional<DeviceRow>();
    return std::optional(deviceFrom(rows));
}

Result<QList<DeviceRow>> devicesOf(Sql &sql, AccountId account)
{
    QList<DeviceRow> result;
    TRY_ASSIGN(Rows rows,
               sql.query(u"SELECT id, account, public_key, certificate, start_counter, last_request, "
                         "is_revoked FROM device WHERE account = ? AND is_revoked = 0 ORDER BY id"_s,
                         {account}));
    while (rows.next())
        result.append(deviceFrom(rows));
    return result;
}

Result<QList<DeviceRow>> devicesAfter(Sql &sql, DeviceId last)
{
    QList<DeviceRow> result;
    TRY_ASSIGN(Rows rows,
               sql.query(u"SELECT id, account, public_key, certificate, start_counter, last_request, "
                         "is_revoked FROM device WHERE id > ? ORDER BY id LIMIT ?"_s,
                         {last, limits::kBatchRowsMax}));
    while (rows.next())
        result.append(deviceFrom(rows));
    return result;
}

Result<void> addDevice(Sql &sql, const DeviceRow &device, UnixTime now)
{
    TRY(sql.execute(u"INSERT INTO device (id, account, public_key, certificate, registered_ms) "
                    "VALUES (?, ?, ?, ?, ?)"_s,
                    {device.id, device.account, device.public_key, device.certificate, now}));
    return success();
}

Result<void> renewDevice(Sql &sql, DeviceId device, const QByteArray &certificate)
{
    TRY(sql.execute(u"UPDATE device SET certificate = ? WHERE id = ?"_s, {certificate, device}));
    return success();
}

Result<void> raiseCounters(Sql &sql, DeviceId device, quint64 start_counter, RequestId last_request)
{
    TRY(sql.execute(u"UPDATE device SET start_counter = ?, last_request = ? WHERE id = ?"_s,
                    {start_counter, last_request, device}));
    return success();
}

// --- on-line --------------------------------------------------------------------------------------

static Result<qint64> countOnline(Sql &sql, AccountId account)
{
    TRY_ASSIGN(Rows rows, sql.query(u"SELECT COUNT(*) FROM online WHERE account = ?"_s, {account}));
    return rows.next() ? rows.number(0) : 0;
}

Result<qint64> setOnline(Sql &sql, DeviceId device, AccountId account)
{
    TRY(sql.execute(u"INSERT INTO online (device, account) VALUES (?, ?) ON CONFLICT (device) DO NOTHING"_s,
                    {device, account}));
    return countOnline(sql, account);
}

Result<qint64> setOffline(Sql &sql, DeviceId device, AccountId account)
{
    TRY(sql.execute(u"DELETE FROM online WHERE device = ?"_s, {device}));
    return countOnline(sql, account);
}

Result<bool> isOnline(Sql &sql, AccountId account)
{
    TRY_ASSIGN(const qint64 devices, countOnline(sql, account));
    return devices > 0;
}

Result<void> clearOnline(Sql &sql)
{
    TRY(sql.execute(u"DELETE FROM online"_s));
    return success();
}

} // namespace chat121::store
