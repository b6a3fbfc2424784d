// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Agents: their status, and the whole desk as they see it.
#pragma once

#include "common/protocol/messages/desk.h"
#include "common/protocol/messages/session.h"
#include "server/store/handler_table.h"

namespace chat121::desk {

store::Verdict<store::Outcome> setStatus(store::Sql &sql, const store::Request &request,
                                         const protocol::SetStatus &message);
store::Verdict<store::Outcome> fetchDesk(store::Sql &sql, const store::Request &request,
                                         const protocol::FetchDesk &message);

// LogIn: the proof is the directory's, the heads are the relay's; the desk notes who came. The row
// stands here because the desk may know both.
store::Verdict<store::Outcome> logIn(store::Sql &sql, const store::Request &request,
                                     const protocol::LogIn &message);

} // namespace chat121::desk
