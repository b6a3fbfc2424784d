// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Ed25519 (RFC 8032). The private key is the 32-byte seed, as in MLS.
#pragma once

#include "common/base/bytes.h"
#include "common/crypto/secret.h"

namespace chat121::crypto {

using PublicKey = FixedBytes<32>;
using Signature = FixedBytes<64>;

class SigningKey {
public:
    static SigningKey generate(RandomSource &random);
    static SigningKey fromSeed(Secret32 seed);

    const PublicKey &publicKey() const { return m_public_key; }
    const Secret32 &seed() const { return m_seed; }
    SigningKey clone() const;

    Signature sign(QByteArrayView message) const;

private:
    SigningKey() = default;

    Secret32 m_seed;
    PublicKey m_public_key;
};

// False for a malleated signature, a public key of small order, or a signature of another length.
[[nodiscard]] bool verify(const PublicKey &key, QByteArrayView message, const Signature &signature);
[[nodiscard]] bool verify(const PublicKey &key, QByteArrayView message, QByteArrayView signature);

} // namespace chat121::crypto
