// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/mls/suite.h"

#include "common/crypto/hkdf.h"

namespace chat121::mls {

namespace {

constexpr QByteArrayView kPrefix = "MLS 1.0 ";

//     struct {
//         opaque label<V>;              = "MLS 1.0 " + Label
//         opaque content<V>;
//     } SignContent;                    EncryptContext has the same shape
QByteArray labelled(QByteArrayView label, QByteArrayView content)
{
    Writer writer;
    writer.reserve(kPrefix.size() + label.size() + content.size() + 8);
    writer.vector(kPrefix.toByteArray() + label.toByteArray());
    writer.vector(content);
    return writer.take();
}

} // namespace

Error refused(const char *reason)
{
    return {Code::Crypto, QString::fromLatin1(reason)};
}

Result<void> require(bool condition, const char *reason)
{
    if (!condition) return refused(reason);
    return success();
}

// SignWithLabel(SignatureKey, Label, Content) = Signature.Sign(SignatureKey, SignContent)
QByteArray signWithLabel(const crypto::SigningKey &key, QByteArrayView label, QByteArrayView content)
{
    return key.sign(labelled(label, content)).toByteArray();
}

bool verifyWithLabel(QByteArrayView public_key, QByteArrayView label, QByteArrayView content,
                     QByteArrayView signature)
{
    const auto key = crypto::PublicKey::from(public_key);
    return key && crypto::verify(*key, labelled(label, content), signature);
}

// EncryptWithLabel(PublicKey, Label, Context, Plaintext) =
//   SealBase(PublicKey, EncryptContext, "", Plaintext)
Result<HpkeCiphertext> encryptWithLabel(QByteArrayView public_key, QByteArrayView label,
                                        QByteArrayView context, QByteArrayView plaintext,
                                        RandomSource &random)
{
    const auto key = crypto::HpkePublicKey::from(public_key);
    if (!key) return refused("public key of another length");
    TRY_ASSIGN(crypto::HpkeSealed sealed,
               crypto::hpkeSeal(*key, labelled(label, context), {}, plaintext, random));
    return HpkeCiphertext{sealed.enc.toByteArray(), std::move(sealed.ciphertext)};
}

// DecryptWithLabel(PrivateKey, Label, Context, KEMOutput, Ciphertext) =
//   OpenBase(KEMOutput, PrivateKey, EncryptContext, "", Ciphertext)
Result<QByteArray> decryptWithLabel(const crypto::HpkeKeyPair &key, QByteArrayView label,
                                    QByteArrayView context, const HpkeCiphertext &sealed)
{
    const auto enc = crypto::Encapsulated::from(sealed.kem_output.bytes);
    if (!enc) return refused("KEM output of another length");
    return crypto::hpkeOpen(*enc, key, labelled(label, context), {}, sealed.ciphertext.bytes);
}

//     struct {
//         uint16 length;
//         opaque label<V>;              = "MLS 1.0 " + Label
//         opaque context<V>;
//     } KDFLabel;
//
// ExpandWithLabel(Secret, Label, Context, Length) = KDF.Expand(Secret, KDFLabel, Length)
void expandWithLabel(QByteArrayView secret, QByteArrayView label, QByteArrayView context, quint8 *out,
                     qsizetype size)
{
    Writer info;
    info.reserve(kPrefix.size() + label.size() + context.size() + 8);
    info.u16(static_cast<quint16>(size));
    info.raw(labelled(label, context));
    const crypto::HmacKey key(secret);
    crypto::hkdfExpand(key, {info.bytes()}, out, size);
}

// DeriveSecret(Secret, Label) = ExpandWithLabel(Secret, Label, "", KDF.Nh)
crypto::Secret32 deriveSecret(QByteArrayView secret, QByteArrayView label)
{
    return expandWithLabel<32>(secret, label, {});
}

// RefHash(label, value) = Hash(RefHashInput), where RefHashInput is label<V>, value<V>
crypto::Hash refHash(QByteArrayView label, QByteArrayView value)
{
    Writer input;
    input.reserve(label.size() + value.size() + 8);
    input.vector(label);
    input.vector(value);
    return crypto::sha256(input.bytes());
}

QByteArray keyPackageRef(QByteArrayView encoded_key_package)
{
    return refHash("MLS 1.0 KeyPackage Reference", encoded_key_package).toByteArray();
}

QByteArray proposalRef(QByteArrayView encoded_authenticated_content)
{
    return refHash("MLS 1.0 Proposal Reference", encoded_authenticated_content).toByteArray();
}

} // namespace chat121::mls
