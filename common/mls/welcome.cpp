// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/mls/welcome.h"

#include <algorithm>

namespace chat121::mls {

namespace {

// welcome_nonce = ExpandWithLabel(welcome_secret, "nonce", "", AEAD.Nn)
// welcome_key = ExpandWithLabel(welcome_secret, "key", "", AEAD.Nk)
struct WelcomeKey {
    crypto::AeadKey key;
    crypto::AeadNonce nonce;
};

WelcomeKey welcomeKey(const crypto::Secret32 &joiner_secret, const crypto::Secret32 &psk_secret)
{
    const crypto::HmacKey secret(welcomeSecret(joiner_secret, psk_secret).view());
    const auto nonce = expandWithLabel<12>(secret, "nonce", {});
    return {expandWithLabel<32>(secret, "key", {}), *crypto::AeadNonce::from(nonce.view())};
}

Result<OpenedGroupSecrets> toSecrets(const GroupSecrets &secrets)
{
    OpenedGroupSecrets result;
    auto joiner = crypto::Secret32::from(secrets.joiner_secret.bytes);
    if (!joiner) return refused("joiner secret length");
    result.joiner_secret = std::move(*joiner);
    if (secrets.path_secret) {
        result.path_secret = crypto::Secret32::from(secrets.path_secret->bytes);
        if (!result.path_secret) return refused("path secret length");
    }
    result.psks = secrets.psks.items;
    return result;
}

} // namespace

Result<OpenedGroupSecrets> openGroupSecrets(const Welcome &welcome, const QByteArray &reference,
                                            const crypto::HpkeKeyPair &init_key)
{
    // Identify an entry in the secrets array where the new_member value corresponds to one of this
    // client's KeyPackages. If no such field exists, or if the cipher suite indicated in the
    // KeyPackage does not match the one in the Welcome message, return an error.
    if (welcome.cipher_suite != kSuite3)
        return Error{Code::Unsupported, QStringLiteral("welcome of another cipher suite")};
    const auto &entries = welcome.secrets.items;
    const auto entry = std::find_if(entries.begin(), entries.end(), [&](const EncryptedGroupSecrets &one) {
        return one.new_member.bytes == reference;
    });
    if (entry == entries.end())
        return Error{Code::NotFound, QStringLiteral("the welcome is for other key packages")};

    // Decrypt the encrypted_group_secrets value with the algorithms indicated by the cipher suite
    // and the private key init_key corresponding to init_key in the referenced KeyPackage.
    TRY_ASSIGN(QByteArray opened, decryptWithLabel(init_key, "Welcome", welcome.encrypted_group_info.bytes,
                                                   entry->encrypted_group_secrets));
    auto secrets = decode<GroupSecrets>(opened);
    crypto::wipe(opened);
    if (!secrets) return refused("group secrets");
    Result<OpenedGroupSecrets> result = toSecrets(*secrets);
    crypto::wipe(secrets->joiner_secret.bytes);
    if (secrets->path_secret) crypto::wipe(secrets->path_secret->bytes);
    return result;
}

Result<GroupInfo> openGroupInfo(const Welcome &welcome, const crypto::Secret32 &joiner_secret,
                                const crypto::Secret32 &psk_secret)
{
    // Use the key and nonce to decrypt the encrypted_group_info field.
    const WelcomeKey with = welcomeKey(joiner_secret, psk_secret);
    TRY_ASSIGN(const QByteArray opened,
               crypto::aeadOpen(with.key, with.nonce, {}, welcome.encrypted_group_info.bytes));
    auto info = decode<GroupInfo>(opened);
    if (!info) return refused("group info");
    return info;
}

Result<Welcome> sealWelcome(const std::vector<Newcomer> &newcomers, const WelcomeSecrets &secrets,
                            const GroupInfo &info, RandomSource &random)
{
    Welcome welcome;

    // Encrypt the GroupInfo using the key and nonce derived from the welcome_secret.
    const WelcomeKey with = welcomeKey(secrets.joiner_secret, secrets.psk_secret);
    welcome.encrypted_group_info.bytes = crypto::aeadSeal(with.key, with.nonce, {}, encode(info));

    // For each new member: encrypt its GroupSecrets to the init_key of its KeyPackage.
    const crypto::HpkeInfo context = encryptContext("Welcome", welcome.encrypted_group_info.bytes);
    for (const Newcomer &newcomer : newcomers) {
        GroupSecrets group_secrets;
        group_secrets.joiner_secret.bytes = secrets.joiner_secret.view().toByteArray();
        if (newcomer.path_secret) group_secrets.path_secret = newcomer.path_secret->view().toByteArray();
        group_secrets.psks.items = secrets.psks;
        QByteArray plaintext = encode(group_secrets);
        auto sealed = encryptWithLabel(newcomer.package.init_key.bytes, context, plaintext, random);
        crypto::wipe(plaintext);
        crypto::wipe(group_secrets.joiner_secret.bytes);
        if (group_secrets.path_secret) crypto::wipe(group_secrets.path_secret->bytes);
        if (!sealed) return sealed.error();
        welcome.secrets.items.append({newcomer.package.reference(), *std::move(sealed)});
    }
    return welcome;
}

} // namespace chat121::mls
