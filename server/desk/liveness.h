// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Who is there, and what happens when time runs out. All are jobs for the writer.
//
// A session is on-line from its LogIn (whose handler calls arrived) until disconnected(). A new
// connection of the same device replaces the older one; then disconnected() is called only for the
// newer.
#pragma once

#include "server/store/port.h"

namespace chat121::desk {

// Once at start, before the first connection: nobody is on-line; agents who held conversations get
// the usual time to come back.
store::Verdict<store::Outcome> serverStarted(store::Sql &sql, UnixTime now);

// The device is on-line now; part of LogIn.
Result<void> arrived(store::Sql &sql, const store::Caller &caller, UnixTime now, store::Outcome &outcome);

// The connection of a logged-in session is gone.
store::Verdict<store::Outcome> disconnected(store::Sql &sql, const store::Caller &caller, UnixTime now);

// Leases that ran out, agents who did not come back, and agents whose programs take in nothing any more:
// their conversations return to the head of the queue. Offers that were not taken go on, alarms are raised.
// It writes nothing when nothing is due.
store::Verdict<store::Outcome> runDeadlines(store::Sql &sql, UnixTime now);

// Deletes what nobody needs any more: expired key packages, old answers, rates, blocks that are over.
store::Verdict<store::Outcome> tidyUp(store::Sql &sql, UnixTime now);

} // namespace chat121::desk
