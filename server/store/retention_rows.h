// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What retention needs to know and may delete. SQL only: when and how far is decided in
// server/relay/retention.
#pragma once

#include "server/store/sql.h"

#include <optional>

namespace chat121::store {

// What the clock said when retention last looked at it.
struct RetentionClock {
    UnixTime seen{};
    UnixTime paused_to{};
};
Result<std::optional<RetentionClock>> findRetentionClock(Sql &sql);
Result<void> putRetentionClock(Sql &sql, const RetentionClock &clock);

struct ExpiringLog {
    LogId log{};
    quint32 retention_days = 0;
};
// Conversations of departments that do not keep their messages for ever, and archives when there is no
// other department, by rising id. Nobody but its reader knows what an archive's entry is about: the
// longest period of all departments counts for it.
Result<QList<ExpiringLog>> expiringLogs(Sql &sql, LogId after, qsizetype count_max);

// The first sequence that was stored at `time` or later; behind the last one if all are older. 0: the
// log is empty, or its first envelope is not older.
Result<Sequence> firstKept(Sql &sql, LogId log, UnixTime time);

// The lowest commit below `end` that a device which is a member now has not acknowledged: without it
// the device could not follow its group. 0: none.
Result<Sequence> firstOwedCommit(Sql &sql, LogId log, Sequence end);

// Empties the application envelopes from `begin` to before `end`.
Result<void> emptyMessages(Sql &sql, LogId log, Sequence begin, Sequence end);

} // namespace chat121::store
