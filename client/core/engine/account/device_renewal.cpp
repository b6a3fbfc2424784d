// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/engine/account/device_renewal.h"

#include "client/core/engine/profile/profile_store.h"
#include "common/identity/login.h"
#include "common/protocol/messages/registration.h"

namespace chat121::engine {

namespace {

constexpr QLatin1StringView kOwedNote("device certificate"); // the server does not have it yet

} // namespace

bool DeviceRenewal::isDue(const identity::VerifiedDevice &device, UnixTime now)
{
    return device.not_after < now + limits::kDeviceCertificateRenewal ||
           device.issued_at > now + limits::kClockSkewMax;
}

Result<bool> DeviceRenewal::prepare()
{
    if (isDue(m_context.identity.self().device, m_context.clock.now())) return true;
    TRY_ASSIGN(const auto owed, m_context.store.notes().find(QString(kOwedNote)));
    return owed.has_value();
}

Result<void> DeviceRenewal::renew()
{
    Identity &identity = m_context.identity;
    const UnixTime now = m_context.clock.now();
    const auto certificate = certifyDevice(identity.profile(), now);
    TRY_ASSIGN(const auto device,
               identity::verifyDevice(certificate, identity.accountKey().publicKey(), now));
    TRY_ASSIGN(auto transaction, m_context.store.begin());
    TRY(m_context.store.profile().save(ProfileValue::DeviceCertificate, encode(certificate)));
    TRY(m_context.store.notes().save({{QString(kOwedNote)}, {}}));
    TRY(transaction.commit());
    identity.setDevice(certificate, device);
    return success();
}

void DeviceRenewal::tell(const std::function<void()> &then)
{
    const Identity &identity = m_context.identity;
    const auto ahead = m_context.clock.now() - m_context.connection.serverNow();
    // A clock that is wrong signs nothing: nobody would believe it.
    if (std::chrono::abs(ahead) > limits::kClockSkewMax) return then();
    if (isDue(identity.self().device, m_context.clock.now())) {
        if (const auto renewed = renew(); !renewed) {
            m_context.storeFailed(renewed.error());
            return then();
        }
    }
    const auto request = m_context.store.requests().next();
    if (!request) {
        m_context.storeFailed(request.error());
        return then();
    }
    protocol::RegisterDevice message;
    message.request = *request;
    message.account = identity.account();
    message.device_certificate = encode(identity.profile().leaf.device);
    const identity::DeviceRegistrationStatement statement{m_context.connection.binding(),
                                                          identity.accountKey().publicKey(),
                                                          identity.deviceKey().publicKey(), message.replaces};
    message.account_proof = identity::signDetached(statement, identity.accountKey());
    message.device_proof = identity::signDetached(statement, identity.deviceKey());
    m_context.connection.request<protocol::Registered>(
        message, [this, then](const Reply<protocol::Registered> &reply) {
            if (std::holds_alternative<protocol::Registered>(reply)) {
                const auto settled = m_context.store.notes().remove(QString(kOwedNote));
                if (!settled) m_context.storeFailed(settled.error());
            }
            then();
        });
}

} // namespace chat121::engine
