// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Resuming a registration whose answer was never seen: sent again with the keys that the server may
// know already, and with fresh proofs, since those belong to one connection.

#include "client/core/engine/entry/way_in.h"
#include "client/core/engine/profile/profile_store.h"
#include "common/protocol/messages/registration.h"

namespace chat121::engine {

void WayIn::resume(LocalStore &store)
{
    auto load = [&]() -> Result<PendingRegistration> {
        TRY_ASSIGN(auto profile, loadProfile(store));
        if (!profile) return Error{Code::NotFound, {}};
        m_profile = *std::move(profile);
        return loadPending(store);
    };
    const auto pending = load();
    if (!pending) return fail(storeProblem(pending.error()));
    m_is_busy = true;
    m_may_be_registered = true;
    m_store = &store;
    m_pin = m_profile->tls_pin;
    m_invitation_hash = pending->invitation;
    m_address = {identity::hostPortsOf(pending->endpoints), m_profile->registrar_key};
    if (m_connection) m_connection->disconnect(this);
    m_connection.reset();
    connectThen([this, message = pending->message.bytes] { submitAgain(message); });
}

void WayIn::submitAgain(const QByteArray &message)
{
    if (auto founding = protocol::decodeFrame<protocol::FoundOrganisation>(message))
        return submit(*std::move(founding));
    if (auto staff = protocol::decodeFrame<protocol::RegisterStaff>(message))
        return submit(*std::move(staff));
    if (auto guest = protocol::decodeFrame<protocol::RegisterGuest>(message))
        return submit(*std::move(guest));
    auto device = protocol::decodeFrame<protocol::RegisterDevice>(message);
    if (!device) return fail(storeProblem(device.error()));
    submit(*std::move(device));
}

bool WayIn::isAgain(LocalStore &store) const
{
    const auto pending = loadPending(store);
    return pending && m_invitation && pending->invitation == m_invitation_hash;
}

} // namespace chat121::engine
