// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Creating a commit: RFC 9420, Section 12.4.1.
#include "common/mls/commit.h"

#include "common/mls/proposal_choice.h"
#include "common/mls/tree_validation.h"
#include "common/mls/welcome.h"

#include <QSet>

#include <algorithm>

namespace chat121::mls {

namespace {

// "the current time MUST be within the range of the lifetime field" for what one sends.
bool isInLifetime(const LeafNode &leaf, const Party &party)
{
    const auto seconds = static_cast<quint64>(party.clock.now().ms / 1000);
    return leaf.lifetime.not_before <= seconds && seconds <= leaf.lifetime.not_after;
}

Result<ProposalItems> requestedProposals(const Party &party, const GroupState &state,
                                         const CommitRequest &request)
{
    const Sender self{SenderType::Member, state.own.value};
    ProposalItems items;
    for (const QByteArray &message : request.adds) {
        TRY_ASSIGN(KeyPackage package, decodeMessage<KeyPackage>(message));
        if (!isInLifetime(package.leaf_node, party))
            return Error{Code::Expired, QStringLiteral("key package outside of its lifetime")};
        items.append({{AddProposal{std::move(package)}}, self, {}});
    }
    for (const LeafIndex leaf : request.removes)
        items.append({{RemoveProposal{leaf}}, self, {}});
    for (const QByteArray &id : request.psk_ids) {
        PreSharedKeyId psk;
        psk.psk_id = id;
        psk.psk_nonce = party.random.bytes(kHashBytes);
        items.append({{PskProposal{psk}}, self, {}});
    }
    return items;
}

// What of the received proposals can stand beside what was chosen before.
class Selection {
public:
    explicit Selection(ProposalItems chosen)
        : m_items(std::move(chosen))
    {
        for (const ProposalItem &item : m_items)
            note(item);
    }

    // Section 12.2: "... MUST NOT include"; the first of two that contradict each other wins.
    void offer(const ProposalItem &item)
    {
        if (item.proposal.as<ReInitProposal>() || item.proposal.as<ExternalInitProposal>()) return;
        if (item.proposal.as<ContextExtensionsProposal>() && m_extensions) return;
        if (const auto *add = item.proposal.as<AddProposal>();
            add && m_keys.contains(add->key_package.leaf_node.signature_key.bytes))
            return;
        if (const auto leaf = leafOf(item); leaf && m_leaves.contains(*leaf)) return;
        note(item);
        m_items.append(item);
    }

    const ProposalItems &items() const { return m_items; }

private:
    static std::optional<LeafIndex> leafOf(const ProposalItem &item)
    {
        if (item.proposal.as<UpdateProposal>()) return LeafIndex{item.sender.index};
        if (const auto *remove = item.proposal.as<RemoveProposal>()) return remove->removed;
        return std::nullopt;
    }
    void note(const ProposalItem &item)
    {
        if (const auto leaf = leafOf(item)) m_leaves.insert(*leaf);
        if (const auto *add = item.proposal.as<AddProposal>())
            m_keys.insert(add->key_package.leaf_node.signature_key.bytes);
        m_extensions = m_extensions || item.proposal.as<ContextExtensionsProposal>();
    }

    ProposalItems m_items;
    QSet<LeafIndex> m_leaves;
    QSet<QByteArray> m_keys;
    bool m_extensions = false;
};

// Removes before Updates: "a committer SHOULD prefer Remove proposals".
ProposalItems withReceived(const Party &party, const GroupState &state, ProposalItems requested)
{
    Selection selection(std::move(requested));
    const auto possible = [&](const ProposalItem &item) {
        const auto *add = item.proposal.as<AddProposal>();
        const auto *remove = item.proposal.as<RemoveProposal>();
        const bool own_update = item.proposal.as<UpdateProposal>() && item.sender.index == state.own.value;
        return !own_update && !(remove && remove->removed == state.own) &&
               (!add || isInLifetime(add->key_package.leaf_node, party)) &&
               validateProposal(item, state.tree, state.groupId()).has_value();
    };
    for (const ProposalItem &item : state.proposals)
        if (item.proposal.as<RemoveProposal>() && possible(item)) selection.offer(item);
    for (const ProposalItem &item : state.proposals)
        if (!item.proposal.as<RemoveProposal>() && possible(item)) selection.offer(item);
    return selection.items();
}

Result<ProposalItems> chooseProposals(const Party &party, const GroupState &state,
                                      const CommitRequest &request)
{
    TRY_ASSIGN(ProposalItems requested, requestedProposals(party, state, request));
    for (const ProposalItem &item : requested)
        TRY(validateProposal(item, state.tree, state.groupId()));
    const qsizetype count = requested.size();
    ProposalItems items =
        withoutSpoilers(party, state, withReceived(party, state, std::move(requested)), count);
    TRY(validateProposals(items, {SenderType::Member, state.own.value}));
    return items;
}

Commit toCommit(const ProposalItems &items)
{
    Commit commit;
    for (const ProposalItem &item : items) {
        if (item.byReference()) {
            commit.proposals.items.append({Data(item.reference)});
        } else {
            commit.proposals.items.append({item.proposal});
        }
    }
    return commit;
}

// Our leaf in the new epoch: as it was, or as the request says.
LeafNode ownLeafTemplate(const Party &party, const GroupState &state, const CommitRequest &request)
{
    if (request.own_leaf) return makeLeaf(*request.own_leaf, party.signing_key.publicKey());
    return state.ownLeaf();
}

// Section 12.4.1: "If populating the path field: ...". Changes tree, keys and provisional context.
Result<NewPath> addPath(const Party &party, const GroupState &old, const CommitRequest &request,
                        const AppliedProposals &applied, GroupState &next)
{
    NewPath path =
        makePath(next.tree, {old.own, ownLeafTemplate(party, old, request), old.groupId(), party.signing_key},
                 party.random);
    next.context.tree_hash = next.tree.treeHash();
    TRY(encryptPath(path, next.tree, old.own, applied.added, next.context, party.random));
    next.keys = path.keys.clone();
    return path;
}

Result<QByteArray> welcomeFor(const Party &party, const GroupState &next, const AppliedProposals &applied,
                              const NewPath *path, const WelcomeSecrets &secrets)
{
    if (applied.added.isEmpty()) return QByteArray();
    std::vector<Newcomer> newcomers;
    for (qsizetype i = 0; i < applied.added.size(); ++i) {
        Newcomer newcomer{applied.packages[i], std::nullopt};
        const NodeIndex above = commonAncestor(next.own, applied.added[i]);
        if (path) newcomer.path_secret = path->path_secrets.at(above.value).clone();
        newcomers.push_back(std::move(newcomer));
    }
    const GroupInfo info =
        makeGroupInfo(next, party.signing_key, {QList<Extension>{ratchetTreeExtension(next)}});
    TRY_ASSIGN(Welcome welcome, sealWelcome(newcomers, secrets, info, party.random));
    return encodeMessage(std::move(welcome));
}

// Asks about everybody whose leaf this commit brings or changes, but for ourselves.
Result<void> judgeLeaves(const Party &party, const GroupState &old, const GroupState &next,
                         const AppliedProposals &applied)
{
    for (const LeafIndex leaf : applied.added)
        TRY(judgeLeaf(party, next, LeafOrigin::Added, leaf, std::nullopt));
    for (const LeafIndex leaf : applied.updated)
        TRY(judgeLeaf(party, next, LeafOrigin::Replaced, leaf, toMember(leaf, *old.tree.leaf(leaf))));
    return success();
}

QByteArray publicGroupInfo(const Party &party, const GroupState &state)
{
    return encodeMessage(
        makeGroupInfo(state, party.signing_key,
                      {QList<Extension>{externalPubExtension(state), ratchetTreeExtension(state)}}));
}

} // namespace

Result<PendingCommit> CommitBuilder::build(const Party &party, GroupState &state,
                                           const CommitRequest &request)
{
    // Construct an initial Commit object with the proposals field populated from Proposals received
    // during the current epoch and the new ones; apply them to a copy of the tree.
    TRY_ASSIGN(const ProposalItems items, chooseProposals(party, state, request));
    const AppliedProposals applied = applyProposals(items, state.tree, state.context.extensions);
    if (applied.tree.memberCount() > limits::kGroupMembersMax)
        return Error{Code::TooLarge, QStringLiteral("too many members")};
    PendingCommit pending;
    pending.m_parent = state.secrets.epoch_authenticator.view().toByteArray();
    pending.m_next = nextState(state, applied);
    GroupState &next = *pending.m_next;
    Commit commit = toCommit(items);

    // Decide whether to populate the path field.
    std::optional<NewPath> path;
    if (request.path == CommitRequest::Path::Always || request.own_leaf || needPath(items)) {
        TRY_ASSIGN(path, addPath(party, state, request, applied, next));
        commit.path = path->path;
    }
    next.context.tree_hash = next.tree.treeHash();
    TRY(validateNextMembers(state, next));
    TRY(judgeLeaves(party, state, next, applied));

    // Construct a FramedContent object containing the Commit object, and sign it.
    AuthenticatedContent content = signedContent(state, party.signing_key, wireFormat(request.framing),
                                                 std::move(commit), request.authenticated_data);
    TRY(finish(party, state, applied, path ? &*path : nullptr, content, pending));

    // Protect it at the very end, because that uses up a key.
    TRY_ASSIGN(pending.m_commit, frameMessage(state, content, party.random));
    return pending;
}

// Derive the secrets of the new epoch, use its confirmation_key to compute the confirmation_tag,
// and construct the Welcome message for the new members.
Result<void> CommitBuilder::finish(const Party &party, const GroupState &state,
                                   const AppliedProposals &applied, const NewPath *path,
                                   AuthenticatedContent &content, PendingCommit &pending)
{
    GroupState &next = *pending.m_next;
    TRY_ASSIGN(const std::vector<Psk> psks, resolvePsks(applied.psks, state, party.psks));
    const crypto::Secret32 psk_secret = pskSecret(psks);
    const crypto::Secret32 no_path;
    const crypto::Secret32 joiner_secret =
        enterEpoch(next, state.interim_transcript_hash, content,
                   {state.secrets.init, path ? path->commit_secret : no_path, psk_secret});
    content.auth.confirmation_tag.bytes = next.confirmation_tag;

    const WelcomeSecrets secrets{joiner_secret, psk_secret, applied.psks};
    TRY_ASSIGN(pending.m_welcome, welcomeFor(party, next, applied, path, secrets));
    pending.m_group_info = publicGroupInfo(party, next);
    for (qsizetype i = 0; i < applied.added.size(); ++i)
        pending.m_added.append(toMember(applied.added[i], applied.packages[i].leaf_node));
    pending.m_removed = applied.removed;
    return success();
}

} // namespace chat121::mls
