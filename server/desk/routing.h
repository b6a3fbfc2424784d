// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Who is offered whom, as one pure function over a snapshot of the desk: no database, no clock.
//
// - The oldest is served first, whoever waits live before whoever left a message, over all departments.
// - An offer needs an agent who is available, connected, serves the department and has room: conversations
//   and standing offers together never exceed what the agent, or the department for each agent, allows.
// - Of those who can: who has not passed on this customer comes before who has; then, where the policy says
//   so, whom the customer spoke with last; then who speaks the customer's language; then the policy's order.
//   Nobody waits for a language that nobody on duty speaks.
// - Whoever passed on a customer is not asked again for limits::kOfferAgainAfter; then again, before nobody
//   is: the one who passed first.
// - An offer that was not taken in time has lapsed: its agent counts as away from then on.
#pragma once

#include "common/identity/department_rules.h"
#include "common/protocol/message_type.h"

#include <QHash>
#include <QList>
#include <QString>

#include <optional>

namespace chat121::desk {

struct Offer {
    AccountId agent{};
    UnixTime until{};
    bool operator==(const Offer &) const = default;
};

// Somebody declined a customer, let the offer lapse, or gave the conversation back.
struct Pass {
    AccountId agent{};
    UnixTime at{};
};

struct WaitingCustomer {
    ConversationId conversation{};
    DepartmentId department{};
    protocol::StartMode mode = protocol::StartMode::Live;
    qint64 place = 0; // order in the queue: lowest first
    QString language{};
    UnixTime waiting_since{};
    quint8 alarm = 0;       // the level that was raised already
    AccountId last_agent{}; // whom the customer spoke with last; 0: nobody
    QList<Pass> passes{};   // at most one for each agent
    std::optional<Offer> offer{};
};

struct RoutedAgent {
    AccountId account{};
    protocol::AgentStatus status = protocol::AgentStatus::Available;
    bool is_online = true;
    qint64 capacity = 4;                // conversations at once, of all departments
    QHash<DepartmentId, qint64> load{}; // taken and not closed, by department
    QList<DepartmentId> departments{};  // empty: all
    QStringList languages{};            // BCP 47 tags
    UnixTime last_turn{};               // the last offer or take
};

struct RoutedDepartment {
    DepartmentId id{};
    identity::RoutingRules rules{};
};

struct Snapshot {
    UnixTime now{};
    QList<RoutedDepartment> departments{};
    QList<WaitingCustomer> waiting{}; // in any order
    QList<RoutedAgent> agents{};
};

struct PlannedOffer {
    ConversationId conversation{};
    Offer offer{};
    bool operator==(const PlannedOffer &) const = default;
};

struct LapsedOffer {
    ConversationId conversation{};
    AccountId agent{};
    bool operator==(const LapsedOffer &) const = default;
};

struct WaitAlarm {
    ConversationId conversation{};
    quint8 level = 0; // 1: the first threshold is over
    bool operator==(const WaitAlarm &) const = default;
};

struct RoutingPlan {
    QList<LapsedOffer> lapsed{};       // their agents are away now
    QList<ConversationId> withdrawn{}; // offers that fell away, by nobody's fault
    QList<PlannedOffer> offers{};      // new ones, in the order of the queue
    QList<WaitAlarm> alarms{};         // levels that are new

    bool isEmpty() const
    {
        return lapsed.isEmpty() && withdrawn.isEmpty() && offers.isEmpty() && alarms.isEmpty();
    }
};

RoutingPlan planRouting(Snapshot snapshot);

// Whether two BCP 47 tags name one language, whatever they say of regions and scripts. Nothing matches
// nothing.
bool isSameLanguage(const QString &a, const QString &b);

// How many of the department's alarms somebody who waits live has reached.
quint8 alarmLevel(const identity::RoutingRules &rules, std::chrono::milliseconds waited);

} // namespace chat121::desk
