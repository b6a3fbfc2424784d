// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Appends to the account's archive what this device has on its disk and the archive has not: rows with
// a sequence, what is known of their conversations, and how far the person has read them.
//
// The store keeps the list of what is missing there (unarchived_table.h). It gets shorter when the
// server has said that the entries are on its disk; a batch that was sent before a crash is sent again
// and adds nothing. Ownership: the Archive's. Threads: engine.
#pragma once

#include "client/core/archive/entry_seal.h"
#include "client/core/engine/history/archive_rules.h"
#include "client/core/engine/history/archive_state.h"
#include "client/core/engine/ledger/ledger.h"
#include "common/protocol/messages/archive.h"

namespace chat121::engine {

class ArchiveWriter final : public QObject {
    Q_OBJECT

public:
    ArchiveWriter(Context &context, Ledger &ledger, const ArchiveRules &rules,
                  std::optional<ArchiveState> &state, QObject *parent);

    void setOpen(bool is_open);             // whether the archive can be appended to now
    void changed();                         // the disk has something new
    void reviewConversations();             // all of them, not only those with new rows
    void read(ConversationId conversation); // the person has; see Receipts::readOn
    // Empties entries, in the running transaction. Before the first batch.
    using Owe = std::function<Result<void>(const QList<archive::EntryId> &entries)>;
    void setOwe(const Owe &owe) { m_owe = owe; }

    // One item that belongs to no conversation. REQUIRES: the keys are known, and the line is up
    void appendNow(const content::ArchivedItem &item, const std::function<void(bool is_stored)> &then);

Q_SIGNALS:
    void keyIsOld(); // a new one is due before more is appended
    void appended(chat121::Sequence head);

private:
    struct Batch {
        protocol::AppendArchive message;
        qsizetype bytes = 0;
        QList<qint64> stale;                           // rows that are no longer there
        QHash<qint64, Sequence> rows;                  // that are archived once it is stored, as they are now
        QHash<ConversationId, archive::EntryId> facts; // likewise
        QHash<ConversationId, ArchivedRead> reads;     // likewise

        bool isFull() const
        {
            return bytes >= limits::kArchiveBatchBytes ||
                   message.items.items.size() >= limits::kArchiveEntriesPerAppend - 2;
        }
    };

    void flush();
    Result<Batch> collect();
    Result<void> collectRows(Batch &batch);
    Result<void> dropStale(const Batch &batch);
    Result<void> collectRow(const UnarchivedMessage &message, Batch &batch);
    Result<void> collectFacts(ConversationId conversation, Batch &batch);
    Result<void> collectRead(ConversationId conversation, Batch &batch);
    Result<void> review(ConversationId conversation, Batch &batch);
    void add(const content::ArchivedItem &item, Batch &batch);
    void onAppended(const Batch &batch, const Reply<protocol::ArchiveAppended> &reply);
    Result<void> settle(const Batch &batch, const protocol::ArchiveAppended &answer);

    Context &m_context;
    Ledger &m_ledger;
    const ArchiveRules &m_rules;
    std::optional<ArchiveState> &m_state;
    Owe m_owe;
    QTimer m_timer;
    QTimer m_read_timer;
    QSet<ConversationId> m_to_review;
    bool m_is_open = false;
    bool m_is_sending = false;
};

} // namespace chat121::engine
