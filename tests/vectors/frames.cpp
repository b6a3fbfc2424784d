// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Vectors of message-protection, welcome and messages.
#include "tests/vectors/checks.h"

#include "common/crypto/sodium_random.h"
#include "common/mls/private_message.h"
#include "common/mls/public_message.h"
#include "common/mls/ratchet_tree.h"
#include "common/mls/transcript.h"
#include "common/mls/welcome.h"

namespace chat121::vectors {

namespace {

// The sender of message-protection is leaf 1 of a tree of two.
constexpr mls::LeafIndex kSender{1};
constexpr quint32 kLeafCount = 2;

struct Protection {
    mls::GroupContext context;
    crypto::SigningKey key;
    crypto::Secret32 encryption_secret;
    crypto::Secret32 sender_data_secret;
    crypto::Secret32 membership_key;
};

Protection protectionOf(const QJsonObject &vector)
{
    mls::GroupContext context;
    context.group_id = hex(vector[u"group_id"]);
    context.epoch = static_cast<quint64>(vector[u"epoch"].toInteger());
    context.tree_hash = hex(vector[u"tree_hash"]);
    context.confirmed_transcript_hash = hex(vector[u"confirmed_transcript_hash"]);
    return {context, crypto::SigningKey::fromSeed(secret(vector[u"signature_priv"])),
            secret(vector[u"encryption_secret"]), secret(vector[u"sender_data_secret"]),
            secret(vector[u"membership_key"])};
}

void judgePrivate(const Protection &with, const QByteArray &message, const mls::Content &expected,
                  Checks &checks)
{
    mls::SecretTree ratchets(with.encryption_secret.clone(), kLeafCount);
    const auto sealed = mls::decodeMessage<mls::PrivateMessage>(message);
    if (!checks.ok(sealed)) return;
    const auto sender = mls::openSenderData(*sealed, with.sender_data_secret);
    if (!checks.ok(sender)) return;
    checks.that(sender->leaf == kSender);
    const auto opened = mls::openPrivate(*sealed, *sender, ratchets, UnixTime{0});
    if (!checks.ok(opened)) return;
    checks.that(opened->content.content.content == expected);
    checks.that(opened->content.verifies(with.key.publicKey().view(), with.context));
}

void judgePublic(const Protection &with, const QByteArray &message, const mls::Content &expected,
                 Checks &checks)
{
    const auto tagged = mls::decodeMessage<mls::PublicMessage>(message);
    if (!checks.ok(tagged)) return;
    const auto opened = mls::openPublic(*tagged, with.membership_key, with.context);
    if (!checks.ok(opened)) return;
    checks.that(opened->content.content == expected);
    checks.that(opened->verifies(with.key.publicKey().view(), with.context));
}

mls::AuthenticatedContent signedContent(const Protection &with, const mls::Content &content,
                                        mls::WireFormat format)
{
    mls::AuthenticatedContent result;
    result.wire_format = format;
    result.content.group_id = with.context.group_id;
    result.content.epoch = with.context.epoch;
    result.content.sender = {mls::SenderType::Member, kSender.value};
    result.content.content = content;
    result.sign(with.key, with.context);
    result.auth.confirmation_tag.bytes = QByteArray(32, 't');
    return result;
}

// The given messages, then the same content protected by ourselves.
void judgeContent(const Protection &with, const QJsonObject &vector, const QString &name,
                  const mls::Content &content, Checks &checks)
{
    judgePrivate(with, hex(vector[QString(name + QStringLiteral("_priv"))]), content, checks);
    mls::SecretTree ratchets(with.encryption_secret.clone(), kLeafCount);
    crypto::SodiumRandom random;
    const auto sealed = mls::sealPrivate(signedContent(with, content, mls::WireFormat::PrivateMessage),
                                         ratchets, with.sender_data_secret, random);
    if (checks.ok(sealed)) judgePrivate(with, mls::encodeMessage(*sealed), content, checks);

    if (std::holds_alternative<mls::Data>(content)) return; // application data is never public
    judgePublic(with, hex(vector[QString(name + QStringLiteral("_pub"))]), content, checks);
    const auto tagged = mls::sealPublic(signedContent(with, content, mls::WireFormat::PublicMessage),
                                        with.membership_key, with.context);
    judgePublic(with, mls::encodeMessage(tagged), content, checks);
}

template <typename T>
void judgeRoundTrip(const QJsonObject &vector, QStringView name, Checks &checks)
{
    const QByteArray bytes = hex(vector[name]);
    const auto value = decode<T>(bytes);
    if (checks.ok(value)) checks.equal(encode(*value), bytes);
}

} // namespace

void judgeMessageProtection(const QJsonObject &vector, Checks &checks)
{
    const Protection with = protectionOf(vector);
    const auto proposal = decode<mls::Proposal>(hex(vector[u"proposal"]));
    const auto commit = decode<mls::Commit>(hex(vector[u"commit"]));
    checks.equal(with.key.publicKey().view(), hex(vector[u"signature_pub"]));
    if (!checks.ok(proposal) || !checks.ok(commit)) return;
    judgeContent(with, vector, QStringLiteral("proposal"), *proposal, checks);
    judgeContent(with, vector, QStringLiteral("commit"), *commit, checks);
    judgeContent(with, vector, QStringLiteral("application"), mls::Data(hex(vector[u"application"])), checks);
}

void judgeWelcome(const QJsonObject &vector, Checks &checks)
{
    const auto welcome = mls::decodeMessage<mls::Welcome>(hex(vector[u"welcome"]));
    const auto package = mls::decodeMessage<mls::KeyPackage>(hex(vector[u"key_package"]));
    if (!checks.ok(welcome) || !checks.ok(package)) return;
    const auto init_key = crypto::HpkeKeyPair::fromPrivateKey(secret(vector[u"init_priv"]));
    const auto secrets = mls::openGroupSecrets(*welcome, package->reference(), init_key);
    if (!checks.ok(secrets)) return;
    const crypto::Secret32 no_psk;
    const auto info = mls::openGroupInfo(*welcome, secrets->joiner_secret, no_psk);
    if (!checks.ok(info)) return;
    checks.that(info->verifies(hex(vector[u"signer_pub"])));
    const auto epoch = mls::epochSecrets(secrets->joiner_secret, no_psk, info->group_context);
    checks.equal(
        mls::confirmationTag(epoch.confirmation, info->group_context.confirmed_transcript_hash.bytes),
        info->confirmation_tag.bytes);
}

void judgeMessages(const QJsonObject &vector, Checks &checks)
{
    for (const QStringView name :
         {u"mls_welcome", u"mls_group_info", u"mls_key_package", u"public_message_application",
          u"public_message_proposal", u"public_message_commit", u"private_message"})
        judgeRoundTrip<mls::MlsMessage>(vector, name, checks);
    judgeRoundTrip<mls::GroupSecrets>(vector, u"group_secrets", checks);
    judgeRoundTrip<mls::AddProposal>(vector, u"add_proposal", checks);
    judgeRoundTrip<mls::UpdateProposal>(vector, u"update_proposal", checks);
    judgeRoundTrip<mls::RemoveProposal>(vector, u"remove_proposal", checks);
    judgeRoundTrip<mls::PskProposal>(vector, u"pre_shared_key_proposal", checks);
    judgeRoundTrip<mls::ReInitProposal>(vector, u"re_init_proposal", checks);
    judgeRoundTrip<mls::ExternalInitProposal>(vector, u"external_init_proposal", checks);
    judgeRoundTrip<mls::ContextExtensionsProposal>(vector, u"group_context_extensions_proposal", checks);
    judgeRoundTrip<mls::Commit>(vector, u"commit", checks);

    const QByteArray bytes = hex(vector[u"ratchet_tree"]);
    const auto tree = mls::RatchetTree::decode(bytes);
    if (checks.ok(tree)) checks.equal(tree->encode(), bytes);
}

} // namespace chat121::vectors
