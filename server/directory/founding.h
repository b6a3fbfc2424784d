// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The organisation: founded once over the set-up link, then only followed by newer documents of the
// same root.
#pragma once

#include "common/protocol/messages/directory.h"
#include "common/protocol/messages/registration.h"
#include "server/directory/registration.h"

namespace chat121::directory {

store::Verdict<Newcomer> judgeFounder(store::Sql &sql, const store::Request &request,
                                      const protocol::FoundOrganisation &message);
store::Verdict<store::Outcome> foundOrganisation(store::Sql &sql, const store::Request &request,
                                                 const protocol::FoundOrganisation &message);

store::Verdict<store::Outcome> publishOrganisation(store::Sql &sql, const store::Request &request,
                                                   const protocol::PublishOrganisation &message);
store::Verdict<store::Outcome> fetchOrganisation(store::Sql &sql, const store::Request &request,
                                                 const protocol::FetchOrganisation &message);

} // namespace chat121::directory
