// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Times that are kept in whole hours: at once, where nobody needs more, or after a while (ageing_rows.h).
#pragma once

#include "common/base/clock.h"
#include "common/base/limits.h"

namespace chat121::store {

inline constexpr std::chrono::milliseconds kCoarseStep = limits::kLastSeenStep;

// Rounded down. Nothing lies before 1970.
constexpr UnixTime coarse(UnixTime time)
{
    return {time.ms - time.ms % kCoarseStep.count()};
}

} // namespace chat121::store
