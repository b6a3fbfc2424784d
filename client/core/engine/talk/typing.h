// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Who types now, both ways: sealed signals that are never stored. Sent at most every
// kTypingSignalInterval, shown for kTypingShownFor after the last one. Neither under a metadata shield, nor
// where the person here does not tell (Ledger::isTypingTold). Threads: engine.
#pragma once

#include "client/core/engine/ledger/ledger.h"
#include "common/protocol/messages/signals.h"

#include <QTimer>

namespace chat121::engine {

class Typing final : public QObject {
    Q_OBJECT

public:
    Typing(Context &context, Ledger &ledger, QObject *parent);

    void setTyping(ConversationId conversation, bool is_typing);
    void signalled(const protocol::Signalled &signal);
    // Words have arrived: their author no longer types.
    void said(ConversationId conversation, AccountId author);
    // The person here tells something else now: who is not told any more is shown nobody.
    void tellingChanged();

private:
    struct Typist {
        QString name;
        bool is_guest = false;
        std::chrono::milliseconds until{};
    };

    void expire();
    void announce(ConversationId conversation);

    Context &m_context;
    Ledger &m_ledger;
    QHash<ConversationId, std::chrono::milliseconds> m_sent; // when the last one left
    QHash<ConversationId, QHash<AccountId, Typist>> m_typists;
    QTimer m_expiry;
};

} // namespace chat121::engine
