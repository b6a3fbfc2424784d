// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A department takes nothing from a customer for a while: staff block, supervisors and above lift. The
// refusal itself is judged with the access to a log (server/relay/access.h). Nobody but staff who ask, and
// the customer who writes, hears of it.
#pragma once

#include "common/protocol/messages/blocks.h"
#include "server/store/handler_table.h"

namespace chat121::desk {

store::Verdict<store::Outcome> blockGuest(store::Sql &sql, const store::Request &request,
                                          const protocol::BlockGuest &message);
store::Verdict<store::Outcome> liftBlock(store::Sql &sql, const store::Request &request,
                                         const protocol::LiftBlock &message);
store::Verdict<store::Outcome> fetchBlocks(store::Sql &sql, const store::Request &request,
                                           const protocol::FetchBlocks &message);

} // namespace chat121::desk
