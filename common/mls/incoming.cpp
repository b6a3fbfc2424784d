// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/mls/incoming.h"

#include "common/mls/private_message.h"
#include "common/mls/public_message.h"

#include <algorithm>

namespace chat121::mls {

namespace {

Error otherEpoch()
{
    return {Code::Conflict, QStringLiteral("a message of another epoch")};
}

Application toApplication(const OpenedPrivate &opened, const SenderData &sender, const Member &member)
{
    const FramedContent &content = opened.content.content;
    return {sender.leaf,
            std::get<Data>(content.content).bytes,
            content.authenticated_data.bytes,
            content.epoch,
            sender.generation,
            member};
}

// Whether this state has sent a message of its own leaf, and so used up its key. If it has not, another
// copy of this state has: then the message is opened like anybody's, and its key is used up thereby.
bool isSentHere(SecretTree &ratchets, const SenderData &sender)
{
    return sender.generation < ratchets.ratchet(sender.leaf, RatchetKind::Application).generation();
}

// An application message of an epoch that this device has left.
Result<Incoming> processLate(const PrivateMessage &message, GroupState &state, UnixTime now)
{
    if (message.content_type != ContentType::Application || message.epoch > state.epoch())
        return otherEpoch();
    const auto past = std::find_if(state.past.begin(), state.past.end(), [&](const PastEpoch &epoch) {
        return epoch.context.epoch == message.epoch;
    });
    if (past == state.past.end()) return Error{Code::Expired, QStringLiteral("the epoch is too old")};

    TRY_ASSIGN(const SenderData sender, openSenderData(message, past->sender_data));
    const std::optional<Member> member = past->members.find(sender.leaf);
    TRY(require(member.has_value(), "message of nobody"));
    if (sender.leaf == past->own && isSentHere(past->ratchets, sender))
        return Incoming(OwnMessage{message.epoch});
    TRY_ASSIGN(OpenedPrivate opened, openPrivate(message, sender, past->ratchets, now));
    TRY(require(opened.content.verifies(member->signature_key.view(), past->context), "message signature"));
    past->ratchets.ratchet(sender.leaf, RatchetKind::Application) = std::move(opened.advanced);
    return Incoming(toApplication(opened, sender, *member));
}

Result<Incoming> dispatchHandshake(const Party &party, GroupState &state, const AuthenticatedContent &message)
{
    if (message.content.type() == ContentType::Commit) {
        TRY_ASSIGN(StagedCommit staged, CommitReader::read(party, state, message));
        return Incoming(std::move(staged));
    }
    TRY_ASSIGN(ProposalReceived received, keepProposal(state, message));
    return Incoming(std::move(received));
}

Result<Incoming> processPrivate(const Party &party, GroupState &state, const PrivateMessage &message)
{
    const UnixTime now = party.clock.now();
    if (message.epoch != state.epoch()) return processLate(message, state, now);
    if (!state.active && message.content_type != ContentType::Application)
        return Error{Code::Forbidden, QStringLiteral("this device was removed")};

    TRY_ASSIGN(const SenderData sender, openSenderData(message, state.secrets.sender_data));
    const LeafNode *leaf = state.tree.leaf(sender.leaf);
    TRY(require(leaf != nullptr, "message of nobody"));
    const bool is_application = message.content_type == ContentType::Application;
    if (sender.leaf == state.own && (!is_application || isSentHere(state.ratchets, sender)))
        return Incoming(OwnMessage{message.epoch});
    TRY_ASSIGN(OpenedPrivate opened, openPrivate(message, sender, state.ratchets, now));

    // Verify the signature; only then is the key used up, so that nobody can use up another's.
    TRY(require(opened.content.verifies(leaf->signature_key.bytes, state.context), "message signature"));
    Ratchet &ratchet = state.ratchets.ratchet(sender.leaf, ratchetKind(message.content_type));
    if (is_application) {
        ratchet = std::move(opened.advanced);
        return Incoming(toApplication(opened, sender, toMember(sender.leaf, *leaf)));
    }
    TRY_ASSIGN(Incoming result, dispatchHandshake(party, state, opened.content));
    // The key of a commit ends with the epoch: until it is merged it may be processed again.
    if (message.content_type == ContentType::Proposal) ratchet = std::move(opened.advanced);
    return result;
}

// Section 12.1.8: the key of an external sender, by its index in the group's list of them.
Result<QByteArray> externalSenderKey(const GroupState &state, const AuthenticatedContent &message)
{
    const auto *proposal = std::get_if<Proposal>(&message.content.content);
    TRY(require(proposal != nullptr, "an external sender may only propose"));
    const ProposalType type = proposal->type();
    const bool allowed = type == ProposalType::Add || type == ProposalType::Remove ||
                         type == ProposalType::Psk || type == ProposalType::ReInit ||
                         type == ProposalType::ContextExtensions;
    TRY(require(allowed, "a proposal that is not for external senders"));

    const auto data = findExtension(state.context.extensions, kExtensionExternalSenders);
    const auto senders = decode<ExternalSenders>(data.value_or(QByteArray()));
    const quint32 index = message.content.sender.index;
    const bool known = data && senders && index < static_cast<quint32>(senders->items.size());
    TRY(require(known, "an unknown external sender"));
    return senders->items[index].signature_key.bytes;
}

// With which key the sender must have signed (Section 6.1).
Result<QByteArray> senderKey(const GroupState &state, const AuthenticatedContent &message)
{
    const Content &content = message.content.content;
    switch (message.content.sender.type) {
    case SenderType::Member: {
        const LeafNode *leaf = state.tree.leaf({message.content.sender.index});
        TRY(require(leaf != nullptr, "message of nobody"));
        return leaf->signature_key.bytes;
    }
    case SenderType::External:
        return externalSenderKey(state, message);
    case SenderType::NewMemberProposal: {
        // "the sender MUST be the one in the Add": the key is that of the key package.
        const auto *proposal = std::get_if<Proposal>(&content);
        const auto *add = proposal ? proposal->as<AddProposal>() : nullptr;
        TRY(require(add != nullptr, "a joiner may only propose to add itself"));
        return add->key_package.leaf_node.signature_key.bytes;
    }
    case SenderType::NewMemberCommit: {
        // "the signature key in the LeafNode in the Commit's path"
        const auto *commit = std::get_if<Commit>(&content);
        TRY(require(commit && commit->path, "an external commit needs a path"));
        return commit->path->leaf_node.signature_key.bytes;
    }
    }
    return refused("sender type");
}

Result<Incoming> processPublic(const Party &party, GroupState &state, const PublicMessage &message)
{
    if (message.content.epoch != state.epoch()) return otherEpoch();
    if (!state.active) return Error{Code::Forbidden, QStringLiteral("this device was removed")};

    TRY_ASSIGN(const AuthenticatedContent opened,
               openPublic(message, state.secrets.membership, state.context));
    TRY_ASSIGN(const QByteArray key, senderKey(state, opened));
    TRY(require(opened.verifies(key, state.context), "message signature"));
    const Sender &sender = opened.content.sender;
    if (sender.type == SenderType::Member && sender.index == state.own.value)
        return Incoming(OwnMessage{state.epoch()});
    return dispatchHandshake(party, state, opened);
}

ProposalReceived::Kind kindOf(ProposalType type)
{
    switch (type) {
    case ProposalType::Add:
        return ProposalReceived::Kind::Add;
    case ProposalType::Update:
        return ProposalReceived::Kind::Update;
    case ProposalType::Remove:
        return ProposalReceived::Kind::Remove;
    case ProposalType::Psk:
        return ProposalReceived::Kind::Psk;
    case ProposalType::ReInit:
        return ProposalReceived::Kind::ReInit;
    case ProposalType::ExternalInit:
        return ProposalReceived::Kind::ExternalInit;
    case ProposalType::ContextExtensions:
        return ProposalReceived::Kind::GroupContextExtensions;
    }
    return ProposalReceived::Kind::Other;
}

} // namespace

Result<ProposalReceived> keepProposal(GroupState &state, const AuthenticatedContent &message)
{
    const Proposal &proposal = std::get<Proposal>(message.content.content);
    const Sender &sender = message.content.sender;
    TRY(require(proposal.type() != ProposalType::ExternalInit, "external init outside of a commit"));
    const ProposalItem item{proposal, sender, proposalRef(encode(message))};
    TRY(validateProposal(item, state.tree, state.groupId()));

    ProposalReceived received;
    received.kind = kindOf(proposal.type());
    received.reference = item.reference;
    received.authenticated_data = message.content.authenticated_data.bytes;
    if (sender.type == SenderType::Member) received.sender = LeafIndex{sender.index};
    if (const auto *remove = proposal.as<RemoveProposal>()) received.removes = remove->removed;

    const bool known =
        std::any_of(state.proposals.begin(), state.proposals.end(),
                    [&](const ProposalItem &kept) { return kept.reference == item.reference; });
    if (known) return received;
    if (state.proposals.size() >= limits::kProposalsKeptMax)
        return Error{Code::TooLarge, QStringLiteral("too many proposals in one epoch")};
    state.proposals.append(item);
    return received;
}

Result<Incoming> processMessage(const Party &party, GroupState &state, QByteArrayView message)
{
    TRY_ASSIGN(const MlsMessage decoded, decode<MlsMessage>(message));
    const auto *open = std::get_if<PublicMessage>(&decoded.body);
    const auto *sealed = std::get_if<PrivateMessage>(&decoded.body);
    if (!open && !sealed) return Error{Code::Malformed, QStringLiteral("not a message to a group")};
    const Data &group_id = open ? open->content.group_id : sealed->group_id;
    if (group_id != state.context.group_id) return Error{Code::NotFound, QStringLiteral("another group")};
    return open ? processPublic(party, state, *open) : processPrivate(party, state, *sealed);
}

} // namespace chat121::mls
