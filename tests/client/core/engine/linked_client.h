// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A person lets another computer of their own in: carries the code (or the link with it) over, compares the
// numbers and says yes.
//
// Threads: main.
#pragma once

#include "tests/client/core/engine/clients.h"

namespace chat121::test {

// Null if a step of it failed. `typed`: the address, for whom types the code; empty: the link is carried
// over.
std::unique_ptr<Client> linkedClient(const Company &company, Client &old, const QString &name,
                                     const QString &typed = {});

// What of the account's devices a client sees, other than its own; all zero while there is none.
DeviceId otherDeviceOf(Client &client);

} // namespace chat121::test
