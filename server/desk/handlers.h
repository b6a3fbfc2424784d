// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The messages of the desk.
#pragma once

#include "server/store/handler_table.h"

namespace chat121::desk {

void addHandlers(store::HandlerTable &table);

} // namespace chat121::desk
