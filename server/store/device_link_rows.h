// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The slots by which devices let others in. SQL only: the rules are in server/directory/device_links.h.
#pragma once

#include "common/protocol/message_type.h"
#include "server/store/outcome.h"
#include "server/store/sql.h"

#include <optional>

namespace chat121::store {

struct DeviceLinkRow {
    AccountId account{};
    crypto::Hash slot{};
    DeviceId device{};
    protocol::LinkState state = protocol::LinkState::Open;
    QByteArray offer{};
    QByteArray ask{};
    QByteArray answer{};
    UnixTime expires_at{};
};

// Takes the place of an older one of the account.
Result<void> putDeviceLink(Sql &sql, const DeviceLinkRow &row);
Result<void> deleteDeviceLink(Sql &sql, AccountId account);
Result<void> deleteExpiredDeviceLinks(Sql &sql, UnixTime now);
Result<qint64> countDeviceLinks(Sql &sql);

Result<std::optional<DeviceLinkRow>> findDeviceLink(Sql &sql, AccountId account);
Result<std::optional<DeviceLinkRow>> findDeviceLinkBy(Sql &sql, const crypto::Hash &slot);

} // namespace chat121::store
