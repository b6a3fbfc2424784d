// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// SHA-256 and HMAC-SHA256 (FIPS 180-4, RFC 2104). Every function takes several parts, so that
// nobody joins them in a buffer of their own.
#pragma once

#include "common/base/bytes.h"
#include "common/crypto/secret.h"

#include <QByteArrayView>

#include <initializer_list>
#include <span>

namespace chat121::crypto {

inline constexpr qsizetype kHashBytes = 32;
using Hash = FixedBytes<32>;

Hash sha256(QByteArrayView bytes);
Hash sha256(std::initializer_list<QByteArrayView> parts);

// Incremental; a copy is a second hash that has seen the same bytes.
class Sha256 {
public:
    Sha256();
    void add(QByteArrayView bytes);
    Hash finish(); // ends the object

private:
    alignas(16) std::array<quint8, 128> m_state{};
};

// A keyed HMAC that may be used again and again: the key is absorbed once.
class HmacKey {
public:
    explicit HmacKey(QByteArrayView key); // of any length, empty included
    ~HmacKey();
    HmacKey(const HmacKey &) = delete;
    HmacKey &operator=(const HmacKey &) = delete;

    Hash mac(std::initializer_list<QByteArrayView> parts) const;
    // The same when the result is itself key material.
    Secret32 secret(std::initializer_list<QByteArrayView> parts) const;
    Secret32 secret(std::span<const QByteArrayView> parts) const;

private:
    void compute(std::span<const QByteArrayView> parts, quint8 *out) const;

    alignas(16) std::array<quint8, 256> m_state{};
};

Hash hmacSha256(QByteArrayView key, std::initializer_list<QByteArrayView> parts);

} // namespace chat121::crypto
