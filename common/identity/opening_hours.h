// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Whether a department is open, and when it opens next: pure functions of its hours and a moment.
//
// Hours are what clocks on the wall say in the department's time zone. Where a clock is set forward, hours
// that the wall does not show do not come; where it is set back, the same hours come twice. A holiday's date
// knows only its own hours: what began the evening before ends at its midnight.
//
// Errors: Unsupported when this computer does not know the time zone; Malformed for a moment that no calendar
// has. Threads: any.
#pragma once

#include "common/base/clock.h"
#include "common/identity/department_rules.h"

#include <optional>

namespace chat121::identity {

// REQUIRES, here and below: checkHours(hours)
Result<bool> isOpen(const OpeningHours &hours, UnixTime at);

// `from` itself when it is open then. Nothing when it stays closed for limits::kOpeningLookAheadDays.
Result<std::optional<UnixTime>> nextOpening(const OpeningHours &hours, UnixTime from);

} // namespace chat121::identity
