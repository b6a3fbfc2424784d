// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/relay/retention.h"

#include "common/base/log.h"
#include "server/store/coarse_time.h"
#include "server/store/envelope_rows.h"
#include "server/store/retention_rows.h"

namespace chat121::relay {

using store::Outcome;
using store::Verdict;

namespace {

// Whether anything may be deleted now; notes the time. Nobody hears of it where nothing is deleted.
Result<bool> isClockBelieved(store::Sql &sql, UnixTime now, bool is_needed)
{
    TRY_ASSIGN(const auto before, store::findRetentionClock(sql));
    store::RetentionClock clock = before.value_or(store::RetentionClock{now, now});
    const bool has_jumped = now > clock.seen + limits::kRetentionClockJumpMax ||
                            clock.seen > now + limits::kRetentionClockJumpMax;
    if (has_jumped) {
        clock.paused_to = now + limits::kRetentionPause;
        if (is_needed)
            qCWarning(lcRelay) << "the clock moved by more than a day, or the server was off for so long: "
                                  "messages that are over will be deleted in a day";
    }
    clock.seen = now;
    TRY(store::putRetentionClock(sql, clock));
    return now >= clock.paused_to;
}

Result<void> trimLog(store::Sql &sql, LogId log, UnixTime oldest_kept)
{
    TRY_ASSIGN(const Sequence kept, store::firstKept(sql, log, oldest_kept));
    if (!kept.isValid()) return success();
    TRY_ASSIGN(const Sequence owed, store::firstOwedCommit(sql, log, kept));
    if (owed.isValid()) TRY(store::emptyMessages(sql, log, owed, kept));
    return store::trim(sql, log, owed.isValid() ? owed : kept);
}

} // namespace

Verdict<Outcome> runRetention(store::Sql &sql, UnixTime now, LogId after)
{
    TRY_ASSIGN(const QList<store::ExpiringLog> logs,
               store::expiringLogs(sql, after, limits::kRetentionLogsPerStep));
    if (!after.isValid()) {
        TRY_ASSIGN(const bool is_believed, isClockBelieved(sql, now, !logs.isEmpty()));
        if (!is_believed) return Outcome{};
    }
    for (const store::ExpiringLog &log : logs)
        TRY(trimLog(sql, log.log, store::coarse(now - std::chrono::hours(24) * log.retention_days)));
    Outcome outcome;
    if (logs.size() == limits::kRetentionLogsPerStep)
        outcome.reply = QByteArray::number(logs.constLast().log.value);
    return outcome;
}

} // namespace chat121::relay
