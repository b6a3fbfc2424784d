// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Whom the server delivers a log to, for its members to compare with their group: a commit is sealed, so the
// server cannot know whether the devices that came with it in clear are those that it adds and removes. And
// the correction by staff. Neither changes who can read: that is the group's.
// Source: crypto.md, section 3.
#pragma once

#include "common/protocol/messages/delivery.h"
#include "server/store/handler_table.h"

namespace chat121::relay {

// UnknownLog for a device that it is not delivered to.
store::Verdict<store::Outcome> fetchMembers(store::Sql &sql, const store::Request &request,
                                            const protocol::FetchMembers &message);

// Judged as a commit would be (routing.h): a member's; or one from outside, of a device that is not delivered
// to and names itself alone. EpochClosed in another epoch than the log's; RateLimited beyond
// kReroutesPerHour.
store::Verdict<store::Outcome> reroute(store::Sql &sql, const store::Request &request,
                                       const protocol::Reroute &message);

} // namespace chat121::relay
