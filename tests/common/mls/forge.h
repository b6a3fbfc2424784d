// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A member who breaks the rules: commits that are signed, tagged and encrypted correctly around
// contents that the library itself would never make. For tests that the others refuse them.
#pragma once

#include "common/mls/group.h"
#include "common/mls/group_state.h"
#include "common/mls/state_codec.h"
#include "common/mls/transcript.h"
#include "tests/common/mls/device.h"

#include <functional>

namespace chat121::test {

inline mls::ProposalItem byForger(mls::Proposal proposal)
{
    return {std::move(proposal), {mls::SenderType::Member, 0}, {}};
}

inline mls::KeyPackage packageOf(Device &device)
{
    return *mls::decodeMessage<mls::KeyPackage>(device.package()->message());
}

// A key package that is signed again after a change.
template <typename F>
mls::Proposal changedAdd(Device &device, F change)
{
    mls::KeyPackage package = packageOf(device);
    change(package);
    package.leaf_node.sign(device.key, {});
    package.sign(device.key);
    return {mls::AddProposal{package}};
}

inline void flip(QByteArray &bytes, qsizetype at)
{
    bytes[at] = static_cast<char>(bytes[at] ^ 1);
}

struct Forgery {
    mls::ProposalItems items;
    bool has_path = true;
    std::function<void(mls::RatchetTree &)> before_path{}; // changes the tree that the path is for
    std::function<void(mls::NewPath &)> after_path{};      // changes the path that is sent
    std::function<void(mls::AuthenticatedContent &)> after_tag{};
    std::function<void(mls::LeafNode &)> leaf{}; // changes our leaf before it is signed
};

// The forger's view of the group.
inline std::unique_ptr<mls::GroupState> stateOf(const mls::Group &group)
{
    const mls::SavedGroup saved = group.saved();
    auto state = mls::restoreState(saved.epoch, saved.ratchets);
    return state ? *std::move(state) : nullptr;
}

// The PrivateMessage of the forged commit; empty if it could not be made.
inline QByteArray forgeCommit(const mls::Party &party, mls::GroupState &state, const Forgery &forgery)
{
    const auto applied = mls::applyProposals(forgery.items, state.tree, state.context.extensions);
    auto next = mls::nextState(state, applied);
    mls::Commit commit;
    for (const mls::ProposalItem &item : forgery.items) {
        if (item.byReference())
            commit.proposals.items.append({mls::Data(item.reference)});
        else
            commit.proposals.items.append({item.proposal});
    }
    crypto::Secret32 commit_secret;
    if (forgery.has_path) {
        if (forgery.before_path) forgery.before_path(next->tree);
        mls::LeafNode leaf = state.ownLeaf();
        if (forgery.leaf) forgery.leaf(leaf);
        auto path =
            mls::makePath(next->tree, {state.own, leaf, state.groupId(), party.signing_key}, party.random);
        next->context.tree_hash = next->tree.treeHash();
        if (!mls::encryptPath(path, next->tree, state.own, applied.added, next->context, party.random))
            return {};
        if (forgery.after_path) forgery.after_path(path);
        commit_secret = std::move(path.commit_secret);
        commit.path = path.path;
    }
    next->context.tree_hash = next->tree.treeHash();
    auto content = mls::signedContent(state, party.signing_key, mls::WireFormat::PrivateMessage, commit, {});
    const crypto::Secret32 no_psk;
    mls::enterEpoch(*next, state.interim_transcript_hash, content,
                    {state.secrets.init, commit_secret, no_psk});
    content.auth.confirmation_tag.bytes = next->confirmation_tag;
    if (forgery.after_tag) forgery.after_tag(content);
    const auto framed = mls::frameMessage(state, content, party.random);
    return framed ? *framed : QByteArray();
}

} // namespace chat121::test
