// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Guest invitations, and who works here.
#pragma once

#include "common/protocol/messages/directory.h"
#include "server/store/handler_table.h"

namespace chat121::directory {

store::Verdict<store::Outcome> createGuestInvitation(store::Sql &sql, const store::Request &request,
                                                     const protocol::CreateGuestInvitation &message);

// Staff see everybody; guests the staff of the conversations that they take or took part in.
store::Verdict<store::Outcome> fetchStaff(store::Sql &sql, const store::Request &request,
                                          const protocol::FetchStaff &message);

} // namespace chat121::directory
