// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// "What the server knows about this chat": the server tells the people of a conversation every column
// of every row that it holds about it, and about the asker; of others it tells nothing. What it sees,
// they may see.
#pragma once

#include "common/protocol/messages/held_rows.h"
#include "server/store/handler_table.h"

namespace chat121::desk {

store::Verdict<store::Outcome> fetchHeldRows(store::Sql &sql, const store::Request &request,
                                             const protocol::FetchHeldRows &message);

} // namespace chat121::desk
