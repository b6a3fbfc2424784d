// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What came of departments since a time: counted from what the desk keeps anyway, for those who answer for
// them. Nothing is written for it.
#pragma once

#include "common/protocol/messages/desk.h"
#include "server/store/handler_table.h"

namespace chat121::desk {

store::Verdict<store::Outcome> fetchDay(store::Sql &sql, const store::Request &request,
                                        const protocol::FetchDay &message);

} // namespace chat121::desk
