// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Deletes the messages of conversations whose department's policy says that their time is over, and
// archived entries that are older than any department keeps its messages. (Clients empty the others
// among their own entries: ForgetArchived.)
//
// Trims a log from below; a device that comes later is told where the log begins now. A commit that a
// member has still to read stays, and what stands behind it is emptied instead: the words are gone,
// and nobody is locked out of a group. What waits in a queue is kept until somebody has taken it.
//
// Times are compared in whole hours, so that it makes no difference whether an old one was rounded already
// (ageing.h): nothing goes early, and nothing stays for more than an hour longer.
//
// A clock that jumped by more than a day (or a server that was off for so long) is not believed: for a
// day nothing is deleted, so that somebody can set it right.
#pragma once

#include "server/store/outcome.h"

namespace chat121::store {
class Sql;
}

namespace chat121::relay {

// One step, a job for the writer: the logs behind `after`. The reply names where the next
// step begins in decimal digits; it is empty when this was the last one.
store::Verdict<store::Outcome> runRetention(store::Sql &sql, UnixTime now, LogId after);

} // namespace chat121::relay
