// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/store/block_rows.h"

using namespace Qt::StringLiterals;

namespace chat121::store {

namespace {

Result<QList<BlockRow>> blocks(Sql &sql, const QString &statement, std::initializer_list<Value> values)
{
    QList<BlockRow> result;
    TRY_ASSIGN(Rows rows, sql.query(statement, values));
    while (rows.next()) {
        BlockRow row{rows.id<DepartmentId>(0), rows.id<AccountId>(1), {}};
        if (!rows.isNull(2)) row.until = rows.time(2);
        result.append(row);
    }
    return result;
}

std::optional<BlockRow> firstOf(const QList<BlockRow> &rows)
{
    return rows.isEmpty() ? std::optional<BlockRow>() : std::optional(rows.first());
}

} // namespace

Result<std::optional<BlockRow>> findBlock(Sql &sql, DepartmentId department, AccountId guest)
{
    TRY_ASSIGN(const auto rows, blocks(sql,
                                       u"SELECT department, guest, until_ms FROM guest_block "
                                       "WHERE department = ? AND guest = ?"_s,
                                       {department, guest}));
    return firstOf(rows);
}

Result<std::optional<BlockRow>> findBlockIn(Sql &sql, ConversationId conversation, AccountId guest)
{
    TRY_ASSIGN(const auto rows,
               blocks(sql,
                      u"SELECT guest_block.department, guest_block.guest, guest_block.until_ms "
                      "FROM conversation JOIN guest_block "
                      "ON guest_block.department = conversation.department "
                      "WHERE conversation.log = ? AND guest_block.guest = ?"_s,
                      {conversation, guest}));
    return firstOf(rows);
}

Result<void> putBlock(Sql &sql, const BlockRow &row)
{
    TRY(sql.execute(u"INSERT INTO guest_block (department, guest, until_ms) VALUES (?, ?, ?) "
                    "ON CONFLICT (department, guest) DO UPDATE SET until_ms = excluded.until_ms"_s,
                    {row.department, row.guest, row.until ? Value(*row.until) : Value::null()}));
    return success();
}

Result<void> deleteBlock(Sql &sql, DepartmentId department, AccountId guest)
{
    TRY(sql.execute(u"DELETE FROM guest_block WHERE department = ? AND guest = ?"_s, {department, guest}));
    return success();
}

Result<bool> isCustomerOf(Sql &sql, DepartmentId department, AccountId guest)
{
    TRY_ASSIGN(Rows rows,
               sql.query(u"SELECT log FROM conversation WHERE guest = ? AND department = ? LIMIT 1"_s,
                         {guest, department}));
    return rows.next();
}

Result<QList<BlockRow>> blocksOf(Sql &sql, DepartmentId department, UnixTime now, int count_max)
{
    return blocks(sql,
                  u"SELECT department, guest, until_ms FROM guest_block "
                  "WHERE department = ? AND (until_ms IS NULL OR until_ms > ?) ORDER BY guest LIMIT ?"_s,
                  {department, now, count_max});
}

Result<qint64> countBlocks(Sql &sql, DepartmentId department, UnixTime now)
{
    TRY_ASSIGN(Rows rows, sql.query(u"SELECT COUNT(*) FROM guest_block "
                                    "WHERE department = ? AND (until_ms IS NULL OR until_ms > ?)"_s,
                                    {department, now}));
    return rows.next() ? rows.number(0) : 0;
}

Result<void> deleteBlocksUntil(Sql &sql, UnixTime now)
{
    TRY(sql.execute(u"DELETE FROM guest_block WHERE until_ms <= ?"_s, {now}));
    return success();
}

} // namespace chat121::store
