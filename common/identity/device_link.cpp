// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/identity/device_link.h"

#include "common/crypto/hkdf.h"
#include "common/crypto/padding.h"

namespace chat121::identity {

namespace {

constexpr QByteArrayView kLabel = "chat121 device link 1";

// What a step is bound to: its slot.
QByteArray contextOf(const LinkKeys &keys)
{
    return kLabel.toByteArray() + keys.slot().toByteArray();
}

template <typename Step>
QByteArray sealStep(const Step &step, const crypto::AeadKey &key, const LinkKeys &keys, RandomSource &random)
{
    return crypto::boxSeal(key, contextOf(keys), crypto::pad(encode(step)), random);
}

template <typename Step>
Result<Step> openStep(QByteArrayView sealed, const crypto::AeadKey &key, const LinkKeys &keys)
{
    TRY_ASSIGN(const QByteArray padded, crypto::boxOpen(key, contextOf(keys), sealed));
    TRY_ASSIGN(const QByteArray plain, crypto::unpad(padded));
    return decode<Step>(plain);
}

// The grant answers this ask and no other.
QByteArray grantInfo(const LinkAsk &ask, const LinkKeys &keys)
{
    return contextOf(keys) + crypto::sha256(encode(ask)).toByteArray();
}

} // namespace

LinkKeys LinkKeys::of(const LinkCode &code)
{
    const crypto::Secret32 base = crypto::hkdfExtract(kLabel, code.secret().view());
    LinkKeys keys;
    keys.finder = crypto::hkdfExpand<32>(base.view(), "finder");
    keys.offer = crypto::hkdfExpand<32>(base.view(), "offer");
    keys.ask = crypto::hkdfExpand<32>(base.view(), "ask");
    keys.grant = crypto::hkdfExpand<32>(base.view(), "grant");
    keys.number = crypto::hkdfExpand<32>(base.view(), "number");
    return keys;
}

crypto::Hash LinkKeys::slot() const
{
    return crypto::sha256(finder.view());
}

LinkKeys LinkKeys::clone() const
{
    return {finder.clone(), offer.clone(), ask.clone(), grant.clone(), number.clone()};
}

QByteArray sealOffer(const LinkOffer &offer, const LinkKeys &keys, RandomSource &random)
{
    return sealStep(offer, keys.offer, keys, random);
}

Result<LinkOffer> openOffer(QByteArrayView sealed, const LinkKeys &keys)
{
    return openStep<LinkOffer>(sealed, keys.offer, keys);
}

QByteArray sealAsk(const LinkAsk &ask, const LinkKeys &keys, RandomSource &random)
{
    return sealStep(ask, keys.ask, keys, random);
}

Result<LinkAsk> openAsk(QByteArrayView sealed, const LinkKeys &keys)
{
    return openStep<LinkAsk>(sealed, keys.ask, keys);
}

QString linkNumber(const LinkAsk &ask, const LinkKeys &keys)
{
    const crypto::Secret<8> digits = crypto::hkdfExpand<8>(keys.number.view(), encode(ask));
    quint64 number = 0;
    for (qsizetype i = 0; i < digits.kSize; ++i)
        number = number << 8 | digits.data()[i];
    const QString text = QString::number(number % 1'000'000).rightJustified(6, u'0');
    return text.left(3) + u' ' + text.mid(3);
}

Result<QByteArray> sealGrant(const LinkGrant &grant, const LinkAsk &ask, const LinkKeys &keys,
                             RandomSource &random)
{
    const QByteArray info = grantInfo(ask, keys);
    const crypto::Hash slot = keys.slot();
    TRY_ASSIGN(auto sender,
               crypto::hpkeSetupSender(ask.answer_key, info, random, {keys.grant.view(), slot.view()}));
    QByteArray plain = encode(grant);
    QByteArray padded = crypto::pad(plain);
    const QByteArray sealed = sender.context.seal({}, padded);
    crypto::wipe(plain);
    crypto::wipe(padded);
    return sender.enc.toByteArray() + sealed;
}

Result<LinkGrant> openGrant(QByteArrayView sealed, const LinkOffer &offer, const LinkAsk &ask,
                            const crypto::HpkeKeyPair &answer_key, const LinkKeys &keys, UnixTime now)
{
    const Error misfit{Code::Crypto, QStringLiteral("not what was asked for")};
    const auto enc = crypto::Encapsulated::from(sealed.first(qMin<qsizetype>(sealed.size(), 32)));
    if (!enc) return misfit;
    const crypto::Hash slot = keys.slot();
    TRY_ASSIGN(auto context, crypto::hpkeSetupReceiver(*enc, answer_key, grantInfo(ask, keys),
                                                       {keys.grant.view(), slot.view()}));
    TRY_ASSIGN(QByteArray padded, context.open({}, sealed.sliced(enc->view().size())));
    auto plain = crypto::unpad(padded);
    crypto::wipe(padded);
    if (!plain) return plain.error();
    auto grant = decode<LinkGrant>(*plain);
    crypto::wipe(*plain);
    if (!grant) return grant;

    const auto account = crypto::SigningKey::fromSeed(grant->account_seed.clone());
    if (account.publicKey() != offer.account_key) return misfit;
    TRY_ASSIGN(const VerifiedMember member,
               verifyMember(grant->leaf, {offer.root_key, offer.registrar_key}, now));
    if (member.accountKey() != offer.account_key || member.device.device_key != ask.device_key) return misfit;
    return grant;
}

} // namespace chat121::identity
