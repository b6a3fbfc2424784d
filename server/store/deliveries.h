// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Deliveries that several handlers make. Plain values.
#pragma once

#include "server/store/outcome.h"

namespace chat121::store {

// To the account's devices, `device` itself left out: it came, is ready, or was removed.
Delivery devicesChanged(AccountId account, DeviceId device);

// Lines are cut; whoever comes back is told why not, or what has changed. The last of an outcome, since it
// may be the one that asks.
Delivery sessionsEnd(AccountId account);
Delivery sessionsEnd(DeviceId device);

} // namespace chat121::store
