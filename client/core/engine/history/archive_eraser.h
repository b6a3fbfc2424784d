// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Takes out of the account's archive what must no longer be there: everything about conversations of a
// department whose policy forbids archives, or that were erased, and rows whose time is over.
//
// Only a device that knows the archive's keys can name entries. It first appends how many it is about to
// erase, so that whoever reads the archive can tell them from what a server keeps back. Rows that
// retention or an erasure removes are owed on disk until the server has emptied their entries, in pieces of
// what one request takes: a note each, so that many of them cost no more than each of them. A whole
// conversation is gone through again after a restart, which changes nothing. Ownership: the Archive's.
// Threads: engine.
#pragma once

#include "client/core/engine/history/archive_writer.h"

#include <deque>

namespace chat121::engine {

class ArchiveEraser final : public QObject {
    Q_OBJECT

public:
    ArchiveEraser(Context &context, Ledger &ledger, std::optional<ArchiveState> &state, ArchiveWriter &writer,
                  QObject *parent);

    void setOpen(bool is_open);
    void review(); // the organisation's rules may have changed

    // These rows are removed from this computer in the running transaction.
    Result<void> owe(ConversationId conversation, const QList<RowVersion> &rows);
    // The same for what the archive says of the conversation itself, and for any entries.
    Result<void> oweFacts(ConversationId conversation);
    Result<void> oweEntries(const QList<archive::EntryId> &entries);

private:
    // What one request erases, and what is done when it is erased.
    struct Batch {
        QList<archive::EntryId> ids;
        quint64 piece = 0;             // of what is owed
        ConversationId conversation{}; // of a walk; else they were owed
        MessagePlace below{};          // the walk goes on there
        bool is_last = false;          // of the walk
    };
    // The pieces that are owed, by their numbers.
    struct Owed {
        quint64 first = 0;
        quint64 end = 0; // one behind the last
        auto fields() { return std::tie(first, end); }
    };

    void step();
    Result<std::optional<Batch>> next();
    Result<Owed> owed() const;
    Result<QList<archive::EntryId>> piece(quint64 number) const;
    Result<void> savePiece(quint64 number, const QList<archive::EntryId> &ids);
    Result<Batch> pageOf(ConversationId conversation);
    void announceErasure(const Batch &batch);
    void erase(const Batch &batch);
    Result<void> settle(const Batch &batch);
    Result<void> settleOwed(const Batch &batch);
    archive::EntryId entryOf(ConversationId conversation, const RowVersion &row) const;

    Context &m_context;
    Ledger &m_ledger;
    std::optional<ArchiveState> &m_state;
    ArchiveWriter &m_writer;
    QTimer m_timer;
    std::deque<ConversationId> m_walk;
    MessagePlace m_below; // in the first one; all of it: kTop
    bool m_is_open = false;
    bool m_is_busy = false; // a request is on its way; its answer, or its failure, always comes
};

} // namespace chat121::engine
