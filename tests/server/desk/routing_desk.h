// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A small desk for the tests of routing: two departments, three agents, and customers by number.
#pragma once

#include "server/desk/routing.h"

namespace chat121::test {

using namespace Qt::StringLiterals;
using namespace desk;
using identity::RoutingPolicy;

inline constexpr DepartmentId kSupport{1}, kSales{2};
inline constexpr AccountId kAnna{11}, kBen{12}, kCleo{13};
inline constexpr UnixTime kNow{1'000'000'000};
inline constexpr std::chrono::seconds kStands{30};

// Three agents, nobody waits.
inline Snapshot deskWith(RoutingPolicy policy)
{
    Snapshot snapshot;
    snapshot.now = kNow;
    for (const DepartmentId id : {kSupport, kSales})
        snapshot.departments.append({id, {policy, 0, quint16(kStands.count()), 0, {}}});
    for (const AccountId account : {kAnna, kBen, kCleo}) {
        RoutedAgent agent;
        agent.account = account;
        snapshot.agents.append(agent);
    }
    return snapshot;
}

// The number is the place, too.
inline WaitingCustomer customer(quint64 id)
{
    WaitingCustomer one;
    one.conversation = {id};
    one.department = kSupport;
    one.place = qint64(id);
    one.waiting_since = kNow - std::chrono::seconds(5);
    return one;
}

using Change = void (*)(Snapshot &);

// "1 to 11, 2 to 12": conversations and whom they are offered to, in order.
inline QString offersOf(const RoutingPlan &plan)
{
    QStringList offers;
    for (const PlannedOffer &planned : plan.offers)
        offers.append(u"%1 to %2"_s.arg(planned.conversation.value).arg(planned.offer.agent.value));
    return offers.join(u", "_s);
}

} // namespace chat121::test
