// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a hostile server can show instead of the truth: people with keys of their own, and badges that
// are somebody else's or over.
//
// Threads: any one.
#pragma once

#include "common/crypto/hpke.h"
#include "common/crypto/sodium_random.h"
#include "common/identity/department_key.h"
#include "common/mls/key_package_bundle.h"
#include "common/protocol/frame.h"
#include "tests/client/core/engine/tampering_transport.h"

namespace chat121::test {

// Lets `change` edit every Message among the frames.
template <typename Message, typename Change>
Tampering::Function editing(Change change)
{
    return [change](const QByteArray &frame) -> QList<QByteArray> {
        auto message = protocol::decodeFrame<Message>(frame);
        if (!message) return {frame};
        change(*message);
        return {protocol::encodeFrame(*message)};
    };
}

// The keys of somebody, and of the root that somebody claims to be under.
struct Keys {
    crypto::SigningKey root;
    crypto::SigningKey account;
    crypto::SigningKey device;

    static Keys fresh(RandomSource &random)
    {
        return {crypto::SigningKey::generate(random), crypto::SigningKey::generate(random),
                crypto::SigningKey::generate(random)};
    }
    AccountId accountId() const { return identity::accountIdOf(account.publicKey()); }
    DeviceId deviceId() const { return identity::deviceIdOf(device.publicKey()); }
};

// A device that shows `leaf`, with everything that such a device publishes.
struct Impostor {
    Keys keys; // root: whose organisation the device claims
    identity::LeafIdentity leaf;

    QByteArray departmentKey(DepartmentId department) const
    {
        crypto::SodiumRandom random;
        const auto pair = crypto::HpkeKeyPair::generate(random);
        return encode(identity::publishDepartmentKey(department, pair.public_key, keys.device, leaf,
                                                     SystemClock().now()));
    }

    QByteArray keyPackage() const
    {
        crypto::SodiumRandom random;
        const SystemClock clock;
        const mls::Party party{keys.device, random, clock};
        const QByteArray credential = identity::credentialOf(
            keys.accountId(), keys.deviceId(), identity::organisationIdOf(keys.root.publicKey()));
        const auto bundle =
            mls::KeyPackageBundle::create(party, {credential, {{identity::kLeafExtensionType, encode(leaf)}}},
                                          mls::KeyPackageUse::Once, std::chrono::hours(24));
        return bundle ? bundle->message() : QByteArray();
    }
};

inline identity::StaffChain chainOf(const crypto::PublicKey &account, const crypto::SigningKey &root,
                                    UnixTime not_after)
{
    const identity::Badge badge{account, QStringLiteral("Mallory"),          identity::Role::Owner,
                                {},      not_after - std::chrono::hours(48), not_after};
    return {identity::SignedBadge::sign(badge, root)};
}

inline identity::SignedDeviceCertificate certificateOf(const Keys &keys)
{
    const UnixTime now = SystemClock().now();
    return identity::SignedDeviceCertificate::sign(
        {keys.account.publicKey(), keys.device.publicKey(), now, now + std::chrono::hours(24)}, keys.account);
}

// Everything right, but under a root of its own.
inline Impostor strangerOf(Keys keys)
{
    const UnixTime tomorrow = SystemClock().now() + std::chrono::hours(24);
    identity::LeafIdentity leaf{chainOf(keys.account.publicKey(), keys.root, tomorrow), certificateOf(keys)};
    return {std::move(keys), std::move(leaf)};
}

} // namespace chat121::test
