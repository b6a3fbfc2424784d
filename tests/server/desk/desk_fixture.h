// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A desk with a customer and two agents, and the usual steps in one call each.
#pragma once

#include "common/protocol/messages/desk.h"
#include "server/store/desk_rows.h"
#include "tests/server/support/people.h"

namespace chat121::test {

class DeskFixture {
public:
    explicit DeskFixture(const QString &backend);

    // Queues a new conversation; ten seconds pass.
    ConversationId start(const store::Caller &who, protocol::StartMode mode = protocol::StartMode::Live);
    protocol::Taken take(const store::Caller &who, ConversationId conversation);
    // The taker's first commit: the group has the customer and the agent.
    void commitFirst(const store::Caller &taker, const store::Caller &customer, ConversationId conversation,
                     quint32 generation = 0);

    store::ConversationRow row(ConversationId conversation);
    AccountId offeredTo(ConversationId conversation) { return row(conversation).offered_to; }
    QList<ConversationId> queue(); // of support

    // How support routes from now on.
    void route(const identity::RoutingRules &rules);
    // The agent connects and is available.
    void serve(const store::Caller &who, quint8 capacity = 4, const QStringList &languages = {});

    void arrive(const store::Caller &caller);
    void leave(const store::Caller &caller);
    void deadlines();

    StoreFixture fixture;
    People people;
    const store::Caller guest, agent, colleague;
};

} // namespace chat121::test
