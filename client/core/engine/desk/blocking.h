// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A department takes nothing from a customer for a while, from the side of its staff. The server is told the
// account and the term; who blocked and why is a note for the team, sealed and signed like every other.
// Ownership: Running's. Threads: engine. Source: features.md, RB-03 and RB-07.
#pragma once

#include "client/core/engine/team/team_log.h"
#include "client/core/models/blocked_customer.h"
#include "common/protocol/messages/blocks.h"

namespace chat121::engine {

class Blocking final : public QObject {
    Q_OBJECT

public:
    Blocking(Context &context, Ledger &ledger, TeamLog &team, QObject *parent);

    // The customer of a conversation; `term` 0: until it is lifted.
    void block(ConversationId conversation, std::chrono::milliseconds term, const QString &why);
    // In the department of the conversation.
    void lift(ConversationId conversation, AccountId customer);
    void tell(ConversationId conversation); // Announcer::blocksTold

private:
    template <typename Message>
    void ask(Message message, const std::function<void()> &done);
    void failed(const Problem &problem);
    void onBlocks(ConversationId conversation, const protocol::Blocks &answer);
    QString nameOf(AccountId customer) const;

    Context &m_context;
    Ledger &m_ledger;
    TeamLog &m_team;
};

} // namespace chat121::engine
