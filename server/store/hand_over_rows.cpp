// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/store/hand_over_rows.h"

using namespace Qt::StringLiterals;

namespace chat121::store {

using protocol::HandOverStay;

namespace {

// The columns that handOvers() reads. A macro, since the parts of a literal join only as one.
#define HAND_OVER_COLUMNS                                                                                    \
    u"SELECT conversation, giver, receiver, until_ms, accepted_ms, stays FROM hand_over "

Result<QList<HandOverRow>> handOvers(Sql &sql, const QString &statement, std::initializer_list<Value> values)
{
    QList<HandOverRow> result;
    TRY_ASSIGN(Rows rows, sql.query(statement, values));
    while (rows.next()) {
        HandOverRow row{rows.id<ConversationId>(0),
                        rows.id<AccountId>(1),
                        rows.id<AccountId>(2),
                        rows.time(3),
                        {},
                        rows.number(5) > 0 ? HandOverStay::Stay : HandOverStay::Leave};
        if (!rows.isNull(4)) row.accepted_at = rows.time(4);
        result.append(row);
    }
    return result;
}

} // namespace

Result<std::optional<HandOverRow>> findHandOver(Sql &sql, ConversationId conversation)
{
    TRY_ASSIGN(const auto rows, handOvers(sql, HAND_OVER_COLUMNS "WHERE conversation = ?"_s, {conversation}));
    return rows.isEmpty() ? std::optional<HandOverRow>() : std::optional(rows.first());
}

Result<void> putHandOver(Sql &sql, const HandOverRow &row)
{
    TRY(sql.execute(
        u"INSERT INTO hand_over (conversation, giver, receiver, until_ms, accepted_ms, stays) "
        "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (conversation) DO UPDATE SET giver = excluded.giver, "
        "receiver = excluded.receiver, until_ms = excluded.until_ms, accepted_ms = excluded.accepted_ms, "
        "stays = excluded.stays"_s,
        {row.conversation, row.giver, row.receiver, row.until,
         row.accepted_at ? Value(*row.accepted_at) : Value::null(), row.stay == HandOverStay::Stay ? 1 : 0}));
    return success();
}

Result<void> deleteHandOver(Sql &sql, ConversationId conversation)
{
    TRY(sql.execute(u"DELETE FROM hand_over WHERE conversation = ?"_s, {conversation}));
    return success();
}

Result<QList<HandOverRow>> handOversTo(Sql &sql, AccountId receiver)
{
    return handOvers(sql, HAND_OVER_COLUMNS "WHERE receiver = ? ORDER BY conversation"_s, {receiver});
}

Result<QList<HandOverRow>> handOversUntil(Sql &sql, UnixTime now)
{
    return handOvers(sql, HAND_OVER_COLUMNS "WHERE until_ms <= ? ORDER BY conversation"_s, {now});
}

#undef HAND_OVER_COLUMNS

} // namespace chat121::store
