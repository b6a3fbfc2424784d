// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// From one epoch's secrets to the next: RFC 9420, Section 8. Values that wipe themselves; any thread.
#pragma once

#include "common/mls/group_context.h"

#include <vector>

namespace chat121::mls {

// The secrets of one epoch, in the order of Section 8, Table 4.
struct EpochSecrets {
    crypto::Secret32 sender_data;
    crypto::Secret32 encryption; // moves into the SecretTree and is zero afterwards
    crypto::Secret32 exporter;
    crypto::Secret32 external;
    crypto::Secret32 confirmation;
    crypto::Secret32 membership;
    crypto::Secret32 resumption_psk;
    crypto::Secret32 epoch_authenticator;
    crypto::Secret32 init;

    auto fields()
    {
        return std::tie(sender_data, encryption, exporter, external, confirmation, membership, resumption_psk,
                        epoch_authenticator, init);
    }
    EpochSecrets clone() const;

    // The key pair that external joiners encrypt to.
    crypto::HpkeKeyPair externalKey() const { return crypto::HpkeKeyPair::derive(external.view()); }
};

crypto::Secret32 joinerSecret(const crypto::Secret32 &init_secret, const crypto::Secret32 &commit_secret,
                              const GroupContext &context);

crypto::Secret32 welcomeSecret(const crypto::Secret32 &joiner_secret, const crypto::Secret32 &psk_secret);

EpochSecrets epochSecrets(const crypto::Secret32 &joiner_secret, const crypto::Secret32 &psk_secret,
                          const GroupContext &context);
// Of a group's first epoch, whose epoch secret is random (Section 11).
EpochSecrets deriveEpochSecrets(const crypto::Secret32 &epoch_secret);

// Section 8.3: the init secret that an external joiner and the group agree on.
struct ExternalInit {
    crypto::Secret32 init_secret;
    QByteArray kem_output;
};
Result<ExternalInit> externalInit(QByteArrayView external_pub, RandomSource &random);
Result<crypto::Secret32> externalInitSecret(const crypto::HpkeKeyPair &external_key,
                                            QByteArrayView kem_output);

// MLS-Exporter of Section 8.5. REQUIRES: 0 < length <= 255 * kHashBytes
crypto::SecretBytes exportSecret(const crypto::Secret32 &exporter, QByteArrayView label,
                                 QByteArrayView context, qsizetype length);

// Section 8.4. A PSK with what identifies it.
struct Psk {
    PreSharedKeyId id;
    crypto::SecretBytes secret;
};
crypto::Secret32 pskSecret(const std::vector<Psk> &psks);

} // namespace chat121::mls
