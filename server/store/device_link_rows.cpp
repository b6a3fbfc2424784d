// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/store/device_link_rows.h"

using namespace Qt::StringLiterals;

namespace chat121::store {

namespace {

// account, slot, device, state, offer, ask, answer, expires_at_ms
std::optional<DeviceLinkRow> linkFrom(Rows &rows)
{
    if (!rows.next()) return std::nullopt;
    return DeviceLinkRow{
        rows.id<AccountId>(0), rows.fixed<32>(1), rows.id<DeviceId>(2), rows.value<protocol::LinkState>(3),
        rows.bytes(4),         rows.bytes(5),     rows.bytes(6),        rows.time(7)};
}

} // namespace

Result<void> putDeviceLink(Sql &sql, const DeviceLinkRow &row)
{
    TRY(deleteDeviceLink(sql, row.account));
    TRY(sql.execute(
        u"INSERT INTO device_link (account, slot, device, state, offer, ask, answer, expires_at_ms) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)"_s,
        {row.account, row.slot, row.device, row.state, row.offer, row.ask, row.answer, row.expires_at}));
    return success();
}

Result<void> deleteDeviceLink(Sql &sql, AccountId account)
{
    TRY(sql.execute(u"DELETE FROM device_link WHERE account = ?"_s, {account}));
    return success();
}

Result<void> deleteExpiredDeviceLinks(Sql &sql, UnixTime now)
{
    TRY(sql.execute(u"DELETE FROM device_link WHERE expires_at_ms < ?"_s, {now}));
    return success();
}

Result<qint64> countDeviceLinks(Sql &sql)
{
    TRY_ASSIGN(Rows rows, sql.query(u"SELECT COUNT(*) FROM device_link"_s));
    return rows.next() ? rows.number(0) : 0;
}

Result<std::optional<DeviceLinkRow>> findDeviceLink(Sql &sql, AccountId account)
{
    TRY_ASSIGN(Rows rows, sql.query(u"SELECT account, slot, device, state, offer, ask, answer, expires_at_ms "
                                    "FROM device_link WHERE account = ?"_s,
                                    {account}));
    return linkFrom(rows);
}

Result<std::optional<DeviceLinkRow>> findDeviceLinkBy(Sql &sql, const crypto::Hash &slot)
{
    TRY_ASSIGN(Rows rows, sql.query(u"SELECT account, slot, device, state, offer, ask, answer, expires_at_ms "
                                    "FROM device_link WHERE slot = ?"_s,
                                    {slot}));
    return linkFrom(rows);
}

} // namespace chat121::store
