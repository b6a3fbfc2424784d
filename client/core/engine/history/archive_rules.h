// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What may come into archives: what was said since the department has allowed them, without a break, in a
// conversation that nobody has erased.
//
// A rule that is changed twice must not bring back what somebody relied on being gone, on no device: not on
// one that had no recovery words, was locked or not connected meanwhile, nor when a server has lost the
// archive. So this device remembers for each department whether archives were forbidden there, and when the
// document was signed that has allowed them again; what was said before that, as the times of its messages
// say, stays out. Ownership: the Archive's. Threads: engine.
#pragma once

#include "client/core/engine/ledger/ledger.h"

namespace chat121::engine {

class ArchiveRules final {
public:
    ArchiveRules(Context &context, Ledger &ledger)
        : m_context(context)
        , m_ledger(ledger)
    {
    }

    Result<void> load();
    // The organisation's document is another one, perhaps.
    Result<void> follow();

    bool isAllowed(ConversationId conversation, UnixTime said_at) const;

private:
    struct Rule {
        DepartmentId department{};
        bool is_forbidden = false;
        UnixTime allowed_since{}; // again
        auto fields() { return std::tie(department, is_forbidden, allowed_since); }
        bool operator==(const Rule &) const = default;
    };
    // Saved as a note. Departments that have always allowed archives are not in it.
    struct Rules {
        List<Rule, limits::kDepartmentsMax> items{};
        auto fields() { return std::tie(items); }
    };

    Context &m_context;
    Ledger &m_ledger;
    Rules m_rules;
};

} // namespace chat121::engine
