// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// People with keys, who found an organisation on a real server, join it and log in over a RawPeer.
// They check what they are answered as far as a test needs it; real clients check more.
// Threads: that of the test.
#pragma once

#include "common/crypto/sodium_random.h"
#include "common/identity/chain.h"
#include "common/identity/invitation.h"
#include "common/identity/login.h"
#include "common/protocol/messages/session.h"
#include "tests/server/gateway/raw_peer.h"

namespace chat121::test {

// An account with one device, connected.
struct Person {
    crypto::SigningKey account_key;
    crypto::SigningKey device_key;
    std::unique_ptr<RawPeer> peer;
    protocol::Welcome welcome{};
    quint64 last_request = 0;

    AccountId account() const { return identity::accountIdOf(account_key.publicKey()); }
    DeviceId device() const { return identity::deviceIdOf(device_key.publicKey()); }
    RequestId nextRequest() { return {++last_request}; }
};

class Organisation {
public:
    // `link` is what the server printed. Nothing is sent yet.
    static std::optional<Organisation> from(const QString &link, Security security = Security::Tls);

    // Connected and welcomed; the pin was right. Null: that failed.
    std::unique_ptr<Person> newcomer();
    // Founds it with one department and logs in.
    std::unique_ptr<Person> found();
    // Opens the department for customers: its inbox key, of which nobody keeps the private half.
    bool publishInboxKey(Person &founder);
    // The founder's invitation for `uses` guests; its token.
    std::optional<crypto::Secret32> inviteGuests(Person &founder, quint32 uses);
    std::unique_ptr<Person> guest(const crypto::Secret32 &token);
    bool logIn(Person &person);
    // A new connection with the same keys, logged in.
    bool reconnect(Person &person);

    const identity::Department &department() const { return m_department; }
    void setPort(quint16 port) { m_invitation.endpoints.first().port = port; }

private:
    explicit Organisation(identity::Invitation invitation, Security security);
    bool connect(Person &person);
    identity::ConnectionBinding bindingOf(const Person &person) const;
    QByteArray certificateOf(const Person &person) const;

    crypto::SodiumRandom m_random;
    SystemClock m_clock;
    identity::Invitation m_invitation;
    Security m_security;
    crypto::SigningKey m_root;
    identity::Department m_department;
    identity::StaffChain m_founder_chain;
};

} // namespace chat121::test
