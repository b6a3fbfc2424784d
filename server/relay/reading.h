// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a device reads: envelopes above its cursor, heads at log-in; and how far it says it has come.
#pragma once

#include "common/protocol/messages/logs.h"
#include "common/protocol/messages/session.h"
#include "common/protocol/messages/signals.h"
#include "server/store/handler_table.h"

namespace chat121::relay {

// Silent about logs that the device may not read, as about logs that do not exist.
store::Verdict<store::Outcome> since(store::Sql &sql, const store::Request &request,
                                     const protocol::Since &message);

store::Verdict<store::Outcome> acknowledge(store::Sql &sql, const store::Request &request,
                                           const protocol::Acknowledge &message);

// For LoggedIn: every log with something above what the device has acknowledged.
Result<QList<protocol::Head>> headsFor(store::Sql &sql, const store::Caller &caller);

// To the members of a conversation who are on-line; nothing is stored.
store::Verdict<store::Outcome> signal(store::Sql &sql, const store::Request &request,
                                      const protocol::Signal &message);

} // namespace chat121::relay
