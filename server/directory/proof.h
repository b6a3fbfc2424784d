// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A device proves that it is who it says: its key's signature over this connection's challenge. Its
// counters tell whether its state was rolled back. Source: crypto.md, section 2, Rollback.
#pragma once

#include "common/protocol/messages/session.h"
#include "server/store/handler_table.h"

namespace chat121::directory {

// Who has logged in. Keeps the counters. Refused: BadSignature (also for a device that nobody knows),
// DeviceRevoked, StateRolledBack, or Expired for a certificate or badge that is over.
store::Verdict<store::Caller> proveLogIn(store::Sql &sql, const store::Request &request,
                                         const protocol::LogIn &message);

} // namespace chat121::directory
