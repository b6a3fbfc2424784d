// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Guest invitations, who works here, and who owns it.
#pragma once

#include "common/protocol/messages/directory.h"
#include "common/protocol/messages/registration.h"
#include "server/store/handler_table.h"

namespace chat121::directory {

store::Verdict<store::Outcome> createGuestInvitation(store::Sql &sql, const store::Request &request,
                                                     const protocol::CreateGuestInvitation &message);

// Staff see everybody; guests the staff of the conversations that they take or took part in.
store::Verdict<store::Outcome> fetchStaff(store::Sql &sql, const store::Request &request,
                                          const protocol::FetchStaff &message);

// Before log-in, for whoever proves to hold the root key: the owners, one of whom has lost the way in.
store::Verdict<store::Outcome> fetchOwners(store::Sql &sql, const store::Request &request,
                                           const protocol::FetchOwners &message);

} // namespace chat121::directory
