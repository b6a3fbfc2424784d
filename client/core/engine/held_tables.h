// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the server says that it holds, from the wire to what windows show. Threads: any.
#pragma once

#include "client/core/workspace.h"
#include "common/protocol/messages/held_rows.h"

namespace chat121::engine {

QList<HeldTable> heldTables(const protocol::HeldRows &answer);

} // namespace chat121::engine
