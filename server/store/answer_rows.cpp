// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/store/answer_rows.h"

#include "server/store/coarse_time.h"

using namespace Qt::StringLiterals;

namespace chat121::store {

Result<std::optional<QByteArray>> findAnswer(Sql &sql, DeviceId device, RequestId request)
{
    TRY_ASSIGN(Rows rows,
               sql.query(u"SELECT reply FROM answer WHERE device = ? AND request = ?"_s, {device, request}));
    if (!rows.next()) return std::optional<QByteArray>();
    return std::optional(rows.bytes(0));
}

Result<void> putAnswer(Sql &sql, DeviceId device, RequestId request, const QByteArray &reply, UnixTime now)
{
    TRY(sql.execute(u"INSERT INTO answer (device, request, reply, given_ms) VALUES (?, ?, ?, ?)"_s,
                    {device, request, reply, coarse(now)}));
    return success();
}

Result<RequestId> highestAnswered(Sql &sql, DeviceId device)
{
    TRY_ASSIGN(Rows rows, sql.query(u"SELECT MAX(request) FROM answer WHERE device = ?"_s, {device}));
    return rows.next() ? rows.id<RequestId>(0) : RequestId{};
}

Result<void> deleteAnswers(Sql &sql, UnixTime before)
{
    TRY(sql.execute(u"DELETE FROM answer WHERE given_ms < ?"_s, {before}));
    return success();
}

} // namespace chat121::store
