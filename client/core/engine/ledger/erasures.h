// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Which conversations were erased, or are to be: the signed wishes, kept for as long as the profile is. Of an
// erased conversation nothing comes in any more, whoever sends it.
// Threads: engine. Errors: local_store.h.
#pragma once

#include "client/core/local_store/local_store.h"
#include "common/protocol/messages/types.h"

#include <QHash>

#include <optional>

namespace chat121::engine {

// The number of the line that says who erased a conversation; see Ledger::line.
inline constexpr int kErasedLine = 997;

struct ErasureNote {
    protocol::Chain wish{};    // encode(identity::SignedErasureWish)
    protocol::Chain receipt{}; // the server's, for one's own wish; empty: none yet
    bool is_done = false;      // here nothing is left; else it waits for the server
    auto fields() { return std::tie(wish, receipt, is_done); }
};

class Erasures {
public:
    explicit Erasures(LocalStore &store)
        : m_store(store)
    {
    }

    Result<void> load();
    void transactionBegun() { m_before.reset(); }
    void transactionUndone();

    const ErasureNote *find(ConversationId conversation) const;
    bool isErased(ConversationId conversation) const;
    bool isWished(ConversationId conversation) const; // and not done yet
    bool hasReceipt(ConversationId conversation) const;
    QList<ConversationId> all() const { return m_notes.keys(); }

    Result<void> save(ConversationId conversation, const ErasureNote &note);
    Result<void> withdraw(ConversationId conversation); // the server does not allow it

private:
    void rememberBefore();

    LocalStore &m_store;
    QHash<ConversationId, ErasureNote> m_notes;
    std::optional<QHash<ConversationId, ErasureNote>> m_before; // the transaction
};

} // namespace chat121::engine
