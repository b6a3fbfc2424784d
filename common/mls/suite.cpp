// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/mls/suite.h"

#include "common/crypto/hkdf.h"

namespace chat121::mls {

namespace {

constexpr QByteArrayView kPrefix = "MLS 1.0 ";

constexpr qsizetype kLengthsBytes = 8; // of two vectors, at most

void writeLabel(Writer &writer, QByteArrayView label)
{
    const qsizetype begin = writer.beginVector();
    writer.raw(kPrefix);
    writer.raw(label);
    writer.endVector(begin);
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

SignContent::SignContent(QByteArrayView label)
{
    writeLabel(m_writer, label);
    m_begin = m_writer.beginVector();
}

// SignWithLabel(SignatureKey, Label, Content) = Signature.Sign(SignatureKey, SignContent)
QByteArray SignContent::sign(const crypto::SigningKey &key)
{
    m_writer.endVector(m_begin);
    return key.sign(m_writer.bytes()).toByteArray();
}

// VerifyWithLabel(VerificationKey, Label, Content, SignatureValue)
bool SignContent::verifies(QByteArrayView public_key, QByteArrayView signature)
{
    m_writer.endVector(m_begin);
    const auto key = crypto::PublicKey::from(public_key);
    return key && crypto::verify(*key, m_writer.bytes(), signature);
}

QByteArray signWithLabel(const crypto::SigningKey &key, QByteArrayView label, QByteArrayView content)
{
    SignContent to_sign(label);
    to_sign.content().raw(content);
    return to_sign.sign(key);
}

bool verifyWithLabel(QByteArrayView public_key, QByteArrayView label, QByteArrayView content,
                     QByteArrayView signature)
{
    SignContent signed_content(label);
    signed_content.content().raw(content);
    return signed_content.verifies(public_key, signature);
}

//     struct {
//         opaque label<V>;              = "MLS 1.0 " + Label
//         opaque context<V>;
//     } EncryptContext;
crypto::HpkeInfo encryptContext(QByteArrayView label, QByteArrayView context)
{
    Writer info;
    info.reserve(kPrefix.size() + label.size() + context.size() + kLengthsBytes);
    writeLabel(info, label);
    info.vector(context);
    return crypto::HpkeInfo(info.bytes());
}

// EncryptWithLabel(PublicKey, Label, Context, Plaintext) =
//   SealBase(PublicKey, EncryptContext, "", Plaintext)
Result<HpkeCiphertext> encryptWithLabel(QByteArrayView public_key, const crypto::HpkeInfo &context,
                                        QByteArrayView plaintext, RandomSource &random)
{
    const auto key = crypto::HpkePublicKey::from(public_key);
    if (!key) return refused("public key of another length");
    TRY_ASSIGN(crypto::HpkeSealed sealed, crypto::hpkeSeal(*key, context, {}, plaintext, random));
    return HpkeCiphertext{sealed.enc.toByteArray(), std::move(sealed.ciphertext)};
}

// DecryptWithLabel(PrivateKey, Label, Context, KEMOutput, Ciphertext) =
//   OpenBase(KEMOutput, PrivateKey, EncryptContext, "", Ciphertext)
Result<QByteArray> decryptWithLabel(const crypto::HpkeKeyPair &key, QByteArrayView label,
                                    QByteArrayView context, const HpkeCiphertext &sealed)
{
    const auto enc = crypto::Encapsulated::from(sealed.kem_output.bytes);
    if (!enc) return refused("KEM output of another length");
    return crypto::hpkeOpen(*enc, key, encryptContext(label, context), {}, sealed.ciphertext.bytes);
}

//     struct {
//         uint16 length;
//         opaque label<V>;              = "MLS 1.0 " + Label
//         opaque context<V>;
//     } KDFLabel;
//
// ExpandWithLabel(Secret, Label, Context, Length) = KDF.Expand(Secret, KDFLabel, Length)
void expandWithLabel(const crypto::HmacKey &secret, QByteArrayView label, QByteArrayView context, quint8 *out,
                     qsizetype size)
{
    Writer info;
    info.reserve(qsizetype(sizeof(quint16)) + kPrefix.size() + label.size() + context.size() + kLengthsBytes);
    info.u16(static_cast<quint16>(size));
    writeLabel(info, label);
    info.vector(context);
    crypto::hkdfExpand(secret, {info.bytes()}, out, size);
}

// DeriveSecret(Secret, Label) = ExpandWithLabel(Secret, Label, "", KDF.Nh)
crypto::Secret32 deriveSecret(const crypto::HmacKey &secret, QByteArrayView label)
{
    return expandWithLabel<32>(secret, label, {});
}

crypto::Secret32 deriveSecret(QByteArrayView secret, QByteArrayView label)
{
    return deriveSecret(crypto::HmacKey(secret), label);
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
