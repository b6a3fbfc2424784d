// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// One device takes the place of another of the same account, or is signed out. SQL only: who may is decided
// in server/directory.
#pragma once

#include "server/store/sql.h"

namespace chat121::store {

// device.is_revoked of a device whose place was taken: 0 is a device at work, 1 one that was signed out.
inline constexpr qint64 kReplaced = 2;

// What `old` may read, `now` may read, its inbox included; its key packages are gone. REQUIRES: `now`
// is registered, has no log but its inbox, and belongs to the account of `old`.
Result<void> replaceDevice(Sql &sql, DeviceId old, DeviceId now);

// Nobody logs in with it any more, and nobody adds it to a group. What it was a member of it stays on
// paper, until those who are there have left it out.
Result<void> signOutDevice(Sql &sql, DeviceId device);

} // namespace chat121::store
