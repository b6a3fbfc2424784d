// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Authenticated encryption. `aead...` is ChaCha20-Poly1305 of RFC 8439, whose 12-byte nonce the
// caller must never repeat under one key (MLS, HPKE). `box...` is XChaCha20-Poly1305 with a random
// nonce in front, for rows at rest and signals: any number of them under one key.
#pragma once

#include "common/base/bytes.h"
#include "common/base/result.h"
#include "common/crypto/secret.h"

namespace chat121::crypto {

inline constexpr qsizetype kAeadTagBytes = 16;
inline constexpr qsizetype kAeadNonceBytes = 12;
inline constexpr qsizetype kBoxNonceBytes = 24;
inline constexpr qsizetype kBoxOverheadBytes = kBoxNonceBytes + kAeadTagBytes;

using AeadKey = Secret32;
using AeadNonce = FixedBytes<12>;

// Ciphertext with the tag behind it.
QByteArray aeadSeal(const AeadKey &key, const AeadNonce &nonce, QByteArrayView aad, QByteArrayView plaintext);
Result<QByteArray> aeadOpen(const AeadKey &key, const AeadNonce &nonce, QByteArrayView aad,
                            QByteArrayView sealed);

// The same in one buffer, which grows or shrinks by the tag. After a failure it is unchanged.
void aeadSealInPlace(const AeadKey &key, const AeadNonce &nonce, QByteArrayView aad, QByteArray &buffer);
Result<void> aeadOpenInPlace(const AeadKey &key, const AeadNonce &nonce, QByteArrayView aad,
                             QByteArray &buffer);

// Nonce, ciphertext, tag.
QByteArray boxSeal(const AeadKey &key, QByteArrayView aad, QByteArrayView plaintext, RandomSource &random);
Result<QByteArray> boxOpen(const AeadKey &key, QByteArrayView aad, QByteArrayView sealed);

} // namespace chat121::crypto
