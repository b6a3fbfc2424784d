// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The slot by which a device of an account lets another one in. The server keeps what the two seal for
// each other under a code that a person carries from one screen to the other; it can find, count and end
// slots, and read none. One for an account, ten minutes, one ask, one answer, which is handed out once.
#pragma once

#include "common/protocol/messages/links.h"
#include "server/store/handler_table.h"

namespace chat121::directory {

store::Verdict<store::Outcome> openLink(store::Sql &sql, const store::Request &request,
                                        const protocol::OpenLink &message);
store::Verdict<store::Outcome> closeLink(store::Sql &sql, const store::Request &request,
                                         const protocol::CloseLink &message);
store::Verdict<store::Outcome> answerLink(store::Sql &sql, const store::Request &request,
                                          const protocol::AnswerLink &message);

// To the device that opened a slot and has just logged in: somebody asked while its line was down.
Result<void> addLinkAsked(store::Sql &sql, const store::Caller &caller, store::Outcome &outcome);

// By the new computer, before log-in. All are refused alike for a code that is not (or no longer) known.
store::Verdict<store::Outcome> fetchLink(store::Sql &sql, const store::Request &request,
                                         const protocol::FetchLink &message);
store::Verdict<store::Outcome> askLink(store::Sql &sql, const store::Request &request,
                                       const protocol::AskLink &message);
store::Verdict<store::Outcome> fetchLinkAnswer(store::Sql &sql, const store::Request &request,
                                               const protocol::FetchLinkAnswer &message);

} // namespace chat121::directory
