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

//     struct {
//         opaque label<V>;              = "MLS 1.0 " + Label
//         opaque content<V>;
//     } SignContent;
//
// What SignWithLabel and VerifyWithLabel sign: the content is written into its place, because that of a
// group info is as long as the group is large. For one use.
class SignContent {
public:
    explicit SignContent(QByteArrayView label);
    Writer &content() { return m_writer; }

    QByteArray sign(const crypto::SigningKey &key);
    [[nodiscard]] bool verifies(QByteArrayView public_key, QByteArrayView signature);

private:
    Writer m_writer;
    qsizetype m_begin = 0;
};

// The same for content that is at hand.
QByteArray signWithLabel(const crypto::SigningKey &key, QByteArrayView label, QByteArrayView content);
[[nodiscard]] bool verifyWithLabel(QByteArrayView public_key, QByteArrayView label, QByteArrayView content,
                                   QByteArrayView signature);

// EncryptContext, which may be long, hashed once for all who get something under this label and context.
crypto::HpkeInfo encryptContext(QByteArrayView label, QByteArrayView context);
// EncryptWithLabel and DecryptWithLabel
Result<HpkeCiphertext> encryptWithLabel(QByteArrayView public_key, const crypto::HpkeInfo &context,
                                        QByteArrayView plaintext, RandomSource &random);
Result<QByteArray> decryptWithLabel(const crypto::HpkeKeyPair &key, QByteArrayView label,
                                    QByteArrayView context, const HpkeCiphertext &sealed);

// A secret that several others are expanded from is absorbed once: an HmacKey. These functions take
// one, or the secret itself.
void expandWithLabel(const crypto::HmacKey &secret, QByteArrayView label, QByteArrayView context, quint8 *out,
                     qsizetype size);

template <size_t N>
crypto::Secret<N> expandWithLabel(const crypto::HmacKey &secret, QByteArrayView label, QByteArrayView context)
{
    crypto::Secret<N> result;
    expandWithLabel(secret, label, context, result.data(), crypto::Secret<N>::kSize);
    return result;
}
template <size_t N>
crypto::Secret<N> expandWithLabel(QByteArrayView secret, QByteArrayView label, QByteArrayView context)
{
    return expandWithLabel<N>(crypto::HmacKey(secret), label, context);
}

crypto::Secret32 deriveSecret(const crypto::HmacKey &secret, QByteArrayView label);
crypto::Secret32 deriveSecret(QByteArrayView secret, QByteArrayView label);

template <size_t N>
crypto::Secret<N> deriveTreeSecret(const crypto::HmacKey &secret, QByteArrayView label, quint32 generation)
{
    const char context[] = {static_cast<char>(generation >> 24), static_cast<char>(generation >> 16),
                            static_cast<char>(generation >> 8), static_cast<char>(generation)};
    return expandWithLabel<N>(secret, label, QByteArrayView(context, sizeof(context)));
}

// RefHash of Section 5.2; `label` is the whole label here.
crypto::Hash refHash(QByteArrayView label, QByteArrayView value);
QByteArray keyPackageRef(QByteArrayView encoded_key_package);
// REQUIRES: an encoded AuthenticatedContent that holds a proposal
QByteArray proposalRef(QByteArrayView encoded_authenticated_content);

} // namespace chat121::mls
