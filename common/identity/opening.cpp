// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/identity/opening.h"

namespace chat121::identity {

namespace {

constexpr QByteArrayView kSealLabel = "chat121 sealed opening 1";

struct SignedOpening {
    Signed<Opening> opening;
    LeafIdentity author;

    auto fields() { return std::tie(opening, author); }
};

// What the seal is bound to, beside the key itself.
struct Binding {
    DepartmentId department;
    InboxKeyId inbox_key;
    ConversationId conversation;
    MessageId message;

    QByteArray info() const
    {
        Writer writer;
        writer.vector(kSealLabel);
        codec::put(writer, department);
        codec::put(writer, inbox_key);
        return writer.take();
    }
    QByteArray aad() const
    {
        Writer writer;
        codec::put(writer, conversation);
        codec::put(writer, message);
        return writer.take();
    }
};

Error tooLarge()
{
    return {Code::TooLarge, QStringLiteral("an opening does not fit into an envelope")};
}

Error doesNotFit()
{
    return {Code::Crypto, QStringLiteral("an opening of another place")};
}

Result<QByteArray> sealPlaintext(QByteArrayView plaintext, const Binding &binding,
                                 const crypto::DhPublicKey &key, RandomSource &random,
                                 crypto::Padding padding)
{
    QByteArray padded = crypto::pad(plaintext, padding);
    auto sealed = crypto::hpkeSeal(key, crypto::HpkeInfo(binding.info()), binding.aad(), padded, random);
    crypto::wipe(padded);
    if (!sealed) return sealed.error();

    const QByteArray bytes =
        encode(SealedOpening{binding.inbox_key, binding.message, sealed->enc, sealed->ciphertext});
    if (bytes.size() > limits::kSealedBytesMax) return tooLarge();
    return bytes;
}

struct Opened {
    QByteArray plaintext; // an encoded SignedOpening
    MessageId message;
};

Result<Opened> openPlaintext(QByteArrayView bytes, const crypto::HpkeKeyPair &key,
                             const OpeningContext &context)
{
    TRY_ASSIGN(const SealedOpening sealed, decode<SealedOpening>(bytes));
    if (sealed.inbox_key != inboxKeyIdOf(key.public_key))
        return Error{Code::NotFound, QStringLiteral("an opening for another inbox key")};
    const Binding binding{context.department, sealed.inbox_key, context.conversation, sealed.message};
    TRY_ASSIGN(QByteArray padded, crypto::hpkeOpen(sealed.enc, key, crypto::HpkeInfo(binding.info()),
                                                   binding.aad(), sealed.ciphertext.bytes));
    auto plaintext = crypto::unpad(padded);
    if (!plaintext) plaintext = crypto::unpad(padded, crypto::Padding::Shield);
    crypto::wipe(padded);
    if (!plaintext) return plaintext.error();
    return Opened{*std::move(plaintext), sealed.message};
}

Result<VerifiedOpening> verifyOpened(const Opened &opened, const OpeningContext &context)
{
    TRY_ASSIGN(const SignedOpening inner, decode<SignedOpening>(opened.plaintext));
    TRY_ASSIGN(VerifiedMember author, verifyMember(inner.author, context.anchors, context.now));
    TRY_ASSIGN(Opening opening, inner.opening.verify(author.device.device_key));
    const bool fits = opening.department == context.department &&
                      opening.conversation == context.conversation && opening.message == opened.message;
    if (!fits) return doesNotFit();
    return VerifiedOpening{std::move(opening), std::move(author)};
}

} // namespace

Result<QByteArray> sealOpening(Opening opening, const crypto::SigningKey &device_key,
                               const LeafIdentity &author, const VerifiedDepartmentKey &key,
                               RandomSource &random, crypto::Padding padding)
{
    opening.department = key.department;
    opening.inbox_key = key.id;
    if (encode(opening).size() > Opening::kBytesMax) return tooLarge();

    QByteArray plaintext = encode(SignedOpening{Signed<Opening>::sign(opening, device_key), author});
    const Binding binding{key.department, key.id, opening.conversation, opening.message};
    auto sealed = sealPlaintext(plaintext, binding, key.public_key, random, padding);
    crypto::wipe(plaintext);
    return sealed;
}

Result<InboxKeyId> inboxKeyOf(QByteArrayView bytes)
{
    TRY_ASSIGN(const SealedOpening sealed, decode<SealedOpening>(bytes));
    return sealed.inbox_key;
}

Result<VerifiedOpening> openOpening(QByteArrayView sealed, const crypto::HpkeKeyPair &inbox_key,
                                    const OpeningContext &context)
{
    TRY_ASSIGN(Opened opened, openPlaintext(sealed, inbox_key, context));
    auto verified = verifyOpened(opened, context);
    crypto::wipe(opened.plaintext);
    return verified;
}

Result<QByteArray> resealOpening(QByteArrayView sealed, const crypto::HpkeKeyPair &inbox_key,
                                 const OpeningContext &context, const crypto::DhPublicKey &newest,
                                 RandomSource &random, crypto::Padding padding)
{
    TRY_ASSIGN(Opened opened, openPlaintext(sealed, inbox_key, context));
    TRY(verifyOpened(opened, context));
    const Binding binding{context.department, inboxKeyIdOf(newest), context.conversation, opened.message};
    auto again = sealPlaintext(opened.plaintext, binding, newest, random, padding);
    crypto::wipe(opened.plaintext);
    return again;
}

} // namespace chat121::identity
