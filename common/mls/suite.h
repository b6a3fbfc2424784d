// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The labelled functions of RFC 9420, Sections 5.1, 5.2 and 8, for cipher suite 3:
// DHKEM(X25519, HKDF-SHA256), ChaCha20-Poly1305, SHA-256, Ed25519.
//
// Pure functions; any thread. Labels are given without the prefix "MLS 1.0 ".
#pragma once

#include "common/crypto/hash.h"
#include "common/crypto/hpke.h"
#include "common/crypto/signature.h"
#include "common/mls/leaf_node.h"

namespace chat121::mls {

inline constexpr qsizetype kHashBytes = crypto::kHashBytes; // KDF.Nh

// The one answer to whatever does not verify. The reason is for a log, never for a peer.
Error refused(const char *reason);
Result<void> require(bool condition, const char *reason);

// HPKECiphertext of Section 7.6.
//     struct {
//         opaque kem_output<V>;
//         opaque ciphertext<V>;
//     } HPKECiphertext;
struct HpkeCiphertext {
    Data kem_output;
    Data ciphertext;

    auto fields() { return std::tie(kem_output, ciphertext); }
    bool operator==(const HpkeCiphertext &) const = default;
};

QByteArray signWithLabel(const crypto::SigningKey &key, QByteArrayView label, QByteArrayView content);
[[nodiscard]] bool verifyWithLabel(QByteArrayView public_key, QByteArrayView label, QByteArrayView content,
                                   QByteArrayView signature);

Result<HpkeCiphertext> encryptWithLabel(QByteArrayView public_key, QByteArrayView label,
                                        QByteArrayView context, QByteArrayView plaintext,
                                        RandomSource &random);
Result<QByteArray> decryptWithLabel(const crypto::HpkeKeyPair &key, QByteArrayView label,
                                    QByteArrayView context, const HpkeCiphertext &sealed);

void expandWithLabel(QByteArrayView secret, QByteArrayView label, QByteArrayView context, quint8 *out,
                     qsizetype size);

template <size_t N>
crypto::Secret<N> expandWithLabel(QByteArrayView secret, QByteArrayView label, QByteArrayView context)
{
    crypto::Secret<N> result;
    expandWithLabel(secret, label, context, result.data(), crypto::Secret<N>::kSize);
    return result;
}

crypto::Secret32 deriveSecret(QByteArrayView secret, QByteArrayView label);

template <size_t N>
crypto::Secret<N> deriveTreeSecret(QByteArrayView secret, QByteArrayView label, quint32 generation)
{
    Writer context;
    context.u32(generation);
    return expandWithLabel<N>(secret, label, context.bytes());
}

// RefHash of Section 5.2; `label` is the whole label here.
crypto::Hash refHash(QByteArrayView label, QByteArrayView value);
QByteArray keyPackageRef(QByteArrayView encoded_key_package);
// REQUIRES: an encoded AuthenticatedContent that holds a proposal
QByteArray proposalRef(QByteArrayView encoded_authenticated_content);

} // namespace chat121::mls
