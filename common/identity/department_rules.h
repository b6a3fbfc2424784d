// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How a department's customers find somebody who answers, and when it is open: parts of the organisation's
// signed document (statements.h). Plain values; whether they make sense is checked with the document.
#pragma once

#include "common/base/limits.h"
#include "common/codec/fields.h"

namespace chat121 {

namespace identity {

// Who is offered the next waiting customer. Is signed: never renumber.
enum class RoutingPolicy : quint8 {
    Manual = 1,     // nobody: agents pick
    LeastBusy = 2,  // who has the fewest conversations
    RoundRobin = 3, // whose last turn was longest ago
    LastAgent = 4,  // whom this customer spoke with last; else as LeastBusy
};

} // namespace identity

template <>
struct EnumRange<identity::RoutingPolicy> {
    static constexpr auto min = identity::RoutingPolicy::Manual;
    static constexpr auto max = identity::RoutingPolicy::LastAgent;
};

namespace identity {

struct RoutingRules {
    RoutingPolicy policy = RoutingPolicy::Manual;
    quint8 capacity = 0;  // conversations of this department that one agent has; 0: as each agent says
    quint16 offer_s = 30; // so long an offer stands
    quint32 silent_s = 0; // then a silent agent gives a conversation back; 0: never
    List<quint16, limits::kWaitAlarmsMax> alarms_s{}; // rising: so long a customer waits until each alarm

    bool isAutomatic() const { return policy != RoutingPolicy::Manual; }
    auto fields() { return std::tie(policy, capacity, offer_s, silent_s, alarms_s); }
    bool operator==(const RoutingRules &) const = default;
};

} // namespace identity
} // namespace chat121
