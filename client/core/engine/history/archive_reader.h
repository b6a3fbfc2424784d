// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Reads the account's archive into the local store: what comes new, and on a device that the words
// were typed on, everything that was there, newest first, page by page beside all other work.
//
// Rows and position are saved in one transaction, so that a crash repeats nothing and loses nothing. A
// row that is here already stays as it is. What does not open is counted and told once at the end.
// Ownership: the Archive's. Threads: engine.
#pragma once

#include "client/core/archive/entry_seal.h"
#include "client/core/engine/history/archive_eraser.h"
#include "client/core/engine/ledger/ledger.h"
#include "common/protocol/messages/logs.h"

#include <QSet>

namespace chat121::engine {

class ArchiveReader final : public QObject {
    Q_OBJECT

public:
    ArchiveReader(Context &context, Ledger &ledger, std::optional<ArchiveState> &state, QObject *parent);

    void setEraser(ArchiveEraser &eraser) { m_eraser = &eraser; } // before the first page
    void setOpen(bool is_open);                                   // whether the archive can be read now
    void grown(Sequence head);                                    // the log reaches up to here
    void setFloor(Sequence floor) { m_floor = floor; }

Q_SIGNALS:
    void progressed();   // a page is on the disk
    void keysMissing();  // something is sealed under a key that came later than ours
    void restoredOver(); // the log has begun anew
    void damaged(const QString &details);

private:
    struct Window {
        Sequence after{};
        Sequence to{};
    };
    struct Import; // of one page

    void step();
    std::optional<Window> next() const;
    void onPage(const Window &window, const Reply<protocol::Envelopes> &reply);
    Result<void> save(const Window &window, const QList<protocol::Envelope> &envelopes);
    void read(const protocol::Envelope &envelope, Import &page);
    Result<void> importRow(const content::ArchivedMarkedRow &row, Import &page);
    Result<void> importConversation(const content::ArchivedConversation &facts, Import &page);
    Result<void> importReadState(const content::ArchivedReadState &state, Import &page);
    ConversationRecord &recordIn(Import &page, ConversationId conversation) const;
    bool isAllowed(ConversationId conversation, const Import &page) const;
    Result<void> saveRecords(const Import &page);
    static void count(ArchiveState &state, const content::ArchiveEntry &entry);
    static void move(ArchiveState &state, const Window &window, Sequence reached);
    void finish();

    Context &m_context;
    Ledger &m_ledger;
    std::optional<ArchiveState> &m_state;
    ArchiveEraser *m_eraser = nullptr;
    QTimer m_retry;
    QSet<QByteArray> m_ids; // that were read in this reading, on this connection
    Sequence m_head{};
    Sequence m_floor{};
    bool m_is_open = false;
    bool m_is_reading = false;
    bool m_are_keys_asked = false; // for the version of now
};

} // namespace chat121::engine
