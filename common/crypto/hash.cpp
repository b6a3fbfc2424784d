// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/crypto/hash.h"

#include "common/crypto/sodium_bytes.h"

#include <sodium.h>

namespace chat121::crypto {

namespace {

using HashState = crypto_hash_sha256_state;
using MacState = crypto_auth_hmacsha256_state;

HashState *hashState(std::array<quint8, 128> &bytes)
{
    static_assert(sizeof(HashState) <= 128 && alignof(HashState) <= 16);
    return reinterpret_cast<HashState *>(bytes.data());
}

MacState *macState(std::array<quint8, 256> &bytes)
{
    static_assert(sizeof(MacState) <= 256 && alignof(MacState) <= 16);
    return reinterpret_cast<MacState *>(bytes.data());
}

} // namespace

Hash sha256(QByteArrayView bytes)
{
    Hash hash;
    crypto_hash_sha256(hash.data.data(), in(bytes), length(bytes));
    return hash;
}

Hash sha256(std::initializer_list<QByteArrayView> parts)
{
    Sha256 hash;
    for (const QByteArrayView part : parts)
        hash.add(part);
    return hash.finish();
}

Sha256::Sha256()
{
    crypto_hash_sha256_init(hashState(m_state));
}

void Sha256::add(QByteArrayView bytes)
{
    crypto_hash_sha256_update(hashState(m_state), in(bytes), length(bytes));
}

Hash Sha256::finish()
{
    Hash hash;
    crypto_hash_sha256_final(hashState(m_state), hash.data.data());
    return hash;
}

HmacKey::HmacKey(QByteArrayView key)
{
    crypto_auth_hmacsha256_init(macState(m_state), in(key), static_cast<size_t>(key.size()));
}

HmacKey::~HmacKey()
{
    wipe(m_state.data(), static_cast<qsizetype>(m_state.size()));
}

void HmacKey::compute(std::span<const QByteArrayView> parts, quint8 *result) const
{
    alignas(16) std::array<quint8, 256> copy = m_state;
    MacState *state = macState(copy);
    for (const QByteArrayView part : parts)
        crypto_auth_hmacsha256_update(state, in(part), length(part));
    crypto_auth_hmacsha256_final(state, result);
    wipe(copy.data(), static_cast<qsizetype>(copy.size()));
}

Hash HmacKey::mac(std::initializer_list<QByteArrayView> parts) const
{
    Hash hash;
    compute(std::span(parts.begin(), parts.size()), hash.data.data());
    return hash;
}

Secret32 HmacKey::secret(std::initializer_list<QByteArrayView> parts) const
{
    return secret(std::span(parts.begin(), parts.size()));
}

Secret32 HmacKey::secret(std::span<const QByteArrayView> parts) const
{
    Secret32 result;
    compute(parts, result.data());
    return result;
}

Hash hmacSha256(QByteArrayView key, std::initializer_list<QByteArrayView> parts)
{
    return HmacKey(key).mac(parts);
}

} // namespace chat121::crypto
