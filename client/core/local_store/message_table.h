// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The messages of all conversations, in the order of their timelines (client/core/models).
//
// In clear: keyed hashes of conversation and message id, the sequence, the state and whether it is
// one's own; the rest is sealed, bound to conversation, id and sequence. The state is a flag that
// only decorates: it is changed without opening the row.
// Threads: the store's. Errors: local_store.h.
#pragma once

#include "client/core/models/timeline_row.h"
#include "common/base/result.h"

#include <QList>

#include <optional>

namespace chat121 {

class Database;

// Where a row stands in its conversation; compares in the timeline's order.
struct MessagePlace {
    qint64 place = 0; // the sequence, or beyond all sequences while the server has not numbered it
    qint64 row = 0;   // the order of arrival
    auto operator<=>(const MessagePlace &) const = default;
};

// Oldest first. `first` is what to ask older() with.
struct MessagePage {
    QList<TimelineRow> rows;
    MessagePlace first;
    bool has_older = false;
};

// One row as the search index sees it.
struct StoredRow {
    qint64 row = 0;          // stays the same as long as the message is there
    qint64 conversation = 0; // MessageTable::tagOf()
    qint64 change = 0;       // search_table.h; 0 unless it was asked for
    TimelineRow value{};     // System without words where it does not open
    bool is_readable = true;
};

class MessageTable {
public:
    explicit MessageTable(Database &database)
        : m_database(database)
    {
    }

    // Inserts; a row with the same (non-zero) message id is replaced and moves to its sequence.
    Result<void> put(ConversationId conversation, const TimelineRow &row);

    // The same for a row that comes out of the archive and need not go into it again.
    Result<void> putArchived(ConversationId conversation, const TimelineRow &row);

    // The same for a row that is there and has become another one than the archive has.
    Result<void> putChanged(ConversationId conversation, const TimelineRow &row);

    Result<std::optional<TimelineRow>> find(ConversationId conversation, const MessageId &id) const;
    Result<MessagePage> newest(ConversationId conversation, int count) const;
    Result<MessagePage> older(ConversationId conversation, const MessagePlace &before, int count) const;

    // NotFound for an unknown id.
    Result<MessagePlace> placeOf(ConversationId conversation, const MessageId &id) const;

    // --- for the search index: rows of all conversations ---
    qint64 tagOf(ConversationId conversation) const;
    Result<std::optional<StoredRow>> at(qint64 row) const;
    // All of a conversation, in the order of its timeline, for at(): eight bytes for each.
    Result<QList<qint64>> rowsOf(ConversationId conversation) const;
    // What the index does not know yet: the oldest changes above `change`, or the newest below it.
    Result<QList<StoredRow>> unindexedAfter(qint64 change, int count) const;
    Result<QList<StoredRow>> unindexedBefore(qint64 change, int count) const;

    // The server numbered it. NotFound for an unknown id.
    Result<void> setSequence(ConversationId conversation, const MessageId &id, Sequence sequence,
                             SendState state);
    Result<void> setState(ConversationId conversation, const MessageId &id, SendState state);
    // One's own messages up to and including `sequence` are at least `state` now (not failed ones).
    Result<void> raiseStates(ConversationId conversation, Sequence sequence, SendState state);

    // Messages of others above `after`: what the unread badge counts. System lines do not count.
    Result<int> unreadCount(ConversationId conversation, Sequence after) const;
    Result<int> count(ConversationId conversation) const;

    // Removes numbered rows that were said before `time`, looking at the `count` oldest; which ones.
    Result<QList<RowVersion>> removeOlder(ConversationId conversation, UnixTime time, int count);
    Result<void> remove(ConversationId conversation, const MessageId &id);
    Result<void> removeAll(ConversationId conversation);

private:
    Database &m_database;
};

} // namespace chat121
