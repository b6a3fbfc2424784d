// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What is forgotten of old rows: who sent an envelope, and the minute. SQL only: when, and of which logs,
// is decided in server/relay/ageing.
//
// Threads: the writer's.
#pragma once

#include "server/store/log_rows.h"

namespace chat121::store {

// A log that has grown since it was last looked at to the end.
struct AgeingLog {
    LogId log{};
    LogKind kind = LogKind::Conversation;
    Sequence aged_to{};
    bool is_shielded = false; // a conversation or team of a department with a metadata shield
};

struct AgeingLogs {
    QList<AgeingLog> logs{};
    LogId last{};             // that was looked at; behind it the next ones are
    bool is_complete = false; // there are no others
};
// From `first` on, by rising id: at most `count_max` logs are looked at.
Result<AgeingLogs> ageingLogs(Sql &sql, LogId first, qsizetype count_max);

// What may be forgotten of a stretch of a log.
enum class Forgetting : quint8 {
    Acknowledged, // what its sender has confirmed, whose sender is gone, or what nobody sends again
    All,          // whatever its sender knows
};
struct Stretch {
    LogId log{};
    Sequence after{};
    Sequence to{};
};

// The end of what was stored before `time`, at most `count_max` envelopes behind `after`. A time that the
// clock went back from ends it: the rest is looked at again.
struct OldEnd {
    Sequence to{}; // 0: nothing there is so old
    qsizetype count = 0;
    bool is_complete = true; // nothing old is left behind it
};
Result<OldEnd> oldEnd(Sql &sql, LogId log, Sequence after, UnixTime time, qsizetype count_max);

// Rounds the times, and forgets the senders of what may be forgotten. An opening that waits keeps its own.
// No number of a request gets lost as evidence: the highest one stays with its device.
Result<void> age(Sql &sql, const Stretch &stretch, Forgetting forgetting);

// Notes how far nothing is left to do, up to `to`.
Result<void> raiseAgedTo(Sql &sql, const AgeingLog &log, Sequence to);

// Times of closed conversations that changed before `time`, of these logs (both included), to the hour.
Result<void> ageConversations(Sql &sql, LogId first, LogId last, UnixTime time);

} // namespace chat121::store
