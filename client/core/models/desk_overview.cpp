// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/models/desk_overview.h"

#include <algorithm>

namespace chat121 {

qsizetype waitingFor(const DepartmentOverview &department, std::chrono::seconds span, UnixTime now)
{
    const auto later = std::upper_bound(department.waiting.cbegin(), department.waiting.cend(), now - span);
    return later - department.waiting.cbegin();
}

} // namespace chat121
