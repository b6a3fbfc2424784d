// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What an account's devices are told about each other, and where a removed one still has to go. SQL
// only: who may is decided in server/directory.
#pragma once

#include "common/protocol/messages/devices.h"
#include "server/store/outcome.h"
#include "server/store/sql.h"

#include <optional>

namespace chat121::store {

// Those at work, then those that were removed, the newest first; not those whose place another took.
Result<QList<protocol::DeviceEntry>> deviceEntries(Sql &sql, AccountId account, UnixTime now);

Result<void> nameDevice(Sql &sql, DeviceId device, const QByteArray &sealed_name);
// Was used now, rounded down to kLastSeenStep.
Result<void> sawDevice(Sql &sql, DeviceId device, UnixTime now);

// It is refused from now on; its key packages are gone.
Result<void> removeDevice(Sql &sql, DeviceId device, const QByteArray &removal);
Result<std::optional<QByteArray>> findRemoval(Sql &sql, DeviceId device);

// Removed devices that are still in a group together with `device`.
Result<QList<protocol::DueRemoval>> removalsDueFor(Sql &sql, DeviceId device);
// The chains of accounts that stand for others, whose ended devices are still in a group with `device`.
Result<QList<protocol::Chain>> replacementsDueFor(Sql &sql, DeviceId device);
// Devices that are on-line and in a group with `device`, or with one of the account, now: those of its own
// account first, and no more than kBatchRowsMax. Whoever is left out asks at the next log-in.
Result<QList<DeviceId>> companionsOnline(Sql &sql, DeviceId device);
Result<QList<DeviceId>> companionsOnline(Sql &sql, AccountId account);

} // namespace chat121::store
