// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/store/way_in_rows.h"

#include "server/store/coarse_time.h"

using namespace Qt::StringLiterals;

namespace chat121::store {

Result<std::optional<GuestInvitationRow>> findGuestInvitation(Sql &sql, const crypto::Hash &token_hash)
{
    TRY_ASSIGN(Rows rows,
               sql.query(u"SELECT department, created_by, expires_at_ms, uses_left, per_hour, per_day "
                         "FROM guest_invitation WHERE token_hash = ?"_s,
                         {token_hash}));
    if (!rows.next()) return std::optional<GuestInvitationRow>();
    return std::optional(GuestInvitationRow{token_hash, rows.id<DepartmentId>(0), rows.id<AccountId>(1),
                                            rows.time(2), static_cast<quint32>(rows.number(3)),
                                            static_cast<quint32>(rows.number(4)),
                                            static_cast<quint32>(rows.number(5))});
}

Result<void> addGuestInvitation(Sql &sql, const GuestInvitationRow &invitation)
{
    TRY_ASSIGN(
        const qint64 made,
        sql.execute(
            u"INSERT INTO guest_invitation (token_hash, department, created_by, expires_at_ms, "
            "uses_left, per_hour, per_day) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (token_hash) DO NOTHING"_s,
            {invitation.token_hash, invitation.department, invitation.created_by, invitation.expires_at,
             invitation.uses_left, invitation.per_hour, invitation.per_day}));
    if (made != 1) return Error{Code::Conflict, u"this invitation exists"_s};
    return success();
}

Result<void> useGuestInvitation(Sql &sql, const crypto::Hash &token_hash)
{
    TRY(sql.execute(u"UPDATE guest_invitation SET uses_left = uses_left - 1 WHERE token_hash = ?"_s,
                    {token_hash}));
    return success();
}

Result<qint64> countStaffInvitationUses(Sql &sql, const crypto::PublicKey &invitation_key)
{
    TRY_ASSIGN(Rows rows, sql.query(u"SELECT COUNT(*) FROM staff_invitation_use WHERE invitation_key = ?"_s,
                                    {invitation_key}));
    return rows.next() ? rows.number(0) : 0;
}

Result<bool> hasUsedStaffInvitation(Sql &sql, const crypto::PublicKey &invitation_key, AccountId account)
{
    TRY_ASSIGN(Rows rows,
               sql.query(u"SELECT 1 FROM staff_invitation_use WHERE invitation_key = ? AND account = ?"_s,
                         {invitation_key, account}));
    return rows.next();
}

Result<void> useStaffInvitation(Sql &sql, const crypto::PublicKey &invitation_key, AccountId account,
                                UnixTime now)
{
    TRY(sql.execute(u"INSERT INTO staff_invitation_use (invitation_key, account, used_ms) VALUES (?, ?, ?) "
                    "ON CONFLICT (invitation_key, account) DO NOTHING"_s,
                    {invitation_key, account, coarse(now)}));
    return success();
}

// --- passwords ------------------------------------------------------------------------------------

namespace {

const QString kPasswords = u"SELECT name_key, account, salt, memory_bytes, passes, stored_login, wrapped_key "
                           "FROM password WHERE "_s;

std::optional<PasswordRow> passwordOf(Rows &rows)
{
    if (!rows.next()) return std::nullopt;
    return PasswordRow{rows.fixed<32>(0),
                       rows.id<AccountId>(1),
                       rows.fixed<16>(2),
                       static_cast<quint64>(rows.number(3)),
                       static_cast<quint32>(rows.number(4)),
                       rows.bytes(5),
                       rows.bytes(6)};
}

} // namespace

Result<std::optional<PasswordRow>> findPassword(Sql &sql, const NameKey &name)
{
    TRY_ASSIGN(Rows rows, sql.query(kPasswords + u"name_key = ?"_s, {name}));
    return passwordOf(rows);
}

Result<std::optional<PasswordRow>> findPasswordOf(Sql &sql, AccountId account)
{
    TRY_ASSIGN(Rows rows, sql.query(kPasswords + u"account = ?"_s, {account}));
    return passwordOf(rows);
}

Result<void> deletePasswordOf(Sql &sql, AccountId account)
{
    TRY(sql.execute(u"DELETE FROM password WHERE account = ?"_s, {account}));
    return success();
}

Result<void> putPassword(Sql &sql, const PasswordRow &password)
{
    {
        TRY_ASSIGN(Rows rows,
                   sql.query(u"SELECT account FROM password WHERE name_key = ?"_s, {password.name_key}));
        if (rows.next() && rows.id<AccountId>(0) != password.account)
            return Error{Code::Conflict, u"the log-in name is another account's"_s};
    }
    TRY(sql.execute(u"DELETE FROM password WHERE account = ?"_s, {password.account}));
    TRY(sql.execute(
        u"INSERT INTO password (name_key, account, salt, memory_bytes, passes, stored_login, wrapped_key) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)"_s,
        {password.name_key, password.account, password.salt, password.memory_bytes, password.passes,
         password.stored_login, password.wrapped_key}));
    return success();
}

Result<Rate> findRate(Sql &sql, const crypto::Hash &key)
{
    TRY_ASSIGN(Rows rows, sql.query(u"SELECT since_ms, count FROM rate WHERE name = ?"_s, {key}));
    if (!rows.next()) return Rate{};
    return Rate{rows.time(0), rows.number(1)};
}

Result<void> putRate(Sql &sql, const crypto::Hash &key, const Rate &rate)
{
    TRY(sql.execute(u"INSERT INTO rate (name, since_ms, count) VALUES (?, ?, ?) "
                    "ON CONFLICT (name) DO UPDATE SET since_ms = excluded.since_ms, count = excluded.count"_s,
                    {key, rate.since, rate.count}));
    return success();
}

Result<void> deleteRate(Sql &sql, const crypto::Hash &key)
{
    TRY(sql.execute(u"DELETE FROM rate WHERE name = ?"_s, {key}));
    return success();
}

Result<void> deleteRates(Sql &sql, UnixTime before)
{
    TRY(sql.execute(u"DELETE FROM rate WHERE since_ms < ?"_s, {before}));
    return success();
}

} // namespace chat121::store
