// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A department's routing, opening hours and terms, between the signed document and what windows show.
// Threads: any.
#pragma once

#include "client/core/models/desk_facts.h"
#include "common/identity/statements.h"

namespace chat121::engine {

DeskRules deskRulesOf(const identity::DepartmentPolicy &policy);

// Malformed for what no document may say; `policy` is as it was then. Other terms have the next version,
// whatever `rules` say about it.
Result<void> putDeskRules(const DeskRules &rules, identity::DepartmentPolicy &policy);

// The same with everything else that windows say about a department, but for its name. What is beyond a bound
// of days or minutes is at the bound.
Result<void> putRules(const DepartmentInfo &rules, identity::DepartmentPolicy &policy);

struct Opening {
    bool is_closed =
        false;           // false, too, when nobody says, or in a time zone that this computer does not know
    UnixTime opens_at{}; // when it is closed; 0: not within limits::kOpeningLookAheadDays

    bool operator==(const Opening &) const = default;
};

Opening openingOf(const identity::OpeningHours &hours, UnixTime now);

} // namespace chat121::engine
