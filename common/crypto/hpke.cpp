// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/crypto/hpke.h"

#include "common/crypto/hkdf.h"

namespace chat121::crypto {

namespace {

// RFC 9180, Section 7: KEM 0x0020, KDF 0x0001, AEAD 0x0003; mode_base is 0x00, mode_psk 0x01.
constexpr QByteArrayView kVersion = "HPKE-v1";
constexpr char kKemSuiteBytes[] = {'K', 'E', 'M', 0x00, 0x20};
constexpr char kHpkeSuiteBytes[] = {'H', 'P', 'K', 'E', 0x00, 0x20, 0x00, 0x01, 0x00, 0x03};
constexpr QByteArrayView kKemSuite(kKemSuiteBytes, sizeof(kKemSuiteBytes));
constexpr QByteArrayView kHpkeSuite(kHpkeSuiteBytes, sizeof(kHpkeSuiteBytes));
constexpr quint8 kModeBase = 0;
constexpr quint8 kModePsk = 1;

// The salt of most extractions is absent, so that its key is absorbed once for all of them.
const HmacKey &noSalt()
{
    static const HmacKey key({});
    return key;
}

// def LabeledExtract(salt, label, ikm):
//   labeled_ikm = concat("HPKE-v1", suite_id, label, ikm)
//   return Extract(salt, labeled_ikm)
Secret32 labeledExtract(QByteArrayView suite, const HmacKey &salt, QByteArrayView label,
                        QByteArrayView key_material)
{
    return salt.secret({kVersion, suite, label, key_material});
}

// def LabeledExpand(prk, label, info, L):
//   labeled_info = concat(I2OSP(L, 2), "HPKE-v1", suite_id, label, info)
//   return Expand(prk, labeled_info, L)
void labeledExpand(QByteArrayView suite, const HmacKey &key, QByteArrayView label, QByteArrayView info,
                   quint8 *out, qsizetype size)
{
    const char size_bytes[] = {static_cast<char>(size >> 8), static_cast<char>(size)};
    hkdfExpand(key, {QByteArrayView(size_bytes, 2), kVersion, suite, label, info}, out, size);
}

// def ExtractAndExpand(dh, kem_context)
Secret32 kemSharedSecret(const Secret32 &dh, const Encapsulated &enc, const HpkePublicKey &receiver)
{
    const Secret32 eae_prk = labeledExtract(kKemSuite, noSalt(), "eae_prk", dh.view());
    std::array<char, Encapsulated::kSize + HpkePublicKey::kSize> kem_context{};
    std::memcpy(kem_context.data(), enc.data.data(), enc.data.size());
    std::memcpy(kem_context.data() + enc.data.size(), receiver.data.data(), receiver.data.size());
    Secret32 shared;
    labeledExpand(kKemSuite, HmacKey(eae_prk.view()), "shared_secret",
                  QByteArrayView(kem_context.data(), kem_context.size()), shared.data(), Secret32::kSize);
    return shared;
}

// The first half of KeySchedule<ROLE>, which the shared secret does not enter:
//   psk_id_hash = LabeledExtract("", "psk_id_hash", psk_id)
//   info_hash = LabeledExtract("", "info_hash", info)
//   key_schedule_context = concat(mode, psk_id_hash, info_hash)
using ScheduleContext = FixedBytes<1 + 2 * kHashBytes>;
ScheduleContext scheduleContext(QByteArrayView info, const HpkePsk &psk)
{
    const Secret32 psk_id_hash = labeledExtract(kHpkeSuite, noSalt(), "psk_id_hash", psk.id);
    const Secret32 info_hash = labeledExtract(kHpkeSuite, noSalt(), "info_hash", info);
    ScheduleContext context;
    context.data[0] = psk.key.isEmpty() ? kModeBase : kModePsk;
    std::memcpy(context.data.data() + 1, psk_id_hash.data(), kHashBytes);
    std::memcpy(context.data.data() + 1 + kHashBytes, info_hash.data(), kHashBytes);
    return context;
}

// ... and the second: the secret that everything else is expanded from.
//   secret = LabeledExtract(shared_secret, "secret", psk)
Secret32 scheduleSecret(const Secret32 &shared_secret, QByteArrayView psk)
{
    return labeledExtract(kHpkeSuite, HmacKey(shared_secret.view()), "secret", psk);
}

//   key = LabeledExpand(secret, "key", key_schedule_context, Nk)
//   base_nonce = LabeledExpand(secret, "base_nonce", key_schedule_context, Nn)
struct MessageKey {
    AeadKey key;
    Secret<kAeadNonceBytes> base_nonce;
};
MessageKey messageKey(const HmacKey &secret, QByteArrayView schedule_context)
{
    MessageKey result;
    labeledExpand(kHpkeSuite, secret, "key", schedule_context, result.key.data(), AeadKey::kSize);
    labeledExpand(kHpkeSuite, secret, "base_nonce", schedule_context, result.base_nonce.data(),
                  kAeadNonceBytes);
    return result;
}

// Of a session of one message in mode base. Its nonce is base_nonce xor 0.
struct SingleKey {
    AeadKey key;
    AeadNonce nonce;
};
SingleKey singleKey(const Secret32 &shared_secret, const HpkeInfo &info)
{
    const Secret32 secret = scheduleSecret(shared_secret, {});
    MessageKey derived = messageKey(HmacKey(secret.view()), info.scheduleContext());
    return {std::move(derived.key), *AeadNonce::from(derived.base_nonce.view())};
}

} // namespace

HpkeKeyPair HpkeKeyPair::generate(RandomSource &random)
{
    return derive(Secret32::random(random).view());
}

// def DeriveKeyPair(ikm), Section 7.1.3
HpkeKeyPair HpkeKeyPair::derive(QByteArrayView key_material)
{
    const Secret32 dkp_prk = labeledExtract(kKemSuite, noSalt(), "dkp_prk", key_material);
    Secret32 private_key;
    labeledExpand(kKemSuite, HmacKey(dkp_prk.view()), "sk", {}, private_key.data(), Secret32::kSize);
    return fromPrivateKey(std::move(private_key));
}

HpkeKeyPair HpkeKeyPair::fromPrivateKey(Secret32 private_key)
{
    const HpkePublicKey public_key = x25519PublicKey(private_key);
    return {std::move(private_key), public_key};
}

HpkeInfo::HpkeInfo(QByteArrayView info)
    : m_schedule_context(chat121::crypto::scheduleContext(info, {}))
{
}

// def KeySchedule<ROLE>(mode, shared_secret, info, psk, psk_id)
HpkeContext makeHpkeContext(const Secret32 &shared_secret, QByteArrayView info, const HpkePsk &psk)
{
    Q_ASSERT_X(psk.key.isEmpty() == psk.id.isEmpty(), "makeHpkeContext", "half a PSK");
    const ScheduleContext schedule_context = scheduleContext(info, psk);
    const Secret32 secret_bytes = scheduleSecret(shared_secret, psk.key);
    const HmacKey secret(secret_bytes.view());
    MessageKey derived = messageKey(secret, schedule_context.view());
    HpkeContext context;
    context.m_key = std::move(derived.key);
    context.m_base_nonce = std::move(derived.base_nonce);
    labeledExpand(kHpkeSuite, secret, "exp", schedule_context.view(), context.m_exporter_secret.data(),
                  Secret32::kSize);
    return context;
}

// def Context<ROLE>.ComputeNonce(seq): base_nonce xor I2OSP(seq, Nn)
AeadNonce HpkeContext::nextNonce() const
{
    AeadNonce nonce;
    std::memcpy(nonce.data.data(), m_base_nonce.data(), nonce.data.size());
    for (size_t i = 0; i < sizeof(m_sequence); ++i)
        nonce.data[nonce.data.size() - 1 - i] ^= static_cast<quint8>(m_sequence >> (8 * i));
    return nonce;
}

QByteArray HpkeContext::seal(QByteArrayView aad, QByteArrayView plaintext)
{
    QByteArray sealed = aeadSeal(m_key, nextNonce(), aad, plaintext);
    ++m_sequence;
    return sealed;
}

Result<QByteArray> HpkeContext::open(QByteArrayView aad, QByteArrayView sealed)
{
    TRY_ASSIGN(QByteArray plaintext, aeadOpen(m_key, nextNonce(), aad, sealed));
    ++m_sequence;
    return plaintext;
}

SecretBytes HpkeContext::exportBytes(QByteArrayView exporter_context, qsizetype size) const
{
    SecretBytes result(size);
    labeledExpand(kHpkeSuite, HmacKey(m_exporter_secret.view()), "sec", exporter_context, result.data(),
                  size);
    return result;
}

Secret32 HpkeContext::exportSecret(QByteArrayView exporter_context) const
{
    Secret32 result;
    labeledExpand(kHpkeSuite, HmacKey(m_exporter_secret.view()), "sec", exporter_context, result.data(),
                  Secret32::kSize);
    return result;
}

namespace {

// def Encap(pkR)
struct Encapsulation {
    Encapsulated enc;
    Secret32 shared_secret;
};
Result<Encapsulation> encapsulate(const HpkePublicKey &receiver, RandomSource &random)
{
    const HpkeKeyPair ephemeral = HpkeKeyPair::generate(random);
    TRY_ASSIGN(const Secret32 dh, x25519(ephemeral.private_key, receiver));
    return Encapsulation{ephemeral.public_key, kemSharedSecret(dh, ephemeral.public_key, receiver)};
}

// def Decap(enc, skR)
Result<Secret32> decapsulate(const Encapsulated &enc, const HpkeKeyPair &receiver)
{
    TRY_ASSIGN(const Secret32 dh, x25519(receiver.private_key, enc));
    return kemSharedSecret(dh, enc, receiver.public_key);
}

} // namespace

Result<HpkeSender> hpkeSetupSender(const HpkePublicKey &receiver, QByteArrayView info, RandomSource &random,
                                   const HpkePsk &psk)
{
    TRY_ASSIGN(const Encapsulation made, encapsulate(receiver, random));
    return HpkeSender{made.enc, makeHpkeContext(made.shared_secret, info, psk)};
}

Result<HpkeContext> hpkeSetupReceiver(const Encapsulated &enc, const HpkeKeyPair &receiver,
                                      QByteArrayView info, const HpkePsk &psk)
{
    TRY_ASSIGN(const Secret32 shared_secret, decapsulate(enc, receiver));
    return makeHpkeContext(shared_secret, info, psk);
}

Result<HpkeSealed> hpkeSeal(const HpkePublicKey &receiver, const HpkeInfo &info, QByteArrayView aad,
                            QByteArrayView plaintext, RandomSource &random)
{
    TRY_ASSIGN(const Encapsulation made, encapsulate(receiver, random));
    const SingleKey with = singleKey(made.shared_secret, info);
    return HpkeSealed{made.enc, aeadSeal(with.key, with.nonce, aad, plaintext)};
}

Result<QByteArray> hpkeOpen(const Encapsulated &enc, const HpkeKeyPair &receiver, const HpkeInfo &info,
                            QByteArrayView aad, QByteArrayView ciphertext)
{
    TRY_ASSIGN(const Secret32 shared_secret, decapsulate(enc, receiver));
    const SingleKey with = singleKey(shared_secret, info);
    return aeadOpen(with.key, with.nonce, aad, ciphertext);
}

} // namespace chat121::crypto
