// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A conversation goes from the agent who has it to a colleague who agrees:
//
//     asked -- accept --> accepted -- the receiver is a member --> done
//       |                    |
//       +-- declined, lapsed, withdrawn, connection lost, back in the queue, closed: it stays as it was
//
// Until it is done the conversation is the giver's, in its place; then it is the receiver's, in one
// transaction, and only when a device of the receiver's is a member of the group: at no moment has it
// nobody who reads it. What was accepted counts as the receiver's load, so that the place is kept. What is
// said with it is a note of the team's, which the server cannot read.
#pragma once

#include "common/protocol/messages/desk.h"
#include "server/store/handler_table.h"

namespace chat121::desk {

store::Verdict<store::Outcome> handOver(store::Sql &sql, const store::Request &request,
                                        const protocol::HandOver &message);
store::Verdict<store::Outcome> withdrawHandOver(store::Sql &sql, const store::Request &request,
                                                const protocol::WithdrawHandOver &message);
store::Verdict<store::Outcome> answerHandOver(store::Sql &sql, const store::Request &request,
                                              const protocol::AnswerHandOver &message);
store::Verdict<store::Outcome> completeHandOver(store::Sql &sql, const store::Request &request,
                                                const protocol::CompleteHandOver &message);

// The conversation is no longer anybody's to give: what was asked about it is over, and both are told. The
// caller tells the department of the conversation.
Result<void> dropHandOver(store::Sql &sql, ConversationId conversation, store::Outcome &outcome);
// The last device of somebody who is asked is gone.
Result<void> endHandOversTo(store::Sql &sql, AccountId receiver, store::Outcome &outcome);
Result<void> lapseHandOvers(store::Sql &sql, UnixTime now, store::Outcome &outcome);

} // namespace chat121::desk
