// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The rows of one conversation, oldest first, made for bulk: 100,000 rows come with one signal.
//
// Order: by sequence, equal sequences in the order of arrival; rows without a sequence stand after
// all others, in the order of arrival. Rows with the same message id are one row.
//
// Ownership: holds its rows. Threads: main; the engine hands over batches as queued signals.
// Not a QAbstractItemModel: the only view of it measures its own rows (client/ui/timeline).
#pragma once

#include "client/core/models/timeline_row.h"

#include <QHash>
#include <QObject>
#include <QStringList>

#include <optional>

namespace chat121 {

class TimelineModel final : public QObject {
    Q_OBJECT

public:
    explicit TimelineModel(QObject *parent = nullptr);

    int size() const { return static_cast<int>(m_rows.size()); }
    bool isEmpty() const { return m_rows.isEmpty(); }

    // REQUIRES: 0 <= row < size()
    const TimelineRow &at(int row) const { return m_rows.at(row); }

    // The row of a message, or -1.
    int rowOf(const MessageId &id) const;

    // Replaces everything. `rows` must be in order already (the store reads them in order).
    void reset(QList<TimelineRow> rows) { reset(std::move(rows), {}); }
    // ... of which the reader has seen those up to this one; 0: the marker stays away.
    void reset(QList<TimelineRow> rows, Sequence read_up_to);

    // Older rows before all others, in order.
    void prepend(const QList<TimelineRow> &rows);

    // New rows, in any order; each goes to its place. Rows already there are replaced, and move if
    // the server has numbered them meanwhile.
    void append(const QList<TimelineRow> &rows);
    void upsert(const TimelineRow &row) { append({row}); }

    // Changed rows, and new ones. One that is above all rows while older ones are left out comes with those:
    // here it only changes what the answers to it quote.
    void update(const QList<TimelineRow> &rows);

    // The server numbered this message. Unknown ids are ignored, as everywhere below.
    void setSequence(const MessageId &id, Sequence sequence);

    // States only rise: a late "delivered" does not take back "read". Failed and Queued may
    // replace each other, since the user may try again.
    void setState(const MessageId &id, SendState state);

    // My messages up to and including `sequence` have reached `state` (Delivered or Read).
    void raiseStates(Sequence sequence, SendState state);

    void remove(const MessageId &id) { remove(QList<MessageId>{id}); }
    void remove(const QList<MessageId> &ids);

    // The first row that the reader had not seen when the conversation was opened, or -1. The view
    // draws "New messages" above it.
    int unreadRow() const { return m_unread_row; }
    void setUnread(const MessageId &first_unread);
    void setUnreadAfter(Sequence read_up_to);
    // To the first row behind what was read, once the reader has seen the marked one. Nothing new: it stays.
    void followUnread(Sequence read_up_to);
    // The place of the newest row that the server has numbered; 0: there is none.
    Sequence newest() const;
    void clearUnread();

    // Whether older rows exist that prepend() can bring; the view asks with olderWanted().
    bool hasOlder() const { return m_has_older; }
    void setHasOlder(bool has_older);

    // Names of those who type now; empty: nobody.
    const QStringList &typing() const { return m_typing; }
    void setTyping(const QStringList &names);

Q_SIGNALS:
    void wasReset();
    void inserted(int first, int count);
    void changed(int first, int count);
    void removed(int first, int count);
    void unreadChanged();
    void typingChanged();
    void hasOlderChanged();

private:
    int placeOf(const TimelineRow &row) const;
    int unreadAfter(Sequence read_up_to) const;
    void insertAt(int place, const TimelineRow &row);
    void takeAt(int first, int count = 1);
    void replaceAt(int row, TimelineRow value);
    void indexFrom(int first);
    qsizetype appendTail(const QList<TimelineRow> &rows);
    void moveUnread(int from, int by);
    void note(const TimelineRow &row);
    bool isLeftOut(const TimelineRow &row) const;
    void requote(const TimelineRow &quoted);

    QList<TimelineRow> m_rows;
    QHash<MessageId, int> m_index;              // row + m_base, so that prepending does not touch every entry
    QMultiHash<MessageId, MessageId> m_answers; // to a message; rows that are gone may still be named
    int m_base = 0;
    int m_unread_row = -1;
    bool m_has_older = false;
    QStringList m_typing;
};

} // namespace chat121
