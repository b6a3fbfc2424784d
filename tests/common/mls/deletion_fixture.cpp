// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/common/mls/deletion_fixture.h"

#include "common/crypto/hkdf.h"
#include "common/mls/private_message.h"

namespace chat121::test {

namespace {

QByteArray masked(const QByteArray &bytes)
{
    QByteArray result = bytes;
    for (char &byte : result)
        byte = static_cast<char>(byte ^ 0x3C);
    return result;
}

Result<mls::Commit> opened(const mls::GroupState &receiver, const QByteArray &message, mls::LeafIndex &sender,
                           mls::AuthenticatedContent &content)
{
    TRY_ASSIGN(const auto sealed, mls::decodeMessage<mls::PrivateMessage>(message));
    TRY_ASSIGN(const auto data, mls::openSenderData(sealed, receiver.secrets.sender_data));
    auto ratchets = receiver.ratchets.clone();
    TRY_ASSIGN(const auto open, mls::openPrivate(sealed, data, ratchets, {1}));
    sender = data.leaf;
    content = open.content;
    return std::get<mls::Commit>(open.content.content.content);
}

} // namespace

void SleepingMember::sleep(mls::Group &&group)
{
    const mls::Group ended = std::move(group);
    const mls::SavedGroup saved = ended.saved();
    m_masked = {masked(saved.epoch), masked(saved.ratchets)};
}

mls::Group SleepingMember::awake() const
{
    auto group = mls::Group::restore(device.party, {masked(m_masked.epoch), masked(m_masked.ratchets)});
    if (!group) qFatal("a member does not wake up");
    return *std::move(group);
}

Result<mls::PendingCommit> SleepingMember::commit(const mls::CommitRequest &request)
{
    mls::Group group = awake();
    TRY_ASSIGN(mls::PendingCommit pending, group.commit(request));
    TRY_ASSIGN(mls::PendingCommit copy, group.restorePending(pending.serialise()));
    TRY(group.merge(std::move(copy)));
    sleep(std::move(group));
    return pending;
}

Result<QByteArray> SleepingMember::says(const QByteArray &text)
{
    mls::Group group = awake();
    TRY_ASSIGN(QByteArray message, group.protect(text, {}));
    sleep(std::move(group));
    return message;
}

Keys epochKeys(const mls::Group &group)
{
    const auto state = stateOf(group);
    const mls::EpochSecrets &secrets = state->secrets;
    return {
        {"sender data secret", secrets.sender_data.view()}, {"exporter secret", secrets.exporter.view()},
        {"external secret", secrets.external.view()},       {"confirmation key", secrets.confirmation.view()},
        {"membership key", secrets.membership.view()},      {"init secret", secrets.init.view()}};
}

Keys treeKeys(const mls::Group &group)
{
    const auto state = stateOf(group);
    Keys keys;
    for (quint32 node = 0; node < mls::nodeCount(state->tree.leafCount()); ++node)
        if (const auto *pair = state->keys.find(state->tree, {node}))
            keys.append({"private key of node " + QByteArray::number(node), pair->private_key.view()});
    return keys;
}

SenderKeys senderKeys(const mls::Group &group, mls::LeafIndex sender, int messages)
{
    auto state = stateOf(group);
    mls::Ratchet &ratchet = state->ratchets.ratchet(sender, mls::RatchetKind::Application);
    const QByteArray encoded = encode(ratchet);
    SenderKeys keys;
    keys.ratchet = {{"ratchet secret", QByteArrayView(encoded).first(32)}};
    for (int i = 0; i < messages; ++i) {
        const mls::MessageKey key = ratchet.next();
        const QByteArray number = QByteArray::number(i);
        keys.message.append(
            Keys{{"message key " + number, key.key.view()}, {"message nonce " + number, key.nonce.view()}});
    }
    return keys;
}

Keys passingKeys(const mls::Group &receiver, const QByteArray &message)
{
    const auto state = stateOf(receiver);
    mls::LeafIndex sender;
    mls::AuthenticatedContent content;
    const auto commit = opened(*state, message, sender, content);
    if (!commit) qFatal("not a commit");
    const auto applied = mls::applyProposals({}, state->tree, state->context.extensions);
    auto next = mls::nextState(*state, applied);
    if (!mls::mergePath(next->tree, sender, *commit->path)) qFatal("not a path");
    next->context.tree_hash = next->tree.treeHash();
    const auto path =
        mls::decryptPath(next->tree, sender, *commit->path, {}, next->context, {next->own, next->keys});
    if (!path) qFatal("not for this member");
    const crypto::Secret32 no_psk;
    const crypto::Secret32 joiner = mls::enterEpoch(*next, state->interim_transcript_hash, content,
                                                    {state->secrets.init, path->commit_secret, no_psk});
    const crypto::Secret32 member = crypto::hkdfExtract(joiner.view(), no_psk.view());
    const auto epoch = mls::expandWithLabel<32>(member.view(), "epoch", encode(next->context));
    return {{"path secret", path->path_secret.view()},
            {"commit secret", path->commit_secret.view()},
            {"joiner secret", joiner.view()},
            {"epoch secret", epoch.view()},
            {"next init secret", next->secrets.init.view()},
            {"next exporter secret", next->secrets.exporter.view()}};
}

} // namespace chat121::test
