// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How accounts and devices come to be known to the server, before log-in.
#pragma once

#include "common/protocol/messages/passwords.h"

namespace chat121::protocol {

// The founder's first request, over a set-up link. Answer: Registered.
struct FoundOrganisation {
    static constexpr auto kType = MessageType::FoundOrganisation;
    RequestId request{};
    FixedBytes<32> setup_token{};
    Document document{};
    Chain staff_chain{};        // the founder's badge: encode(identity::StaffChain)
    Chain device_certificate{}; // encode(identity::SignedDeviceCertificate)
    Signature device_proof{};   // by the device key: identity/login.h
    std::optional<PasswordRecord> password{};
    auto fields()
    {
        return std::tie(request, setup_token, document, staff_chain, device_certificate, device_proof,
                        password);
    }
};

// A new member of staff with an invitation, or the same account's chain renewed. Answer: Registered.
struct RegisterStaff {
    static constexpr auto kType = MessageType::RegisterStaff;
    RequestId request{};
    Chain staff_chain{};
    Chain device_certificate{};
    Signature device_proof{};
    std::optional<PasswordRecord> password{};
    auto fields() { return std::tie(request, staff_chain, device_certificate, device_proof, password); }
};

// A guest with an invitation token. Answer: Registered, which brings the attestation.
struct RegisterGuest {
    static constexpr auto kType = MessageType::RegisterGuest;
    RequestId request{};
    FixedBytes<32> invitation_token{};
    Key account_key{};
    Chain device_certificate{};
    Signature account_proof{}; // by the account key: identity/login.h
    Signature device_proof{};
    auto fields()
    {
        return std::tie(request, invitation_token, account_key, device_certificate, account_proof,
                        device_proof);
    }
};

// A further device of an account whose key the person holds (after PasswordLogIn). `replaces`: an older
// device of the account whose place in every log it takes, and which is retired; 0: none. `password`: a new
// one, of a person who has lost theirs and whose recovery words gave the key. Again with a newer
// certificate: that one stands from now on. Answer: Registered.
struct RegisterDevice {
    static constexpr auto kType = MessageType::RegisterDevice;
    RequestId request{};
    AccountId account{};
    Chain device_certificate{};
    Signature account_proof{};
    Signature device_proof{};
    DeviceId replaces{};
    std::optional<PasswordRecord> password{};
    auto fields()
    {
        return std::tie(request, account, device_certificate, account_proof, device_proof, replaces,
                        password);
    }
};

// The device is known now; LogIn follows on the same connection with the same challenge.
struct Registered {
    static constexpr auto kType = MessageType::Registered;
    RequestId request{};
    AccountId account{};
    DeviceId device{};
    Chain attestation{}; // guests: encode(identity::SignedGuestAttestation); staff: empty
    auto fields() { return std::tie(request, account, device, attestation); }
};

// Whoever holds the organisation's root key has lost every other way in, and asks whose place to take.
// Answer: Staff, the owners; or Refused(BadSignature).
struct FetchOwners {
    static constexpr auto kType = MessageType::FetchOwners;
    RequestId request{};
    Signature root_proof{}; // by the root key: identity/login.h
    auto fields() { return std::tie(request, root_proof); }
};

} // namespace chat121::protocol
