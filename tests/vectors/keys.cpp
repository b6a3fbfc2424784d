// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Vectors of secret-tree, key-schedule, psk_secret and transcript-hashes.
#include "tests/vectors/checks.h"

#include "common/mls/key_schedule.h"
#include "common/mls/private_message.h"
#include "common/mls/transcript.h"

namespace chat121::vectors {

namespace {

void judgeKey(mls::Ratchet &ratchet, const QJsonValue &row, const QString &kind, Checks &checks)
{
    const auto key = ratchet.take(number(row[u"generation"]), UnixTime{0});
    if (!checks.ok(key)) return;
    checks.equal(key->key.view(), hex(row[QString(kind + QStringLiteral("_key"))]));
    checks.equal(key->nonce.view(), hex(row[QString(kind + QStringLiteral("_nonce"))]));
}

void judgeEpoch(const QJsonObject &row, const mls::GroupContext &context, const mls::EpochSecrets &secrets,
                Checks &checks)
{
    checks.equal(encode(context), hex(row[u"group_context"]));
    checks.equal(secrets.init.view(), hex(row[u"init_secret"]));
    checks.equal(secrets.sender_data.view(), hex(row[u"sender_data_secret"]));
    checks.equal(secrets.encryption.view(), hex(row[u"encryption_secret"]));
    checks.equal(secrets.exporter.view(), hex(row[u"exporter_secret"]));
    checks.equal(secrets.epoch_authenticator.view(), hex(row[u"epoch_authenticator"]));
    checks.equal(secrets.external.view(), hex(row[u"external_secret"]));
    checks.equal(secrets.confirmation.view(), hex(row[u"confirmation_key"]));
    checks.equal(secrets.membership.view(), hex(row[u"membership_key"]));
    checks.equal(secrets.resumption_psk.view(), hex(row[u"resumption_psk"]));
    checks.equal(secrets.externalKey().public_key.view(), hex(row[u"external_pub"]));

    const QJsonObject exporter = row[u"exporter"].toObject();
    const auto exported = mls::exportSecret(secrets.exporter, exporter[u"label"].toString().toUtf8(),
                                            hex(exporter[u"context"]), exporter[u"length"].toInteger());
    checks.equal(exported.view(), hex(exporter[u"secret"]));
}

} // namespace

void judgeSecretTree(const QJsonObject &vector, Checks &checks)
{
    const QJsonObject data = vector[u"sender_data"].toObject();
    const auto sender_data =
        mls::senderDataKey(secret(data[u"sender_data_secret"]), hex(data[u"ciphertext"]));
    checks.equal(sender_data.key.view(), hex(data[u"key"]));
    checks.equal(sender_data.nonce.view(), hex(data[u"nonce"]));

    const QJsonArray leaves = vector[u"leaves"].toArray();
    mls::SecretTree tree(secret(vector[u"encryption_secret"]), static_cast<quint32>(leaves.size()));
    for (qsizetype i = 0; i < leaves.size(); ++i) {
        const mls::LeafIndex leaf{static_cast<quint32>(i)};
        for (const QJsonValue &row : leaves[i].toArray()) {
            judgeKey(tree.ratchet(leaf, mls::RatchetKind::Handshake), row, QStringLiteral("handshake"),
                     checks);
            judgeKey(tree.ratchet(leaf, mls::RatchetKind::Application), row, QStringLiteral("application"),
                     checks);
        }
    }
}

void judgeKeySchedule(const QJsonObject &vector, Checks &checks)
{
    mls::GroupContext context;
    context.group_id = hex(vector[u"group_id"]);
    crypto::Secret32 init_secret = secret(vector[u"initial_init_secret"]);
    for (const QJsonValue &value : vector[u"epochs"].toArray()) {
        const QJsonObject row = value.toObject();
        context.tree_hash = hex(row[u"tree_hash"]);
        context.confirmed_transcript_hash = hex(row[u"confirmed_transcript_hash"]);
        const crypto::Secret32 joiner =
            mls::joinerSecret(init_secret, secret(row[u"commit_secret"]), context);
        const crypto::Secret32 psk = secret(row[u"psk_secret"]);
        checks.equal(joiner.view(), hex(row[u"joiner_secret"]));
        checks.equal(mls::welcomeSecret(joiner, psk).view(), hex(row[u"welcome_secret"]));
        mls::EpochSecrets secrets = mls::epochSecrets(joiner, psk, context);
        judgeEpoch(row, context, secrets, checks);
        init_secret = std::move(secrets.init);
        ++context.epoch;
    }
}

void judgePskSecret(const QJsonObject &vector, Checks &checks)
{
    std::vector<mls::Psk> psks;
    for (const QJsonValue &row : vector[u"psks"].toArray()) {
        mls::PreSharedKeyId id;
        id.psk_id = hex(row[u"psk_id"]);
        id.psk_nonce = hex(row[u"psk_nonce"]);
        psks.push_back({id, crypto::SecretBytes(hex(row[u"psk"]))});
    }
    checks.equal(mls::pskSecret(psks).view(), hex(vector[u"psk_secret"]));
}

void judgeTranscriptHashes(const QJsonObject &vector, Checks &checks)
{
    const auto commit = decode<mls::AuthenticatedContent>(hex(vector[u"authenticated_content"]));
    if (!checks.ok(commit)) return;
    const QByteArray confirmed =
        mls::confirmedTranscriptHash(hex(vector[u"interim_transcript_hash_before"]), *commit);
    checks.equal(confirmed, hex(vector[u"confirmed_transcript_hash_after"]));
    const QByteArray tag = commit->auth.confirmation_tag.bytes;
    checks.equal(mls::confirmationTag(secret(vector[u"confirmation_key"]), confirmed), tag);
    checks.equal(mls::interimTranscriptHash(confirmed, tag), hex(vector[u"interim_transcript_hash_after"]));
}

} // namespace chat121::vectors
