// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A key package of this device together with its private keys.
//
// The public part is published; the bundle is kept in the local store until a Welcome names its
// reference, used once (unless it is the last resort) and then erased.
// A value that wipes its keys; any thread. Source: RFC 9420, Section 10.
#pragma once

#include "common/crypto/secret.h"
#include "common/mls/member.h"

namespace chat121::mls {

enum class KeyPackageUse : quint8 {
    Once,
    LastResort, // handed out again and again when nothing else is left; extension 0x000A
};

class KeyPackageBundle {
public:
    // Valid from an hour before now (clocks differ) for `life`.
    static Result<KeyPackageBundle> create(const Party &party, const LeafConfig &leaf, KeyPackageUse use,
                                           std::chrono::milliseconds life);

    // The other way of serialise(). Fails with Malformed.
    static Result<KeyPackageBundle> restore(QByteArrayView bytes);
    QByteArray serialise() const;

    const QByteArray &message() const { return m_message; }     // MLSMessage(KeyPackage)
    const QByteArray &reference() const { return m_reference; } // KeyPackageRef, 32 bytes
    UnixTime notAfter() const { return m_not_after; }
    bool isLastResort() const { return m_last_resort; }

    // From parts: test vectors. Fails if the private keys do not fit the message.
    static Result<KeyPackageBundle> fromParts(QByteArrayView message, crypto::Secret32 init_key,
                                              crypto::Secret32 encryption_key);

    const crypto::Secret32 &initKey() const { return m_init_key; }             // X25519
    const crypto::Secret32 &encryptionKey() const { return m_encryption_key; } // X25519

private:
    KeyPackageBundle() = default;

    QByteArray m_message;
    QByteArray m_reference;
    UnixTime m_not_after;
    bool m_last_resort = false;
    crypto::Secret32 m_init_key;
    crypto::Secret32 m_encryption_key;
};

// What a received key package says, after its signature was verified (RFC 9420, Section 10.1).
// Fails with Crypto, or Unsupported for another version or suite.
struct KeyPackageSummary {
    Member member; // `leaf` means nothing yet
    QByteArray reference;
    UnixTime not_before;
    UnixTime not_after;
    bool last_resort = false;
};
Result<KeyPackageSummary> inspectKeyPackage(QByteArrayView message);

// The references of the key packages that a Welcome is for. Needs no key. Fails with Malformed.
Result<QList<QByteArray>> welcomeReferences(QByteArrayView welcome);

} // namespace chat121::mls
