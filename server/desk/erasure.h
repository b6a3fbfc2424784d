// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The end of a conversation by the wish of its customer, or of staff in it who answer for others: what the
// server has of it goes, in one transaction, and its number does not come back.
//
// Whoever has the signed wish may bring it: a client that has heard of it tells a server again that was put
// back from a backup. What the server cannot reach stands in the receipt.
#pragma once

#include "common/protocol/messages/erasure.h"
#include "server/store/handler_table.h"

namespace chat121::desk {

store::Verdict<store::Outcome> eraseConversation(store::Sql &sql, const store::Request &request,
                                                 const protocol::EraseConversation &message);
store::Verdict<store::Outcome> fetchErasures(store::Sql &sql, const store::Request &request,
                                             const protocol::FetchErasures &message);

} // namespace chat121::desk
