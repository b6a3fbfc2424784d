// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// HPKE in the modes base and PSK: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, ChaCha20-Poly1305 (RFC 9180).
// MLS uses the base mode; mode PSK is here so that its published vectors of the suite can be run, too. The
// two modes with an authenticating sender are not implemented: nothing here uses them.
#pragma once

#include "common/base/bytes.h"
#include "common/base/result.h"
#include "common/crypto/aead.h"
#include "common/crypto/dh.h"
#include "common/crypto/hash.h"

namespace chat121::crypto {

using HpkePublicKey = DhPublicKey;
using Encapsulated = FixedBytes<32>; // `enc`, or the kem_output of MLS

struct HpkeKeyPair {
    Secret32 private_key;
    HpkePublicKey public_key;

    static HpkeKeyPair generate(RandomSource &random);
    static HpkeKeyPair derive(QByteArrayView key_material); // DeriveKeyPair
    static HpkeKeyPair fromPrivateKey(Secret32 private_key);
    HpkeKeyPair clone() const { return {private_key.clone(), public_key}; }
};

// Without one: mode_base. REQUIRES: both parts, or none (RFC 9180, Section 5.1, VerifyPSKInputs)
struct HpkePsk {
    QByteArrayView key;
    QByteArrayView id;
};

// One side of a session. Seals or opens in order, each call with the next nonce.
class HpkeContext {
public:
    HpkeContext(HpkeContext &&) = default;
    HpkeContext &operator=(HpkeContext &&) = default;

    QByteArray seal(QByteArrayView aad, QByteArrayView plaintext);
    // A failure does not advance the sequence.
    Result<QByteArray> open(QByteArrayView aad, QByteArrayView sealed);

    // SendExport / ReceiveExport. REQUIRES: 0 < size <= kHkdfBytesMax
    SecretBytes exportBytes(QByteArrayView exporter_context, qsizetype size) const;
    Secret32 exportSecret(QByteArrayView exporter_context) const;

private:
    friend HpkeContext makeHpkeContext(const Secret32 &shared_secret, QByteArrayView info,
                                       const HpkePsk &psk);
    HpkeContext() = default;
    AeadNonce nextNonce() const;

    Secret32 m_key;
    Secret<12> m_base_nonce;
    Secret32 m_exporter_secret;
    quint64 m_sequence = 0;
};

struct HpkeSender {
    Encapsulated enc;
    HpkeContext context;
};

// SetupBaseS and SetupBaseR, or SetupPSKS and SetupPSKR. Crypto if the peer's key has low order.
Result<HpkeSender> hpkeSetupSender(const HpkePublicKey &receiver, QByteArrayView info, RandomSource &random,
                                   const HpkePsk &psk = {});
Result<HpkeContext> hpkeSetupReceiver(const Encapsulated &enc, const HpkeKeyPair &receiver,
                                      QByteArrayView info, const HpkePsk &psk = {});

struct HpkeSealed {
    Encapsulated enc;
    QByteArray ciphertext;
};

// What a key schedule in mode base takes from `info`, which is hashed here once for any number of
// receivers: key_schedule_context.
class HpkeInfo {
public:
    explicit HpkeInfo(QByteArrayView info);
    QByteArrayView scheduleContext() const { return m_schedule_context.view(); }

private:
    FixedBytes<1 + 2 * kHashBytes> m_schedule_context;
};

// One message each (RFC 9180, Section 6.1). Nothing is derived but the key and the first nonce.
Result<HpkeSealed> hpkeSeal(const HpkePublicKey &receiver, const HpkeInfo &info, QByteArrayView aad,
                            QByteArrayView plaintext, RandomSource &random);
Result<QByteArray> hpkeOpen(const Encapsulated &enc, const HpkeKeyPair &receiver, const HpkeInfo &info,
                            QByteArrayView aad, QByteArrayView ciphertext);

} // namespace chat121::crypto
