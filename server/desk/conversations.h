// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The life of a conversation at the desk:
//
//     start -> Waiting -- take --> Taken -- close --> Closed -- start again --> Waiting
//                 ^                  |  |
//                 |                  |  +-- handed over: still Taken, by another (hand_over.h)
//                 +-- return, lease over, agent gone, a member cannot follow: at the head --
//
// Every step is one transaction, so a conversation is in one hand, or in the queue, or closed. What
// concerns encryption happens elsewhere; here are only places and names.
#pragma once

#include "common/protocol/messages/delivery.h"
#include "common/protocol/messages/desk.h"
#include "server/store/desk_rows.h"
#include "server/store/handler_table.h"

namespace chat121::desk {

store::Verdict<store::Outcome> startConversation(store::Sql &sql, const store::Request &request,
                                                 const protocol::StartConversation &message);
store::Verdict<store::Outcome> take(store::Sql &sql, const store::Request &request,
                                    const protocol::Take &message);
store::Verdict<store::Outcome> returnToQueue(store::Sql &sql, const store::Request &request,
                                             const protocol::ReturnToQueue &message);
// A member is left in an epoch that a commit has closed: the next generation heals it. RFC 9420, section
// 16.12. Who had taken it hears why it is back, and its client may take it again by itself.
store::Verdict<store::Outcome> cannotFollow(store::Sql &sql, const store::Request &request,
                                            const protocol::CannotFollow &message);
store::Verdict<store::Outcome> closeConversation(store::Sql &sql, const store::Request &request,
                                                 const protocol::CloseConversation &message);

// Has the agent room for one more of this department?
store::Verdict<store::Allowed> judgeCapacity(store::Sql &sql, AccountId agent, DepartmentId department);

// Ends it where it is not closed yet, and everybody concerned is told.
Result<void> endConversation(store::Sql &sql, store::ConversationRow row, UnixTime now,
                             store::Outcome &outcome);

// Back to the head, and everybody concerned is told. REQUIRES: it is taken
Result<void> putBack(store::Sql &sql, store::ConversationRow row, UnixTime now, store::Outcome &outcome);

} // namespace chat121::desk
