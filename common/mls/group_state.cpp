// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/mls/group_state.h"

#include "common/mls/private_message.h"
#include "common/mls/public_message.h"
#include "common/mls/transcript.h"
#include "common/mls/tree_validation.h"

#include <algorithm>

namespace chat121::mls {

namespace {

Member withoutExtensions(Member member)
{
    member.extensions.clear();
    return member;
}

} // namespace

std::optional<Member> PastMembers::find(LeafIndex leaf) const
{
    if (const auto *tree = std::get_if<RatchetTree>(&m_members)) {
        const LeafNode *node = tree->leaf(leaf);
        if (!node) return std::nullopt;
        return withoutExtensions(toMember(leaf, *node));
    }
    const auto &members = std::get<QList<Member>>(m_members);
    const auto found =
        std::lower_bound(members.begin(), members.end(), leaf,
                         [](const Member &member, LeafIndex wanted) { return member.leaf < wanted; });
    if (found == members.end() || found->leaf != leaf) return std::nullopt;
    return *found;
}

QList<Member> PastMembers::list() const
{
    const auto *tree = std::get_if<RatchetTree>(&m_members);
    if (!tree) return std::get<QList<Member>>(m_members);
    QList<Member> members = membersOf(*tree);
    for (Member &member : members)
        member.extensions.clear();
    return members;
}

QList<Member> membersOf(const RatchetTree &tree)
{
    QList<Member> members;
    for (const LeafIndex leaf : tree.leaves())
        members.append(toMember(leaf, *tree.leaf(leaf)));
    return members;
}

std::unique_ptr<GroupState> nextState(const GroupState &old, const AppliedProposals &applied)
{
    auto next = std::make_unique<GroupState>();
    next->context = old.context;
    next->context.epoch = old.epoch() + 1;
    next->context.extensions = applied.extensions;
    next->tree = applied.tree;
    next->own = old.own;
    next->keys = old.keys.clone();
    return next;
}

crypto::Secret32 enterEpoch(GroupState &next, const QByteArray &interim_before,
                            const AuthenticatedContent &commit, const EpochInputs &inputs)
{
    // Update the confirmed_transcript_hash in the GroupContext.
    next.context.confirmed_transcript_hash.bytes = confirmedTranscriptHash(interim_before, commit);

    // Use the init_secret from the previous epoch, the commit_secret and psk_secret, and the new
    // GroupContext to compute the new joiner_secret, epoch_secret, and derived secrets.
    crypto::Secret32 joiner = joinerSecret(inputs.init_secret, inputs.commit_secret, next.context);
    next.secrets = epochSecrets(joiner, inputs.psk_secret, next.context);
    startEpoch(next);
    return joiner;
}

void startEpoch(GroupState &state)
{
    const QByteArray &confirmed = state.context.confirmed_transcript_hash.bytes;
    state.confirmation_tag = confirmationTag(state.secrets.confirmation, confirmed);
    state.interim_transcript_hash = interimTranscriptHash(confirmed, state.confirmation_tag);
    state.ratchets = SecretTree(std::move(state.secrets.encryption), state.tree.leafCount());
    state.resumption_psks.insert_or_assign(state.epoch(), state.secrets.resumption_psk.clone());
    state.keys.retain(state.tree);
}

void inheritPast(GroupState &next, GroupState &old, UnixTime now)
{
    next.past.push_back({old.context, old.own, now, PastMembers(old.tree), old.secrets.sender_data.clone(),
                         std::move(old.ratchets)});
    std::move(old.past.begin(), old.past.end(), std::back_inserter(next.past));

    next.resumption_psks.merge(old.resumption_psks);
    while (next.resumption_psks.size() > static_cast<size_t>(limits::kPastEpochsMax) + 1)
        next.resumption_psks.erase(next.resumption_psks.begin());
    expirePast(next, now);
}

void expirePast(GroupState &state, UnixTime now)
{
    if (state.past.size() > static_cast<size_t>(limits::kPastEpochsMax))
        state.past.erase(state.past.begin() + limits::kPastEpochsMax, state.past.end());
    std::erase_if(state.past,
                  [&](const PastEpoch &epoch) { return now - epoch.ended > limits::kPastEpochLife; });
}

Result<void> validateNextMembers(const GroupState &old, const GroupState &next)
{
    const ExtensionList &extensions = next.context.extensions;
    if (extensions == old.context.extensions) return validateMembershipSince(old.tree, next.tree, extensions);
    return validateMembership(next.tree, extensions);
}

Result<std::vector<Psk>> resolvePsks(const QList<PreSharedKeyId> &ids, const GroupState &state,
                                     PskSource *source)
{
    std::vector<Psk> psks;
    for (const PreSharedKeyId &id : ids) {
        std::optional<crypto::SecretBytes> secret;
        if (id.type == PskType::External && source) secret = source->externalPsk(id.psk_id.bytes);
        const auto kept = state.resumption_psks.find(id.psk_epoch);
        const bool known = id.type == PskType::Resumption && id.psk_group_id == state.context.group_id &&
                           kept != state.resumption_psks.end();
        if (known) secret = crypto::SecretBytes(kept->second.view());
        if (!secret) return refused("a PSK is unknown");
        psks.push_back({id, std::move(*secret)});
    }
    return psks;
}

GroupInfo makeGroupInfo(const GroupState &state, const crypto::SigningKey &key, ExtensionList extensions)
{
    GroupInfo info{state.context, std::move(extensions), state.confirmation_tag, state.own, {}};
    info.sign(key);
    return info;
}

Extension ratchetTreeExtension(const GroupState &state)
{
    return {kExtensionRatchetTree, state.tree.encode()};
}

//     struct {
//         HPKEPublicKey external_pub;
//     } ExternalPub;
Extension externalPubExtension(const GroupState &state)
{
    Writer writer;
    writer.vector(state.secrets.externalKey().public_key.view());
    return {kExtensionExternalPub, writer.take()};
}

WireFormat wireFormat(CommitRequest::Framing framing)
{
    return framing == CommitRequest::Framing::Public ? WireFormat::PublicMessage : WireFormat::PrivateMessage;
}

AuthenticatedContent signedContent(const GroupState &state, const crypto::SigningKey &key, WireFormat format,
                                   Content content, const QByteArray &authenticated_data)
{
    AuthenticatedContent result;
    result.wire_format = format;
    result.content.group_id = state.context.group_id;
    result.content.epoch = state.epoch();
    result.content.sender = {SenderType::Member, state.own.value};
    result.content.authenticated_data = authenticated_data;
    result.content.content = std::move(content);
    result.sign(key, state.context);
    return result;
}

Result<QByteArray> frameMessage(GroupState &state, const AuthenticatedContent &content, RandomSource &random,
                                crypto::Padding padding)
{
    if (content.wire_format == WireFormat::PublicMessage)
        return encodeMessage(sealPublic(content, state.secrets.membership, state.context));
    TRY_ASSIGN(PrivateMessage sealed,
               sealPrivate(content, state.ratchets, state.secrets.sender_data, random, padding));
    return encodeMessage(std::move(sealed));
}

Result<void> judgeLeaf(const Party &party, const GroupState &state, LeafOrigin origin, LeafIndex leaf,
                       const std::optional<Member> &predecessor)
{
    if (!party.validator) return success();
    return party.validator->validate(
        {state.groupId(), origin, toMember(leaf, *state.tree.leaf(leaf)), predecessor});
}

} // namespace chat121::mls
