// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Customers from whom a department takes nothing for a while. SQL only: the rules are in server/desk/blocks.h
// and server/relay/access.h.
#pragma once

#include "server/store/sql.h"

#include <optional>

namespace chat121::store {

struct BlockRow {
    DepartmentId department{};
    AccountId guest{};
    std::optional<UnixTime> until{}; // nothing: until somebody lifts it

    bool isOver(UnixTime now) const { return until && *until <= now; }
    bool operator==(const BlockRow &) const = default;
};

Result<std::optional<BlockRow>> findBlock(Sql &sql, DepartmentId department, AccountId guest);
// Of the department that the conversation belongs to.
Result<std::optional<BlockRow>> findBlockIn(Sql &sql, ConversationId conversation, AccountId guest);
// Makes it or replaces it.
Result<void> putBlock(Sql &sql, const BlockRow &row);
Result<void> deleteBlock(Sql &sql, DepartmentId department, AccountId guest);
// Whether the account has a conversation there, open or closed.
Result<bool> isCustomerOf(Sql &sql, DepartmentId department, AccountId guest);
// In the order of the accounts.
Result<QList<BlockRow>> blocksOf(Sql &sql, DepartmentId department, UnixTime now, int count_max);
Result<qint64> countBlocks(Sql &sql, DepartmentId department, UnixTime now);
Result<void> deleteBlocksUntil(Sql &sql, UnixTime now);

} // namespace chat121::store
