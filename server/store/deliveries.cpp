// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/store/deliveries.h"

#include "common/protocol/messages/devices.h"

namespace chat121::store {

Delivery devicesChanged(AccountId account, DeviceId device)
{
    return {{.kind = Audience::Kind::Account, .account = account, .except = device},
            protocol::encodeFrame(protocol::DevicesChanged{device}),
            Keeping::Ephemeral};
}

Delivery sessionsEnd(AccountId account)
{
    return {{.kind = Audience::Kind::Account, .account = account}, {}, Keeping::Unknown};
}

Delivery sessionsEnd(DeviceId device)
{
    return {{.devices = {device}}, {}, Keeping::Unknown};
}

} // namespace chat121::store
