// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Which messages are not in the account's archive yet. The database keeps the list itself: whatever
// gets a sequence is on it, in the same transaction. Threads: the store's. Errors: local_store.h.
#pragma once

#include "client/core/local_store/message_table.h"

namespace chat121 {

struct UnarchivedMessage {
    qint64 row = 0;
    ConversationId conversation{}; // invalid: none of the known ones
    MessagePlace place{};
};

class UnarchivedTable {
public:
    explicit UnarchivedTable(Database &database)
        : m_database(database)
    {
    }

    // In the order of their arrival, from behind the row `after` on. The file has no ids: `known` says which
    // conversations there are.
    Result<QList<UnarchivedMessage>> oldest(const QList<ConversationId> &known, qint64 after,
                                            int count) const;
    Result<bool> isEmpty() const;
    Result<void> remove(qint64 row);
    Result<void> addAll(); // the archive is another one, or was lost: everything once more

    // Whether words of one's own and of somebody else stand in one conversation, other than these.
    Result<bool> hasTalked(const QList<ConversationId> &without) const;

private:
    Database &m_database;
};

} // namespace chat121
