// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What is signed to log in and to register. Only the signatures travel (Signature fields of
// protocol/messages/registration.h): use signDetached() and verifyDetached(), which take each struct's label.
//
// Every one covers the server's registrar key, its fresh challenge and the TLS pin: a proof given
// to one server or on one connection is worth nothing on another.
#pragma once

#include "common/identity/statements.h"

namespace chat121::identity {

struct ConnectionBinding {
    crypto::PublicKey registrar_key;
    crypto::Hash challenge; // Welcome::challenge
    crypto::Hash tls_pin;   // of the certificate seen on this connection; zero without TLS (tests)

    auto fields() { return std::tie(registrar_key, challenge, tls_pin); }
    bool operator==(const ConnectionBinding &) const = default;
};

// By the root key: who asks holds it.
struct OwnersStatement {
    static constexpr QByteArrayView kLabel = labels::kOwners;

    ConnectionBinding connection;
    crypto::PublicKey root_key;

    auto fields() { return std::tie(connection, root_key); }
};

// By the device key.
struct LogInStatement {
    static constexpr QByteArrayView kLabel = labels::kLogIn;

    ConnectionBinding connection;
    AccountId account;
    DeviceId device;
    quint64 start_counter = 0;

    auto fields() { return std::tie(connection, account, device, start_counter); }
};

// By the device key of the founder. `chain` is the SHA-256 of the encoded StaffChain.
struct FoundingStatement {
    static constexpr QByteArrayView kLabel = labels::kFounding;

    ConnectionBinding connection;
    crypto::PublicKey account_key;
    crypto::PublicKey device_key;
    crypto::Hash token_hash;
    crypto::Hash document; // SignedOrganisation::hash()
    crypto::Hash chain;

    auto fields() { return std::tie(connection, account_key, device_key, token_hash, document, chain); }
};

// By the device key.
struct StaffRegistrationStatement {
    static constexpr QByteArrayView kLabel = labels::kStaffRegistration;

    ConnectionBinding connection;
    crypto::PublicKey account_key;
    crypto::PublicKey device_key;
    crypto::Hash chain;

    auto fields() { return std::tie(connection, account_key, device_key, chain); }
};

// By the account key and by the device key.
struct GuestRegistrationStatement {
    static constexpr QByteArrayView kLabel = labels::kGuestRegistration;

    ConnectionBinding connection;
    crypto::PublicKey account_key;
    crypto::PublicKey device_key;
    crypto::Hash token_hash;

    auto fields() { return std::tie(connection, account_key, device_key, token_hash); }
};

// By the account key and by the device key.
struct DeviceRegistrationStatement {
    static constexpr QByteArrayView kLabel = labels::kDeviceRegistration;

    ConnectionBinding connection;
    crypto::PublicKey account_key;
    crypto::PublicKey device_key;
    DeviceId replaces{};

    auto fields() { return std::tie(connection, account_key, device_key, replaces); }
};

// SHA-256 of an encoded StaffChain, for the statements above.
crypto::Hash chainHash(QByteArrayView encoded_chain);

} // namespace chat121::identity
