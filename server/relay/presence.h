// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Who of the people in one's conversations is on-line. Never stored, never told to anybody else.
#pragma once

#include "server/store/log_rows.h"
#include "server/store/outcome.h"

namespace chat121::relay {

// An account came (its first device) or left (its last): to everybody it shares an open conversation
// with.
Result<void> addPresenceChange(store::Sql &sql, AccountId account, bool is_online, store::Outcome &outcome);

// What a device that has just logged in needs to know.
Result<void> addPresenceOfCompanions(store::Sql &sql, const store::Caller &caller, store::Outcome &outcome);

// The accounts of a log changed: everybody in it learns who of the others is there.
Result<void> addPresenceOfMembers(store::Sql &sql, const store::LogEntry &log,
                                  const QList<store::OpenMember> &before, store::Outcome &outcome);

} // namespace chat121::relay
