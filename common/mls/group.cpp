// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/mls/group.h"

#include "common/crypto/clean_stack.h"
#include "common/crypto/hkdf.h"
#include "common/mls/incoming.h"
#include "common/mls/state_codec.h"
#include "common/mls/tree_validation.h"

namespace chat121::mls {

namespace {

Error removedError()
{
    return {Code::Forbidden, QStringLiteral("this device was removed")};
}

// Whether a commit ends the epoch that the group is in. The parent is the authenticator of its epoch.
bool isCurrent(const GroupState &state, const QByteArray &parent)
{
    return state.active && crypto::equalInConstantTime(parent, state.secrets.epoch_authenticator.view());
}

// Signs a proposal, keeps it for the next commit, and frames it.
Result<QByteArray> propose(const Party &party, GroupState &state, Proposal proposal,
                           CommitRequest::Framing framing)
{
    if (!state.active) return removedError();
    const AuthenticatedContent content =
        signedContent(state, party.signing_key, wireFormat(framing), std::move(proposal), {});
    TRY(keepProposal(state, content));
    return frameMessage(state, content, party.random);
}

} // namespace

PendingCommit::PendingCommit() = default;
PendingCommit::PendingCommit(PendingCommit &&) noexcept = default;
PendingCommit &PendingCommit::operator=(PendingCommit &&) noexcept = default;
PendingCommit::~PendingCommit() = default;

quint64 PendingCommit::epoch() const
{
    return m_next->epoch();
}

QByteArray PendingCommit::serialise() const
{
    return CommitBuilder::save(*this);
}

StagedCommit::StagedCommit() = default;
StagedCommit::StagedCommit(StagedCommit &&) noexcept = default;
StagedCommit &StagedCommit::operator=(StagedCommit &&) noexcept = default;
StagedCommit::~StagedCommit() = default;

Group::Group(const Party &party, std::unique_ptr<GroupState> state)
    : m_party(&party)
    , m_state(std::move(state))
{
}

Group::Group(Group &&) noexcept = default;
Group &Group::operator=(Group &&) noexcept = default;
Group::~Group() = default;

// RFC 9420, Section 11 "Group Creation".
Result<Group> Group::create(const Party &party, const QByteArray &group_id, const LeafConfig &own,
                            const QList<Extension> &context_extensions)
{
    const crypto::CleanStack clean;
    auto state = std::make_unique<GroupState>();

    // Initialize a one-member group with the leaf of the creator.
    auto key = crypto::HpkeKeyPair::generate(party.random);
    LeafNode leaf = makeLeaf(own, party.signing_key.publicKey());
    leaf.source = LeafNodeSource::KeyPackage;
    leaf.lifetime.not_after = ~0ull;
    leaf.encryption_key.bytes = key.public_key.toByteArray();
    leaf.sign(party.signing_key, {});
    state->tree.setLeaf({0}, leaf);
    state->keys.set(toNode({0}), std::move(key));

    // group_id: chosen by the creator; epoch: 0x0000000000000000; confirmed_transcript_hash: the
    // zero-length octet string; extensions: any values of the creator's choosing.
    state->context.group_id = group_id;
    state->context.tree_hash = state->tree.treeHash();
    state->context.extensions.items = context_extensions;
    TRY(require(!hasDuplicates(state->context.extensions), "an extension twice"));
    TRY(validateMembership(state->tree, state->context.extensions));

    // Generate a fresh random epoch_secret; derive the confirmation tag and the interim transcript
    // hash from it.
    state->secrets = deriveEpochSecrets(crypto::Secret32::random(party.random));
    startEpoch(*state);
    return Group(party, std::move(state));
}

Result<Group> Group::join(const Party &party, QByteArrayView welcome, const KeyPackageBundle &bundle)
{
    const crypto::CleanStack clean;
    TRY_ASSIGN(const Welcome decoded, decodeMessage<Welcome>(welcome));
    TRY_ASSIGN(auto state, joinByWelcome(party, decoded, bundle, std::nullopt));
    return Group(party, std::move(state));
}

Result<Group> Group::join(const Party &party, QByteArrayView welcome, const KeyPackageBundle &bundle,
                          QByteArrayView ratchet_tree)
{
    const crypto::CleanStack clean;
    TRY_ASSIGN(const Welcome decoded, decodeMessage<Welcome>(welcome));
    TRY_ASSIGN(auto state, joinByWelcome(party, decoded, bundle, ratchet_tree.toByteArray()));
    return Group(party, std::move(state));
}

Result<ExternalJoin> Group::joinExternally(const Party &party, QByteArrayView group_info,
                                           const LeafConfig &own, std::optional<LeafIndex> replaces)
{
    const crypto::CleanStack clean;
    TRY_ASSIGN(const GroupInfo info, decodeMessage<GroupInfo>(group_info));
    TRY_ASSIGN(ExternalJoinState joined, joinByExternalCommit(party, info, own, replaces));
    Group group(party, std::move(joined.state));
    TRY_ASSIGN(QByteArray own_info, group.groupInfo());
    return ExternalJoin{std::move(group), std::move(joined.commit), std::move(own_info)};
}

Result<Group> Group::restore(const Party &party, const SavedGroup &saved)
{
    const crypto::CleanStack clean;
    TRY_ASSIGN(auto state, restoreState(saved.epoch, saved.ratchets));
    expirePast(*state, party.clock.now());
    return Group(party, std::move(state));
}

SavedGroup Group::saved() const
{
    return {saveEpoch(*m_state), saveRatchets(*m_state)};
}

QByteArray Group::savedRatchets() const
{
    return saveRatchets(*m_state);
}

bool Group::isActive() const
{
    return m_state->active;
}

const QByteArray &Group::groupId() const
{
    return m_state->groupId();
}

quint64 Group::epoch() const
{
    return m_state->epoch();
}

LeafIndex Group::ownLeaf() const
{
    return m_state->own;
}

QList<Member> Group::members() const
{
    return membersOf(m_state->tree);
}

std::optional<Member> Group::member(LeafIndex leaf) const
{
    const LeafNode *node = m_state->tree.leaf(leaf);
    if (!node) return std::nullopt;
    return toMember(leaf, *node);
}

QList<Extension> Group::contextExtensions() const
{
    return m_state->context.extensions.items;
}

QByteArray Group::epochAuthenticator() const
{
    return m_state->secrets.epoch_authenticator.view().toByteArray();
}

Result<crypto::SecretBytes> Group::exporter(const QByteArray &label, QByteArrayView context,
                                            qsizetype length) const
{
    const crypto::CleanStack clean;
    if (length <= 0 || length > crypto::kHkdfBytesMax)
        return Error{Code::TooLarge, QStringLiteral("exporter length")};
    return exportSecret(m_state->secrets.exporter, label, context, length);
}

Result<QByteArray> Group::groupInfo() const
{
    if (!m_state->active) return removedError();
    return encodeMessage(
        makeGroupInfo(*m_state, m_party->signing_key,
                      {QList<Extension>{externalPubExtension(*m_state), ratchetTreeExtension(*m_state)}}));
}

quint32 Group::nextGeneration()
{
    return m_state->ratchets.ratchet(m_state->own, RatchetKind::Application).generation();
}

Result<QByteArray> Group::protect(QByteArrayView plaintext, QByteArrayView authenticated_data,
                                  crypto::Padding padding)
{
    const crypto::CleanStack clean;
    if (!m_state->active) return removedError();

    // Section 12.4: "A group member that has observed one or more valid proposals within an epoch MUST
    // send a Commit message before sending application data."
    if (!m_state->proposals.isEmpty())
        return Error{Code::Conflict, QStringLiteral("a proposal waits for a commit")};
    const AuthenticatedContent content =
        signedContent(*m_state, m_party->signing_key, WireFormat::PrivateMessage,
                      Data(plaintext.toByteArray()), authenticated_data.toByteArray());
    return frameMessage(*m_state, content, m_party->random, padding);
}

Result<Incoming> Group::process(QByteArrayView message)
{
    const crypto::CleanStack clean;
    expirePast(*m_state, m_party->clock.now());
    return processMessage(*m_party, *m_state, message);
}

Result<PendingCommit> Group::commit(const CommitRequest &request)
{
    const crypto::CleanStack clean;
    if (!m_state->active) return removedError();
    return CommitBuilder::build(*m_party, *m_state, request);
}

Result<PendingCommit> Group::restorePending(QByteArrayView bytes) const
{
    const crypto::CleanStack clean;
    TRY_ASSIGN(PendingCommit pending, CommitBuilder::restore(bytes));
    if (pending.m_next->groupId() != groupId()) return Error{Code::NotFound, QStringLiteral("another group")};
    return pending;
}

Result<void> Group::merge(PendingCommit &&pending)
{
    const crypto::CleanStack clean;
    if (!isCurrent(*m_state, pending.m_parent))
        return Error{Code::Conflict, QStringLiteral("the group has moved on")};
    inheritPast(*pending.m_next, *m_state, m_party->clock.now());
    m_state = std::move(pending.m_next);
    return success();
}

Result<void> Group::merge(StagedCommit &&staged)
{
    const crypto::CleanStack clean;
    if (!isCurrent(*m_state, staged.m_parent))
        return Error{Code::Conflict, QStringLiteral("the group has moved on")};
    if (staged.m_self_removed) {
        m_state->active = false;
        return success();
    }
    inheritPast(*staged.m_next, *m_state, m_party->clock.now());
    m_state = std::move(staged.m_next);
    return success();
}

Result<QByteArray> Group::proposeAdd(QByteArrayView key_package, CommitRequest::Framing framing)
{
    TRY_ASSIGN(KeyPackage package, decodeMessage<KeyPackage>(key_package));
    return propose(*m_party, *m_state, {AddProposal{std::move(package)}}, framing);
}

Result<QByteArray> Group::proposeRemove(LeafIndex leaf, CommitRequest::Framing framing)
{
    return propose(*m_party, *m_state, {RemoveProposal{leaf}}, framing);
}

Result<QByteArray> Group::proposeUpdate(CommitRequest::Framing framing)
{
    const crypto::CleanStack clean;
    auto key = crypto::HpkeKeyPair::generate(m_party->random);
    LeafNode leaf = m_state->ownLeaf();
    leaf.source = LeafNodeSource::Update;
    leaf.encryption_key.bytes = key.public_key.toByteArray();
    leaf.sign(m_party->signing_key, {groupId(), ownLeaf()});
    const QByteArray public_key = leaf.encryption_key.bytes;
    TRY_ASSIGN(QByteArray message, propose(*m_party, *m_state, {UpdateProposal{std::move(leaf)}}, framing));
    m_state->updates.insert_or_assign(public_key, std::move(key));
    return message;
}

void Group::clearProposals()
{
    m_state->proposals.clear();
    m_state->updates.clear();
}

bool Group::passed(LeafIndex sender, quint64 epoch, quint32 generation)
{
    SecretTree *ratchets = epoch == m_state->context.epoch ? &m_state->ratchets : nullptr;
    for (PastEpoch &past : m_state->past)
        if (past.context.epoch == epoch) ratchets = &past.ratchets;
    if (ratchets == nullptr || sender.value >= ratchets->leafCount()) return false;
    return ratchets->ratchet(sender, RatchetKind::Application).passed(generation);
}

bool Group::expire()
{
    const UnixTime now = m_party->clock.now();
    const size_t epochs = m_state->past.size();
    expirePast(*m_state, now);
    bool has_expired = m_state->past.size() != epochs;
    has_expired = m_state->ratchets.expire(now) || has_expired;
    for (PastEpoch &epoch : m_state->past)
        has_expired = epoch.ratchets.expire(now) || has_expired;
    return has_expired;
}

Result<QList<Member>> publicMembers(QByteArrayView group_info)
{
    TRY_ASSIGN(const GroupInfo info, decodeMessage<GroupInfo>(group_info));
    TRY_ASSIGN(const RatchetTree tree, verifiedTree(info, std::nullopt));
    return membersOf(tree);
}

Extension requiredCapabilities(const QList<quint16> &extension_types)
{
    RequiredCapabilities required;
    required.extension_types.items = extension_types;
    required.credential_types.items = {kCredentialBasic};
    return {kExtensionRequiredCapabilities, encode(required)};
}

Result<MessageHeader> peek(QByteArrayView message)
{
    TRY_ASSIGN(const MlsMessage decoded, decode<MlsMessage>(message));
    using Kind = MessageHeader::Kind;
    const auto kind = [](ContentType type) {
        switch (type) {
        case ContentType::Application:
            return Kind::Application;
        case ContentType::Proposal:
            return Kind::Proposal;
        case ContentType::Commit:
            return Kind::Commit;
        }
        return Kind::Application;
    };
    if (const auto *open = std::get_if<PublicMessage>(&decoded.body))
        return MessageHeader{kind(open->content.type()), open->content.group_id.bytes, open->content.epoch,
                             open->content.authenticated_data.bytes};
    if (const auto *sealed = std::get_if<PrivateMessage>(&decoded.body))
        return MessageHeader{kind(sealed->content_type), sealed->group_id.bytes, sealed->epoch,
                             sealed->authenticated_data.bytes};
    if (const auto *info = std::get_if<GroupInfo>(&decoded.body))
        return MessageHeader{
            Kind::GroupInfo, info->group_context.group_id.bytes, info->group_context.epoch, {}};
    const bool welcome = std::holds_alternative<Welcome>(decoded.body);
    return MessageHeader{welcome ? Kind::Welcome : Kind::KeyPackage, {}, 0, {}};
}

} // namespace chat121::mls
