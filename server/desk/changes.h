// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Tells everybody concerned what changed at the desk: staff of the department see the conversation and
// the agents, customers see their place.
#pragma once

#include "common/protocol/messages/desk.h"
#include "server/store/desk_rows.h"
#include "server/store/outcome.h"

namespace chat121::desk {

Result<protocol::DeskEntry> entryOf(store::Sql &sql, const store::ConversationRow &row);
protocol::AgentEntry entryOf(const store::AgentRow &row);

// One conversation as it is now, to the staff of its department.
Result<void> addConversation(store::Sql &sql, const store::ConversationRow &row, store::Outcome &outcome);
// One agent as it is now, to all staff.
Result<void> addAgent(store::Sql &sql, AccountId agent, store::Outcome &outcome);

// Where a conversation stands, to its customer; or only to the device of the customer's that logs in now.
Result<void> addStanding(store::Sql &sql, const store::ConversationRow &row, store::Outcome &outcome,
                         DeviceId arriving = {});
// The same to everybody who waits in a department, up to kQueueUpdatesMax: the queue moved, or who is
// on duty changed.
Result<void> addQueue(store::Sql &sql, DepartmentId department, store::Outcome &outcome);

// Who is on duty changed: the queues of all departments that the agent serves.
Result<void> addQueuesOf(store::Sql &sql, AccountId agent, store::Outcome &outcome);

} // namespace chat121::desk
