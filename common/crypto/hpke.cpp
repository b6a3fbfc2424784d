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

// def LabeledExtract(salt, label, ikm):
//   labeled_ikm = concat("HPKE-v1", suite_id, label, ikm)
//   return Extract(salt, labeled_ikm)
Secret32 labeledExtract(QByteArrayView suite, QByteArrayView salt, QByteArrayView label,
                        QByteArrayView key_material)
{
    return hkdfExtract(salt, {kVersion, suite, label, key_material});
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
    const Secret32 eae_prk = labeledExtract(kKemSuite, {}, "eae_prk", dh.view());
    const QByteArray kem_context = enc.toByteArray() + receiver.toByteArray();
    Secret32 shared;
    labeledExpand(kKemSuite, HmacKey(eae_prk.view()), "shared_secret", kem_context, shared.data(),
                  Secret32::kSize);
    return shared;
}

} // namespace

HpkeKeyPair HpkeKeyPair::generate(RandomSource &random)
{
    return derive(Secret32::random(random).view());
}

// def DeriveKeyPair(ikm), Section 7.1.3
HpkeKeyPair HpkeKeyPair::derive(QByteArrayView key_material)
{
    const Secret32 dkp_prk = labeledExtract(kKemSuite, {}, "dkp_prk", key_material);
    Secret32 private_key;
    labeledExpand(kKemSuite, HmacKey(dkp_prk.view()), "sk", {}, private_key.data(), Secret32::kSize);
    return fromPrivateKey(std::move(private_key));
}

HpkeKeyPair HpkeKeyPair::fromPrivateKey(Secret32 private_key)
{
    const HpkePublicKey public_key = x25519PublicKey(private_key);
    return {std::move(private_key), public_key};
}

// def KeySchedule<ROLE>(mode, shared_secret, info, psk, psk_id)
HpkeContext makeHpkeContext(const Secret32 &shared_secret, QByteArrayView info, const HpkePsk &psk)
{
    Q_ASSERT_X(psk.key.isEmpty() == psk.id.isEmpty(), "makeHpkeContext", "half a PSK");
    const Secret32 psk_id_hash = labeledExtract(kHpkeSuite, {}, "psk_id_hash", psk.id);
    const Secret32 info_hash = labeledExtract(kHpkeSuite, {}, "info_hash", info);
    QByteArray key_schedule_context(1, static_cast<char>(psk.key.isEmpty() ? kModeBase : kModePsk));
    key_schedule_context.append(psk_id_hash.view()).append(info_hash.view());

    const HmacKey secret(labeledExtract(kHpkeSuite, shared_secret.view(), "secret", psk.key).view());
    HpkeContext context;
    labeledExpand(kHpkeSuite, secret, "key", key_schedule_context, context.m_key.data(), Secret32::kSize);
    labeledExpand(kHpkeSuite, secret, "base_nonce", key_schedule_context, context.m_base_nonce.data(),
                  kAeadNonceBytes);
    labeledExpand(kHpkeSuite, secret, "exp", key_schedule_context, context.m_exporter_secret.data(),
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

// def Encap(pkR), then KeyScheduleS
Result<HpkeSender> hpkeSetupSender(const HpkePublicKey &receiver, QByteArrayView info, RandomSource &random,
                                   const HpkePsk &psk)
{
    const HpkeKeyPair ephemeral = HpkeKeyPair::generate(random);
    TRY_ASSIGN(const Secret32 dh, x25519(ephemeral.private_key, receiver));
    const Secret32 shared = kemSharedSecret(dh, ephemeral.public_key, receiver);
    return HpkeSender{ephemeral.public_key, makeHpkeContext(shared, info, psk)};
}

// def Decap(enc, skR), then KeyScheduleR
Result<HpkeContext> hpkeSetupReceiver(const Encapsulated &enc, const HpkeKeyPair &receiver,
                                      QByteArrayView info, const HpkePsk &psk)
{
    TRY_ASSIGN(const Secret32 dh, x25519(receiver.private_key, enc));
    return makeHpkeContext(kemSharedSecret(dh, enc, receiver.public_key), info, psk);
}

Result<HpkeSealed> hpkeSeal(const HpkePublicKey &receiver, QByteArrayView info, QByteArrayView aad,
                            QByteArrayView plaintext, RandomSource &random)
{
    TRY_ASSIGN(HpkeSender sender, hpkeSetupSender(receiver, info, random));
    return HpkeSealed{sender.enc, sender.context.seal(aad, plaintext)};
}

Result<QByteArray> hpkeOpen(const Encapsulated &enc, const HpkeKeyPair &receiver, QByteArrayView info,
                            QByteArrayView aad, QByteArrayView ciphertext)
{
    TRY_ASSIGN(HpkeContext context, hpkeSetupReceiver(enc, receiver, info));
    return context.open(aad, ciphertext);
}

} // namespace chat121::crypto
