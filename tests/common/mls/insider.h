// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A member of a group who uses the keys that every member has against the others: messages of others
// sealed again, sender data at will, groups and trees of its own. Commits: forge.h. For tests that
// nobody else comes to harm.
#pragma once

#include "common/mls/private_message.h"
#include "common/mls/public_message.h"
#include "common/mls/welcome.h"
#include "tests/common/mls/forge.h"

namespace chat121::test {

// Several devices in one group. The first has made it and added the others, who then renew their keys
// one after the other, so that the tree has parent nodes.
struct Circle {
    std::vector<std::unique_ptr<Device>> devices;
    std::vector<mls::Group> groups; // of the devices, in the same order

    mls::Group &at(size_t member) { return groups[member]; }
    Device &device(size_t member) { return *devices[member]; }
    size_t size() const { return groups.size(); }

    // `renewing`: how many of them commit once.
    Result<void> start(size_t members, size_t renewing, quint64 seed = 500)
    {
        mls::CommitRequest request;
        std::vector<mls::KeyPackageBundle> bundles;
        for (size_t i = 0; i < members; ++i) {
            devices.push_back(std::make_unique<Device>("member " + QByteArray::number(i), seed + i));
            if (i == 0) continue;
            TRY_ASSIGN(auto bundle, devices.back()->package());
            request.adds.append(bundle.message());
            bundles.push_back(std::move(bundle));
        }
        TRY_ASSIGN(mls::Group made, devices.front()->create());
        groups.push_back(std::move(made));
        TRY_ASSIGN(mls::PendingCommit pending, groups.front().commit(request));
        const QByteArray welcome = pending.welcome();
        TRY(groups.front().merge(std::move(pending)));
        for (size_t i = 1; i < members; ++i) {
            TRY_ASSIGN(auto joined, mls::Group::join(devices[i]->party, welcome, bundles[i - 1]));
            groups.push_back(std::move(joined));
        }
        for (size_t i = 0; i < renewing; ++i)
            TRY(commits(i, {}));
        return success();
    }

    // `member` commits, everybody else follows; those who are no longer members stay behind.
    Result<void> commits(size_t member, const mls::CommitRequest &request)
    {
        TRY_ASSIGN(mls::PendingCommit pending, at(member).commit(request));
        const QByteArray commit = pending.commit();
        const quint64 from = at(member).epoch();
        TRY(at(member).merge(std::move(pending)));
        return follows(commit, from, member);
    }

    // Everybody in epoch `from` but `without` follows.
    Result<void> follows(const QByteArray &commit, quint64 from, size_t without)
    {
        for (size_t i = 0; i < groups.size(); ++i)
            if (i != without && groups[i].isActive() && groups[i].epoch() == from)
                TRY(follow(groups[i], commit));
        return success();
    }

    std::unique_ptr<mls::GroupState> stateAt(size_t member) { return stateOf(at(member)); }
};

// The same message with other sender data, sealed with the key that every member has.
inline QByteArray withSenderData(const QByteArray &message, const mls::GroupState &insider,
                                 const mls::SenderData &claimed)
{
    auto sealed = *mls::decodeMessage<mls::PrivateMessage>(message);
    Writer aad;
    codec::put(aad, sealed.group_id);
    codec::put(aad, sealed.epoch);
    codec::put(aad, sealed.content_type);
    const auto key = mls::senderDataKey(insider.secrets.sender_data, sealed.ciphertext.bytes);
    sealed.encrypted_sender_data.bytes =
        crypto::aeadSeal(key.key, *crypto::AeadNonce::from(key.nonce.view()), aad.bytes(), encode(claimed));
    return mls::encodeMessage(sealed);
}

// RFC 9750, Section 8.6: the signature does not cover the generation, and every member has the keys of
// all ratchets. The message of another, word for word and still signed by its author, under the author's
// ratchet as it is after `generation` messages, at least the next. Advances the insider's state like
// a message that it received.
inline Result<QByteArray> underALaterGeneration(const QByteArray &message, mls::GroupState &insider,
                                                Device &device, quint32 generation)
{
    TRY_ASSIGN(const auto sealed, mls::decodeMessage<mls::PrivateMessage>(message));
    TRY_ASSIGN(const auto sender, mls::openSenderData(sealed, insider.secrets.sender_data));
    TRY_ASSIGN(auto opened, mls::openPrivate(sealed, sender, insider.ratchets, device.clock.now()));
    mls::Ratchet &ratchet = insider.ratchets.ratchet(sender.leaf, mls::ratchetKind(sealed.content_type));
    ratchet = std::move(opened.advanced);
    while (ratchet.generation() < generation)
        ratchet.next();
    TRY_ASSIGN(auto again, mls::sealPrivate(opened.content, insider.ratchets, insider.secrets.sender_data,
                                            device.random));
    return mls::encodeMessage(std::move(again));
}

inline Result<QByteArray> underTheNextGeneration(const QByteArray &message, mls::GroupState &insider,
                                                 Device &device)
{
    return underALaterGeneration(message, insider, device, 0);
}

// A GroupInfo of the insider's for a tree of its own making, hashed and signed correctly.
inline mls::GroupInfo infoOf(Device &insider, mls::GroupState &state)
{
    state.context.tree_hash = state.tree.treeHash();
    return mls::makeGroupInfo(
        state, insider.key,
        {QList<mls::Extension>{mls::externalPubExtension(state), mls::ratchetTreeExtension(state)}});
}

inline Result<void> entersBy(const mls::GroupInfo &info, Device &newcomer)
{
    TRY(mls::Group::joinExternally(newcomer.party, mls::encodeMessage(info), newcomer.leaf(), std::nullopt));
    return success();
}

// The same state as a Welcome that adds `newcomer`, with secrets of the insider's choice: it gets as
// far as the confirmation tag, the last check of all.
inline Result<QByteArray> welcomeTo(const mls::KeyPackageBundle &newcomer, Device &insider,
                                    mls::GroupState &state)
{
    TRY_ASSIGN(const auto package, mls::decodeMessage<mls::KeyPackage>(newcomer.message()));
    state.tree.add(package.leaf_node);
    state.context.tree_hash = state.tree.treeHash();
    auto joiner = crypto::Secret32::random(insider.random);
    const crypto::Secret32 no_psk;
    state.secrets = mls::epochSecrets(joiner, no_psk, state.context);
    mls::startEpoch(state);
    const mls::GroupInfo info =
        mls::makeGroupInfo(state, insider.key, {QList<mls::Extension>{mls::ratchetTreeExtension(state)}});
    std::vector<mls::Newcomer> newcomers;
    newcomers.push_back({package, std::nullopt});
    TRY_ASSIGN(auto welcome, mls::sealWelcome(newcomers, {joiner, no_psk, {}}, info, insider.random));
    return mls::encodeMessage(std::move(welcome));
}

// The commit of somebody who comes in from outside and asks nothing of the tree that results: `inside` is
// the state of a member, who tells the newcomer what a GroupInfo says. The tags are right.
struct ForgedEntry {
    QByteArray commit; // MLSMessage(PublicMessage)
    mls::UpdatePath path;
};
inline Result<ForgedEntry> forgeEntry(const mls::Party &newcomer, const mls::LeafConfig &config,
                                      const mls::GroupState &inside)
{
    const mls::Extension external_pub = mls::externalPubExtension(inside);
    Reader key(external_pub.data);
    TRY_ASSIGN(const mls::ExternalInit init, mls::externalInit(key.vector(), newcomer.random));
    const mls::Sender sender{mls::SenderType::NewMemberCommit, 0};
    const mls::ProposalItems items{{{mls::ExternalInitProposal{init.kem_output}}, sender, {}}};
    auto next = mls::nextState(inside, mls::applyProposals(items, inside.tree, inside.context.extensions));
    const mls::LeafNode leaf = mls::makeLeaf(config, newcomer.signing_key.publicKey());
    next->own = next->tree.add(leaf);
    auto path =
        mls::makePath(next->tree, {next->own, leaf, inside.groupId(), newcomer.signing_key}, newcomer.random);
    next->context.tree_hash = next->tree.treeHash();
    TRY(mls::encryptPath(path, next->tree, next->own, {}, next->context, newcomer.random));
    mls::Commit commit;
    commit.proposals.items = {{items.first().proposal}};
    commit.path = path.path;
    mls::AuthenticatedContent content;
    content.wire_format = mls::WireFormat::PublicMessage;
    content.content.group_id = inside.context.group_id;
    content.content.epoch = inside.epoch();
    content.content.sender = sender;
    content.content.content = std::move(commit);
    content.sign(newcomer.signing_key, inside.context);
    const crypto::Secret32 no_psk;
    mls::enterEpoch(*next, inside.interim_transcript_hash, content,
                    {init.init_secret, path.commit_secret, no_psk});
    content.auth.confirmation_tag.bytes = next->confirmation_tag;
    return ForgedEntry{mls::encodeMessage(mls::PublicMessage{content.content, content.auth, {}}), path.path};
}

} // namespace chat121::test
