// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Entering a group: by Welcome (RFC 9420, Section 12.4.3.1) and by external commit (12.4.3.2).
#include "common/mls/commit.h"

#include "common/mls/public_message.h"
#include "common/mls/transcript.h"
#include "common/mls/tree_validation.h"
#include "common/mls/welcome.h"

#include <algorithm>

namespace chat121::mls {

namespace {

Result<void> supported(const GroupContext &context)
{
    const bool known = context.version == kVersionMls10 && context.cipher_suite == kSuite3;
    if (!known) return Error{Code::Unsupported, QStringLiteral("group of another cipher suite")};
    return require(!hasDuplicates(context.extensions), "an extension twice");
}

Result<void> judgeMembers(const Party &party, const GroupState &state)
{
    for (const LeafIndex leaf : state.tree.leaves())
        if (leaf != state.own) TRY(judgeLeaf(party, state, LeafOrigin::Present, leaf, std::nullopt));
    return success();
}

std::optional<LeafIndex> findLeaf(const RatchetTree &tree, const LeafNode &wanted)
{
    for (const LeafIndex leaf : tree.leaves())
        if (*tree.leaf(leaf) == wanted) return leaf;
    return std::nullopt;
}

// "Construct a new group state using the information in the GroupInfo object."
Result<std::unique_ptr<GroupState>> stateOf(const GroupInfo &info, const std::optional<QByteArray> &tree)
{
    TRY(supported(info.group_context));
    auto state = std::make_unique<GroupState>();
    state->context = info.group_context;
    TRY_ASSIGN(state->tree, verifiedTree(info, tree));
    return state;
}

// Our place in the tree, and the private keys that the Welcome gives us.
Result<void> takeLeaf(GroupState &state, const KeyPackage &package, const KeyPackageBundle &bundle,
                      OpenedGroupSecrets &secrets, LeafIndex signer)
{
    // Identify a leaf whose LeafNode is identical to the one in the KeyPackage.
    const auto own = findLeaf(state.tree, package.leaf_node);
    if (!own) return refused("the welcome's tree lacks this device");
    state.own = *own;
    state.keys.set(toNode(*own), crypto::HpkeKeyPair::fromPrivateKey(bundle.encryptionKey().clone()));
    TRY(require(state.keys.find(state.tree, toNode(*own)) != nullptr, "encryption key of the package"));

    // If the path_secret value is set in the GroupSecrets object: identify the lowest common
    // ancestor of the leaf node my_leaf and of the node of the member with leaf index
    // GroupInfo.signer; set the private key for this node, and those above it.
    if (!secrets.path_secret) return success();
    TRY(require(signer != *own, "a path of our own"));
    TRY(implantPathSecret(state.tree, signer, commonAncestor(*own, signer), std::move(*secrets.path_secret),
                          state.keys));
    return success();
}

} // namespace

Result<RatchetTree> verifiedTree(const GroupInfo &info, const std::optional<QByteArray> &beside)
{
    const auto inside = findExtension(info.extensions, kExtensionRatchetTree);
    if (!inside && !beside) return Error{Code::NotFound, QStringLiteral("no ratchet tree")};
    TRY_ASSIGN(RatchetTree tree, RatchetTree::decode(inside ? *inside : *beside));

    // Verify the signature on the GroupInfo object, with the key of the leaf with index signer.
    const LeafNode *signer = tree.leaf(info.signer);
    TRY(require(signer && info.verifies(signer->signature_key.bytes), "group info signature"));

    // Verify that the tree hash of the ratchet tree matches the tree_hash field in GroupInfo.
    TRY(require(tree.treeHash() == info.group_context.tree_hash.bytes, "tree hash"));
    TRY(validateTree(tree, info.group_context.group_id.bytes, info.group_context.extensions));
    return tree;
}

Result<std::unique_ptr<GroupState>> joinByWelcome(const Party &party, const Welcome &welcome,
                                                  const KeyPackageBundle &bundle,
                                                  const std::optional<QByteArray> &ratchet_tree)
{
    TRY_ASSIGN(const KeyPackage package, decodeMessage<KeyPackage>(bundle.message()));
    TRY(require(package.leaf_node.signature_key.bytes == party.signing_key.publicKey().view(),
                "signature key of the package"));
    const auto init_key = crypto::HpkeKeyPair::fromPrivateKey(bundle.initKey().clone());
    TRY_ASSIGN(OpenedGroupSecrets secrets, openGroupSecrets(welcome, bundle.reference(), init_key));

    // If a PreSharedKeyID is part of the GroupSecrets and the client is not in possession of the
    // corresponding PSK, return an error.
    TRY_ASSIGN(const std::vector<Psk> psks, resolvePsks(secrets.psks, GroupState(), party.psks));
    const crypto::Secret32 psk_secret = pskSecret(psks);
    TRY_ASSIGN(const GroupInfo info, openGroupInfo(welcome, secrets.joiner_secret, psk_secret));
    TRY_ASSIGN(auto state, stateOf(info, ratchet_tree));
    TRY(takeLeaf(*state, package, bundle, secrets, info.signer));
    TRY(judgeMembers(party, *state));

    // Use the joiner_secret from the GroupSecrets object to generate the epoch secret and other
    // derived secrets for the current epoch.
    state->secrets = epochSecrets(secrets.joiner_secret, psk_secret, state->context);
    startEpoch(*state);

    // Verify the confirmation tag in the GroupInfo.
    TRY(require(crypto::equalInConstantTime(state->confirmation_tag, info.confirmation_tag.bytes),
                "confirmation tag"));
    return state;
}

namespace {

// What an external commit proposes: to start from external_pub, and to remove our older leaf.
ProposalItems externalProposals(const QByteArray &kem_output, std::optional<LeafIndex> replaces)
{
    const Sender sender{SenderType::NewMemberCommit, 0};
    ProposalItems items{{{ExternalInitProposal{kem_output}}, sender, {}}};
    if (replaces) items.append({{RemoveProposal{*replaces}}, sender, {}});
    return items;
}

Result<ExternalInit> initOf(const GroupInfo &info, RandomSource &random)
{
    const auto extension = findExtension(info.extensions, kExtensionExternalPub);
    if (!extension) return Error{Code::NotFound, QStringLiteral("the group info has no external key")};
    Reader reader(*extension);
    const QByteArrayView external_pub = reader.vector();
    TRY(require(reader.finish().has_value(), "external key"));
    return externalInit(external_pub, random);
}

AuthenticatedContent externalCommit(const GroupState &old, const ProposalItems &items, UpdatePath path,
                                    const crypto::SigningKey &key)
{
    Commit commit;
    for (const ProposalItem &item : items)
        commit.proposals.items.append({item.proposal});
    commit.path = std::move(path);
    AuthenticatedContent content;
    content.wire_format = WireFormat::PublicMessage;
    content.content.group_id = old.context.group_id;
    content.content.epoch = old.epoch();
    content.content.sender = {SenderType::NewMemberCommit, 0};
    content.content.content = std::move(commit);
    content.sign(key, old.context);
    return content;
}

} // namespace

Result<ExternalJoinState> joinByExternalCommit(const Party &party, const GroupInfo &info,
                                               const LeafConfig &own, std::optional<LeafIndex> replaces)
{
    TRY_ASSIGN(const auto old, stateOf(info, std::nullopt));
    const ProposalItems no_init = externalProposals({}, replaces);
    for (const ProposalItem &item : no_init)
        TRY(validateProposal(item, old->tree, old->groupId()));
    TRY_ASSIGN(const ExternalInit init, initOf(info, party.random));

    // The commit's path comes from the leaf that a newcomer would get.
    const ProposalItems items = externalProposals(init.kem_output, replaces);
    const AppliedProposals applied = applyProposals(items, old->tree, old->context.extensions);
    auto next = nextState(*old, applied);
    const LeafNode leaf = makeLeaf(own, party.signing_key.publicKey());
    next->own = next->tree.add(leaf);
    TRY(judgeMembers(party, *next));
    NewPath path = makePath(next->tree, {next->own, leaf, old->groupId(), party.signing_key}, party.random);
    next->context.tree_hash = next->tree.treeHash();
    TRY(encryptPath(path, next->tree, next->own, {}, next->context, party.random));
    TRY(validateNextMembers(*old, *next));
    next->keys = std::move(path.keys);

    // "The initialization secret for the new epoch is the one of the ExternalInit proposal."
    AuthenticatedContent content = externalCommit(*old, items, std::move(path.path), party.signing_key);
    const QByteArray interim =
        interimTranscriptHash(old->context.confirmed_transcript_hash.bytes, info.confirmation_tag.bytes);
    const crypto::Secret32 no_psk;
    enterEpoch(*next, interim, content, {init.init_secret, path.commit_secret, no_psk});
    content.auth.confirmation_tag.bytes = next->confirmation_tag;
    QByteArray commit = encodeMessage(PublicMessage{content.content, content.auth, {}});
    return ExternalJoinState{std::move(next), std::move(commit)};
}

} // namespace chat121::mls
