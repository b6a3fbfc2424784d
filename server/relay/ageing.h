// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the server forgets of what it keeps: who sent an old envelope, and the minute in which it came.
//
//     conversation, team     after a day, once the sender's device has confirmed that it has the envelope's
//                            place on its disk, or may not log in any more: until then the sender and the
//                            number of the request are what makes a retry harmless
//                            (under its department's metadata shield at once instead of after a day)
//     inbox                  after a day: the server has put it there itself, nobody sends it again
//     waiting room, archive  after as long as answers are kept (limits::kAnswerLife); of openings that
//                            still wait only the minute
//     closed conversations   after a day without a change: their times at the desk, to the hour
//
// Readers take the author from what is sealed. The same clock is believed as by retention, whose first
// step notes the time.
#pragma once

#include "common/base/limits.h"
#include "server/store/outcome.h"

namespace chat121::store {
class Sql;
}

namespace chat121::relay {

inline constexpr auto kAgeingAfter = std::chrono::hours(24);
inline constexpr auto kShieldedAgeingAfter = std::chrono::hours(0);
inline constexpr qsizetype kAgeingRowsPerStep = 500; // in one transaction
inline constexpr qsizetype kAgeingLogsPerStep = 256;

// Where a step begins.
struct AgeingPlace {
    LogId log{};
    Sequence after{}; // in that log
};

// The place in a step's reply; nothing: it was the last one.
std::optional<AgeingPlace> nextPlace(const store::Outcome &step);

// One step, a job for the writer.
store::Verdict<store::Outcome> runAgeing(store::Sql &sql, UnixTime now, AgeingPlace from);

} // namespace chat121::relay
