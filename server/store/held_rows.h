// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the database holds about a conversation, for its members to see: the columns as the schema has
// them, and the rows, with sizes in place of bytes. Which rows of a table are about a conversation, or
// about the person who asks, is the one thing that the schema does not say: kHoldings does, for every
// table (tests/server/store/tst_held_rows.cpp).
#pragma once

#include "common/protocol/messages/held_rows.h"
#include "server/store/sql.h"

#include <span>

namespace chat121::store {

struct ColumnShape {
    QString name{};
    bool is_bytes = false;
};

struct TableShape {
    QString name{};
    QList<ColumnShape> columns{};
};

// Every table, by name, as the database describes itself.
Result<QList<TableShape>> tablesOf(Sql &sql);

// How rows of one table belong to a conversation.
struct Holding {
    const char *table;
    protocol::HeldAbout about;
    const char *condition; // over the id of the conversation or the asker's account; empty for Server
    int places;            // how often the id stands in it
};

std::span<const Holding> holdings();

// Whether `account` takes part in it now: as guest, taker or member.
Result<bool> takesPart(Sql &sql, ConversationId conversation, AccountId account);

// A page of what one table holds, from row `first` on. Of a table that is only about the server: its
// columns, and no rows.
Result<protocol::HeldTable> heldIn(Sql &sql, const TableShape &table, const Holding &holding, quint64 id,
                                   quint32 first, qsizetype rows_max);

} // namespace chat121::store
