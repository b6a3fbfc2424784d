// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Fresh keys for a conversation that goes on although nobody joins or leaves, so that whoever has stolen
// keys loses what comes. A device that has said something since its own leaf was renewed commits an empty
// Update when the leaf is older than limits::kLeafLife, or after limits::kLeafWordsMax words. A conversation
// in which it says nothing costs nothing; nor does one that is held, closed or waits in a queue.
//
// Never in the way of what is typed: words that are on their way go first, and those that are said while
// the commit is on its way follow right after it. A random moment of waiting keeps two members who are
// due at once from racing; when they do, the one that loses tries again (membership.h).
//
// How old a leaf is lies in the store (groups/own_leaf.h). What fails is tried again at the next look: with
// the next word, in an hour, after the next log-in; a person hears of it from unconfirmed.h.
// Threads: engine. Source: RFC 9420, Section 16.6; RFC 9750, Section 8.2.
#pragma once

#include "client/core/engine/groups/own_leaf.h"
#include "client/core/engine/membership/membership.h"
#include "common/base/limits.h"

#include <QTimer>

namespace chat121::engine {

class Rotation final : public QObject {
    Q_OBJECT

public:
    Rotation(Context &context, Ledger &ledger, Membership &membership, QObject *parent);

    static bool isDue(const OwnLeaf &leaf, UnixTime now);

    void look();                                  // at all conversations: once an hour, and when all is read
    void wordStored(ConversationId conversation); // at this one

private:
    Result<void> lookAtAll();
    bool isOver(const GroupKey &group) const;
    bool isReady(const GroupKey &group) const;
    void schedule(const GroupKey &group);
    void renew(const GroupKey &group);
    bool yields(LogId log);
    std::chrono::milliseconds anyDelay();

    Context &m_context;
    Ledger &m_ledger;
    Membership &m_membership;
    QSet<LogId> m_scheduled;
    QHash<LogId, int> m_yields;                           // to words, since it was due
    QHash<LogId, std::chrono::milliseconds> m_not_before; // of the steady clock: one was refused
};

} // namespace chat121::engine
