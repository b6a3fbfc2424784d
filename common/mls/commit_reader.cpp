// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Processing a commit: RFC 9420, Section 12.4.2.
#include "common/mls/commit.h"

#include "common/mls/tree_validation.h"

#include <algorithm>

namespace chat121::mls {

namespace {

// The proposals of the commit; those by reference are looked up among the received ones.
Result<ProposalItems> collectProposals(const GroupState &state, const Commit &commit, const Sender &sender)
{
    ProposalItems items;
    for (const ProposalOrRef &entry : commit.proposals.items) {
        if (const auto *proposal = std::get_if<Proposal>(&entry.value)) {
            items.append({*proposal, sender, {}});
            continue;
        }
        const QByteArray &reference = std::get<Data>(entry.value).bytes;
        const auto kept = std::find_if(state.proposals.begin(), state.proposals.end(),
                                       [&](const ProposalItem &item) { return item.reference == reference; });
        TRY(require(kept != state.proposals.end(), "a proposal that was not received"));
        items.append(*kept);
    }
    return items;
}

Result<ProposalItems> validProposals(const GroupState &state, const Commit &commit, const Sender &sender)
{
    TRY_ASSIGN(const ProposalItems items, collectProposals(state, commit, sender));
    for (const ProposalItem &item : items)
        if (!item.byReference()) // the others were validated in this epoch, when they were received
            TRY(validateProposal(item, state.tree, state.groupId()));
    TRY(validateProposals(items, sender));

    // Verify that the path value is populated if the proposals vector contains any Update or Remove
    // proposals, or if it's empty.
    TRY(require(commit.path || !needPath(items), "a path is missing"));
    return items;
}

// If the path value is populated, validate it and apply it to the tree.
Result<LeafIndex> mergeCommittersPath(const GroupState &old, GroupState &next, const Commit &commit,
                                      const Sender &sender)
{
    LeafIndex committer{sender.index};
    if (!commit.path) return committer;
    const LeafNode &leaf = commit.path->leaf_node;
    if (sender.type == SenderType::NewMemberCommit) {
        // "the joiner's leaf is placed in the leftmost blank leaf"
        committer = next.tree.add(leaf);
    } else {
        // Verify that the encryption_key value in the LeafNode is different from the committer's
        // current leaf node.
        TRY(require(leaf.encryption_key != old.tree.leaf(committer)->encryption_key,
                    "path with the old key"));
    }
    TRY(validateLeaf(leaf, LeafNodeSource::Commit, {old.groupId(), committer}));
    TRY(mergePath(next.tree, committer, *commit.path));
    return committer;
}

// The private key of our own Update proposal, if the commit takes it.
Result<void> adoptOwnUpdate(const GroupState &old, GroupState &next, const AppliedProposals &applied)
{
    if (!applied.updated.contains(old.own)) return success();
    const auto key = old.updates.find(next.ownLeaf().encryption_key.bytes);
    TRY(require(key != old.updates.end(), "an update that this device has not made"));
    next.keys.set(toNode(old.own), key->second.clone());
    return success();
}

Result<crypto::Secret32> commitSecret(const GroupState &next, const Commit &commit, LeafIndex committer,
                                      const QList<LeafIndex> &added, TreeKeys &keys)
{
    // If the path value is not populated, the commit_secret is all zero.
    if (!commit.path) return crypto::Secret32();
    TRY_ASSIGN(DecryptedPath opened,
               decryptPath(next.tree, committer, *commit.path, added, next.context, {next.own, keys}));
    keys = std::move(opened.keys);
    return std::move(opened.commit_secret);
}

Result<crypto::Secret32> initSecret(const GroupState &old, const AppliedProposals &applied)
{
    if (!applied.kem_output) return old.secrets.init.clone();
    return externalInitSecret(old.secrets.externalKey(), *applied.kem_output);
}

// Everything of Section 12.4.2 after the proposals were applied.
Result<LeafIndex> advance(const Party &party, const GroupState &old, const AppliedProposals &applied,
                          const AuthenticatedContent &message, GroupState &next)
{
    const Commit &commit = std::get<Commit>(message.content.content);
    TRY_ASSIGN(const LeafIndex committer, mergeCommittersPath(old, next, commit, message.content.sender));
    TRY(validateNextMembers(old, next));
    next.context.tree_hash = next.tree.treeHash();

    TRY(adoptOwnUpdate(old, next, applied));
    TRY_ASSIGN(const crypto::Secret32 commit_secret,
               commitSecret(next, commit, committer, applied.added, next.keys));
    TRY_ASSIGN(const crypto::Secret32 init_secret, initSecret(old, applied));

    // Derive the psk_secret from the PreSharedKey proposals, in their order.
    TRY_ASSIGN(const std::vector<Psk> psks, resolvePsks(applied.psks, old, party.psks));
    const crypto::Secret32 psk_secret = pskSecret(psks);
    enterEpoch(next, old.interim_transcript_hash, message, {init_secret, commit_secret, psk_secret});

    // Use the confirmation_key for the new epoch to compute the confirmation tag, and verify that
    // it is the same as the confirmation_tag field in the FramedContentAuthData.
    const QByteArray &tag = message.auth.confirmation_tag.bytes;
    TRY(require(crypto::equalInConstantTime(next.confirmation_tag, tag), "confirmation tag"));
    return committer;
}

Result<void> judgeLeaves(const Party &party, const GroupState &old, const GroupState &next,
                         const AppliedProposals &applied, LeafIndex committer, bool external)
{
    for (const LeafIndex leaf : applied.added)
        TRY(judgeLeaf(party, next, LeafOrigin::Added, leaf, std::nullopt));
    QList<LeafIndex> replaced = applied.updated;
    replaced.removeAll(old.own);
    if (!external && *old.tree.leaf(committer) != *next.tree.leaf(committer)) replaced.append(committer);
    for (const LeafIndex leaf : replaced)
        TRY(judgeLeaf(party, next, LeafOrigin::Replaced, leaf, toMember(leaf, *old.tree.leaf(leaf))));
    if (!external) return success();
    std::optional<Member> predecessor;
    if (!applied.removed.isEmpty()) predecessor = applied.removed.first();
    return judgeLeaf(party, next, LeafOrigin::Added, committer, predecessor);
}

} // namespace

Result<StagedCommit> CommitReader::read(const Party &party, const GroupState &state,
                                        const AuthenticatedContent &message)
{
    const Commit &commit = std::get<Commit>(message.content.content);
    const Sender &sender = message.content.sender;
    TRY_ASSIGN(const ProposalItems items, validProposals(state, commit, sender));
    const AppliedProposals applied = applyProposals(items, state.tree, state.context.extensions);
    auto next = nextState(state, applied);

    StagedCommit staged;
    staged.m_parent = state.secrets.epoch_authenticator.view().toByteArray();
    staged.m_epoch = next->epoch();
    staged.m_external = sender.type == SenderType::NewMemberCommit;
    staged.m_removed = applied.removed;
    staged.m_changes_extensions = applied.changes_extensions;
    staged.m_authenticated_data = message.content.authenticated_data.bytes;
    for (qsizetype i = 0; i < applied.added.size(); ++i)
        staged.m_added.append(toMember(applied.added[i], applied.packages[i].leaf_node));

    // A removed member cannot compute the new epoch, and so cannot verify more than was done.
    staged.m_self_removed = std::any_of(applied.removed.begin(), applied.removed.end(),
                                        [&](const Member &gone) { return gone.leaf == state.own; });
    if (staged.m_self_removed) {
        staged.m_committer = staged.m_external ? toMember({}, commit.path->leaf_node)
                                               : toMember({sender.index}, *state.tree.leaf({sender.index}));
        return staged;
    }

    TRY_ASSIGN(const LeafIndex committer, advance(party, state, applied, message, *next));
    TRY(judgeLeaves(party, state, *next, applied, committer, staged.m_external));
    staged.m_committer = toMember(committer, *next->tree.leaf(committer));
    for (const LeafIndex leaf : applied.updated)
        staged.m_updated.append(toMember(leaf, *next->tree.leaf(leaf)));
    if (!staged.m_external && commit.path) staged.m_updated.append(staged.m_committer);
    staged.m_next = std::move(next);
    return staged;
}

} // namespace chat121::mls
