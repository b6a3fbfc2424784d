// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The messages of logs and of the delivery service.
#pragma once

#include "server/store/handler_table.h"

namespace chat121::relay {

void addHandlers(store::HandlerTable &table);

} // namespace chat121::relay
