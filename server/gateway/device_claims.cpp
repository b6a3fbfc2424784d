// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/gateway/device_claims.h"

#include <algorithm>

namespace chat121::gateway {

ClaimSerial DeviceClaims::claim(DeviceId device)
{
    const std::lock_guard lock(m_mutex);
    m_devices[device].claims.append({++m_last, false});
    return m_last;
}

bool DeviceClaims::prove(DeviceId device, ClaimSerial serial)
{
    const std::lock_guard lock(m_mutex);
    Device &entry = m_devices[device];
    entry.owed.reset();
    const bool is_late = std::any_of(entry.claims.begin(), entry.claims.end(), [&](const Claim &claim) {
        return claim.is_proven && claim.serial > serial;
    });
    if (is_late) {
        entry.claims.removeIf([&](const Claim &claim) { return claim.serial == serial; });
        return false;
    }
    entry.claims.removeIf([&](const Claim &claim) { return claim.is_proven; });
    for (Claim &claim : entry.claims) {
        if (claim.serial == serial) claim.is_proven = true;
    }
    return true;
}

void DeviceClaims::release(DeviceId device, ClaimSerial serial, const std::optional<store::Caller> &online,
                           const Left &left)
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_devices.find(device);
    if (found == m_devices.end()) return;
    const auto removed = found->claims.removeIf([&](const Claim &claim) { return claim.serial == serial; });
    if (removed > 0 && online) found->owed = online;
    const bool is_held = std::any_of(found->claims.begin(), found->claims.end(),
                                     [](const Claim &claim) { return claim.is_proven; });
    if (is_held) found->owed.reset();
    if (!found->claims.isEmpty()) return;
    if (found->owed) left(*found->owed);
    m_devices.erase(found);
}

void DeviceClaims::leaveAgain(const store::Caller &caller, const Left &left)
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_devices.find(caller.device);
    if (found == m_devices.end()) return left(caller);
    const bool is_held = std::any_of(found->claims.begin(), found->claims.end(),
                                     [](const Claim &claim) { return claim.is_proven; });
    if (!is_held) found->owed = caller; // should its log-in fail
}

qsizetype DeviceClaims::devices() const
{
    const std::lock_guard lock(m_mutex);
    return m_devices.size();
}

} // namespace chat121::gateway
