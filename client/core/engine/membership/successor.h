// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A device that cannot merge a commit of its conversation says so to the server: the conversation goes
// back to the head of its queue and its next generation begins in the same log, with whoever takes it.
// What could not be said any more waits in the outbox and is said there. RFC 9420, Section 16.12: a
// malicious member can lock others out of an epoch, but not out of the conversation.
//
// A fork, where the server has shown two halves different commits, is not healed by asking that server:
// nobody owes a report then.
// Threads: engine.
#pragma once

#include "client/core/engine/ledger/ledger.h"
#include "common/protocol/messages/answers.h"

#include <QSet>

namespace chat121::engine {

class Successor final : public QObject {
    Q_OBJECT

public:
    Successor(Context &context, Ledger &ledger, QObject *parent);

    // In the transaction that ends the group on this device: owed until the server has heard it.
    static Result<void> owe(LocalStore &store, const GroupKey &group, quint64 epoch);

    // Sends what is owed, when this device is logged in.
    void report(ConversationId conversation);
    void reportAll();
    void connectionLost() { m_asked.clear(); }

private:
    struct Owed {
        quint32 generation = 0;
        quint64 epoch = 0; // that this device is left in
        auto fields() { return std::tie(generation, epoch); }
    };

    static QString noteOf(ConversationId conversation);
    Result<void> send(ConversationId conversation);
    void onAnswer(ConversationId conversation, const Reply<protocol::Done> &reply);

    Context &m_context;
    Ledger &m_ledger;
    QSet<ConversationId> m_asked; // on this connection
};

} // namespace chat121::engine
