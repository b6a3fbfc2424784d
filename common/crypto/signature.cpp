// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/crypto/signature.h"

#include "common/crypto/sodium_bytes.h"

#include <sodium.h>

namespace chat121::crypto {

static_assert(Secret32::kSize == crypto_sign_SEEDBYTES);
static_assert(PublicKey::kSize == crypto_sign_PUBLICKEYBYTES);
static_assert(Signature::kSize == crypto_sign_BYTES);

SigningKey SigningKey::generate(RandomSource &random)
{
    return fromSeed(Secret32::random(random));
}

SigningKey SigningKey::fromSeed(Secret32 seed)
{
    SigningKey key;
    Secret<crypto_sign_SECRETKEYBYTES> expanded;
    crypto_sign_seed_keypair(key.m_public_key.data.data(), expanded.data(), seed.data());
    key.m_seed = std::move(seed);
    return key;
}

SigningKey SigningKey::clone() const
{
    SigningKey key;
    key.m_seed = m_seed.clone();
    key.m_public_key = m_public_key;
    return key;
}

Signature SigningKey::sign(QByteArrayView message) const
{
    // libsodium's secret key is the seed followed by the public key.
    Secret<crypto_sign_SECRETKEYBYTES> expanded;
    std::memcpy(expanded.data(), m_seed.data(), crypto_sign_SEEDBYTES);
    std::memcpy(expanded.data() + crypto_sign_SEEDBYTES, m_public_key.data.data(),
                crypto_sign_PUBLICKEYBYTES);

    Signature signature;
    crypto_sign_detached(signature.data.data(), nullptr, in(message), length(message), expanded.data());
    return signature;
}

bool verify(const PublicKey &key, QByteArrayView message, const Signature &signature)
{
    return crypto_sign_verify_detached(signature.data.data(), in(message), length(message),
                                       key.data.data()) == 0;
}

bool verify(const PublicKey &key, QByteArrayView message, QByteArrayView signature)
{
    const auto fixed = Signature::from(signature);
    return fixed && verify(key, message, *fixed);
}

} // namespace chat121::crypto
