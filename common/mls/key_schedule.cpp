// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/mls/key_schedule.h"

#include "common/crypto/hkdf.h"

namespace chat121::mls {

EpochSecrets EpochSecrets::clone() const
{
    EpochSecrets copy;
    copy.sender_data = sender_data.clone();
    copy.encryption = encryption.clone();
    copy.exporter = exporter.clone();
    copy.external = external.clone();
    copy.confirmation = confirmation.clone();
    copy.membership = membership.clone();
    copy.resumption_psk = resumption_psk.clone();
    copy.epoch_authenticator = epoch_authenticator.clone();
    copy.init = init.clone();
    return copy;
}

//                       init_secret_[n-1]
//                             |
//       commit_secret --> KDF.Extract
//                             |
//               ExpandWithLabel(., "joiner", GroupContext_[n], KDF.Nh)
//                             |
//                        joiner_secret
crypto::Secret32 joinerSecret(const crypto::Secret32 &init_secret, const crypto::Secret32 &commit_secret,
                              const GroupContext &context)
{
    const crypto::Secret32 extracted = crypto::hkdfExtract(init_secret.view(), commit_secret.view());
    return expandWithLabel<32>(extracted.view(), "joiner", encode(context));
}

//  psk_secret (or 0) --> KDF.Extract(joiner_secret, .) --> DeriveSecret(., "welcome")
crypto::Secret32 welcomeSecret(const crypto::Secret32 &joiner_secret, const crypto::Secret32 &psk_secret)
{
    const crypto::Secret32 intermediate = crypto::hkdfExtract(joiner_secret.view(), psk_secret.view());
    return deriveSecret(intermediate.view(), "welcome");
}

//  psk_secret (or 0) --> KDF.Extract(joiner_secret, .)
//                             |
//               ExpandWithLabel(., "epoch", GroupContext_[n], KDF.Nh)
//                             |
//                        epoch_secret
EpochSecrets epochSecrets(const crypto::Secret32 &joiner_secret, const crypto::Secret32 &psk_secret,
                          const GroupContext &context)
{
    const crypto::Secret32 intermediate = crypto::hkdfExtract(joiner_secret.view(), psk_secret.view());
    return deriveEpochSecrets(expandWithLabel<32>(intermediate.view(), "epoch", encode(context)));
}

EpochSecrets deriveEpochSecrets(const crypto::Secret32 &epoch_secret)
{
    const crypto::HmacKey key(epoch_secret.view());
    const auto derive = [&](QByteArrayView label) { return deriveSecret(key, label); };
    EpochSecrets secrets;
    secrets.sender_data = derive("sender data");
    secrets.encryption = derive("encryption");
    secrets.exporter = derive("exporter");
    secrets.external = derive("external");
    secrets.confirmation = derive("confirm");
    secrets.membership = derive("membership");
    secrets.resumption_psk = derive("resumption");
    secrets.epoch_authenticator = derive("authentication");
    secrets.init = derive("init");
    return secrets;
}

namespace {

constexpr QByteArrayView kExternalInitLabel = "MLS 1.0 external init secret";

} // namespace

// kem_output, context = SetupBaseS(external_pub, "")
// init_secret = context.export("MLS 1.0 external init secret", KDF.Nh)
Result<ExternalInit> externalInit(QByteArrayView external_pub, RandomSource &random)
{
    const auto key = crypto::HpkePublicKey::from(external_pub);
    if (!key) return refused("external key length");
    TRY_ASSIGN(const crypto::HpkeSender sender, crypto::hpkeSetupSender(*key, {}, random));
    return ExternalInit{sender.context.exportSecret(kExternalInitLabel), sender.enc.toByteArray()};
}

// context = SetupBaseR(kem_output, external_priv, "")
// init_secret = context.export("MLS 1.0 external init secret", KDF.Nh)
Result<crypto::Secret32> externalInitSecret(const crypto::HpkeKeyPair &external_key,
                                            QByteArrayView kem_output)
{
    const auto enc = crypto::Encapsulated::from(kem_output);
    if (!enc) return refused("KEM output of another length");
    TRY_ASSIGN(const crypto::HpkeContext context, crypto::hpkeSetupReceiver(*enc, external_key, {}));
    return context.exportSecret(kExternalInitLabel);
}

// MLS-Exporter(Label, Context, Length) =
//   ExpandWithLabel(DeriveSecret(exporter_secret, Label), "exported", Hash(Context), Length)
crypto::SecretBytes exportSecret(const crypto::Secret32 &exporter, QByteArrayView label,
                                 QByteArrayView context, qsizetype length)
{
    const crypto::HmacKey derived(deriveSecret(exporter.view(), label).view());
    crypto::SecretBytes result(length);
    expandWithLabel(derived, "exported", crypto::sha256(context).view(), result.data(), length);
    return result;
}

//     struct {
//         PreSharedKeyID id;
//         uint16 index;
//         uint16 count;
//     } PSKLabel;
//
// psk_extracted_[i] = KDF.Extract(0, psk_[i])
// psk_input_[i] = ExpandWithLabel(psk_extracted_[i], "derived psk", PSKLabel, KDF.Nh)
// psk_secret_[0] = 0
// psk_secret_[i] = KDF.Extract(psk_input_[i-1], psk_secret_[i-1])
crypto::Secret32 pskSecret(const std::vector<Psk> &psks)
{
    crypto::Secret32 secret;
    for (size_t i = 0; i < psks.size(); ++i) {
        Writer label;
        codec::put(label, psks[i].id);
        label.u16(static_cast<quint16>(i));
        label.u16(static_cast<quint16>(psks.size()));
        const crypto::Secret32 extracted = crypto::hkdfExtract({}, psks[i].secret.view());
        const auto input = expandWithLabel<32>(extracted.view(), "derived psk", label.bytes());
        secret = crypto::hkdfExtract(input.view(), secret.view());
    }
    return secret;
}

} // namespace chat121::mls
