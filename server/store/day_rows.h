// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What came of a department's conversations since a time. SQL only.
#pragma once

#include "server/store/sql.h"

namespace chat121::store {

struct DayRow {
    qint64 taken = 0;
    qint64 closed = 0; // and not begun again
    qint64 waits = 0;  // of live ones that were taken, each until its first take
    qint64 median_wait_ms = 0;
    qint64 longest_wait_ms = 0;

    bool operator==(const DayRow &) const = default;
};

// Of an even number the longer one of the two in the middle is the median: it was somebody's.
Result<DayRow> dayOf(Sql &sql, DepartmentId department, UnixTime since);

} // namespace chat121::store
