// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// HKDF with SHA-256 (RFC 5869).
#pragma once

#include "common/crypto/hash.h"

namespace chat121::crypto {

inline constexpr qsizetype kHkdfBytesMax = 255 * kHashBytes;

// An absent salt is the empty view (the same as 32 zero bytes).
Secret32 hkdfExtract(QByteArrayView salt, QByteArrayView key_material);
Secret32 hkdfExtract(QByteArrayView salt, std::initializer_list<QByteArrayView> key_material);

// Fills `out`. REQUIRES: 0 < size <= kHkdfBytesMax
void hkdfExpand(const HmacKey &key, std::initializer_list<QByteArrayView> info, quint8 *out, qsizetype size);

SecretBytes hkdfExpand(QByteArrayView key, QByteArrayView info, qsizetype size);

template <size_t N>
Secret<N> hkdfExpand(const HmacKey &key, std::initializer_list<QByteArrayView> info)
{
    Secret<N> result;
    hkdfExpand(key, info, result.data(), Secret<N>::kSize);
    return result;
}

template <size_t N>
Secret<N> hkdfExpand(QByteArrayView key, QByteArrayView info)
{
    return hkdfExpand<N>(HmacKey(key), {info});
}

} // namespace chat121::crypto
