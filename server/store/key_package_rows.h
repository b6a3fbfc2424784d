// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Key packages: published by a device, handed out once.
#pragma once

#include "server/store/sql.h"

#include <optional>

namespace chat121::store {

struct KeyPackageRow {
    QByteArray reference{};
    UnixTime expires_at{};
    bool is_last_resort = false;
    QByteArray package{};
};

// One that was handed out before, or is there already, is ignored. A last-resort package replaces the
// older one.
Result<void> putKeyPackage(Sql &sql, DeviceId device, const KeyPackageRow &row);

// One-time packages that are left and have not expired.
Result<quint32> countKeyPackages(Sql &sql, DeviceId device, UnixTime now);

struct HandedOut {
    QByteArray package{};
    bool is_last_resort = false;
};
// A one-time package, which is deleted, or else the last-resort one, which stays. Nothing: none is left.
Result<std::optional<HandedOut>> handOutKeyPackage(Sql &sql, DeviceId device, UnixTime now);

Result<void> deleteExpiredKeyPackages(Sql &sql, UnixTime now);
Result<void> deleteExpiredKeyPackagesOf(Sql &sql, DeviceId device, UnixTime now);

} // namespace chat121::store
