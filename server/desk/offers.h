// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Offers of waiting customers to agents: the plan of routing.h, carried out in the open transaction.
//
// Whatever changes who waits, who is there or who has room calls routeWaiting() as its last step, so that no
// commit leaves a customer unoffered whom somebody could serve. The deadlines' job calls it for what only
// time and the organisation's document change.
#pragma once

#include "common/protocol/messages/desk.h"
#include "server/store/desk_rows.h"
#include "server/store/handler_table.h"

namespace chat121::desk {

// `arriving`: an agent whose log-in still runs, and who could not be told otherwise.
Result<void> routeWaiting(store::Sql &sql, UnixTime now, store::Outcome &outcome,
                          const store::Caller &arriving = {});

// The agent had it and gives it back, or does not want it: others come first. Only where somebody routes.
Result<void> notePass(store::Sql &sql, const store::ConversationRow &row, AccountId agent, UnixTime now);

store::Verdict<store::Outcome> declineOffer(store::Sql &sql, const store::Request &request,
                                            const protocol::DeclineOffer &message);

} // namespace chat121::desk
