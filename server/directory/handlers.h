// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The messages of the directory: registration, log-in, passwords, invitations, staff, documents.
#pragma once

#include "server/store/handler_table.h"

namespace chat121::directory {

void addHandlers(store::HandlerTable &table);

} // namespace chat121::directory
