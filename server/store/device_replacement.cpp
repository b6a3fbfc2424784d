// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/store/device_replacement.h"

#include "server/store/log_cache.h"

using namespace Qt::StringLiterals;

namespace chat121::store {

// Members of now are kept in memory too: they are read again.
static Result<void> forgetLogsOf(Sql &sql, DeviceId device)
{
    if (!sql.cache()) return success();
    TRY_ASSIGN(Rows rows, sql.query(u"SELECT DISTINCT log FROM member WHERE device = ? "
                                    "UNION SELECT id FROM log WHERE owner = ? AND kind = ?"_s,
                                    {device, device, LogKind::Inbox}));
    while (rows.next())
        sql.cache()->forget(rows.id<LogId>(0));
    return success();
}

Result<void> replaceDevice(Sql &sql, DeviceId old, DeviceId now)
{
    TRY(forgetLogsOf(sql, old));
    TRY(sql.execute(u"UPDATE device SET is_revoked = ? WHERE id = ?"_s, {kReplaced, old}));
    TRY(sql.execute(u"UPDATE member SET device = ? WHERE device = ?"_s, {now, old}));
    TRY(sql.execute(u"UPDATE log SET owner = ? WHERE owner = ? AND kind = ?"_s, {now, old, LogKind::Inbox}));
    TRY(sql.execute(u"DELETE FROM cursor WHERE device = ?"_s, {old}));
    TRY(sql.execute(u"DELETE FROM key_package WHERE device = ?"_s, {old}));
    return success();
}

Result<void> signOutDevice(Sql &sql, DeviceId device)
{
    TRY(forgetLogsOf(sql, device));
    TRY(sql.execute(u"UPDATE device SET is_revoked = 1 WHERE id = ? AND is_revoked = 0"_s, {device}));
    TRY(sql.execute(u"DELETE FROM key_package WHERE device = ?"_s, {device}));
    return success();
}

} // namespace chat121::store
