// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/engine/groups/committer.h"

#include "client/core/engine/groups/outside.h"
#include "client/core/engine/groups/own_changes.h"
#include "client/core/engine/groups/own_leaf.h"
#include "client/core/engine/groups/team_place.h"
#include "common/identity/department_key.h"
#include "common/protocol/frame.h"

#include <algorithm>

namespace chat121::engine {

namespace {

struct SavedState {
    RecordBytes epoch{};
    RecordBytes ratchets{};
    auto fields() { return std::tie(epoch, ratchets); }
};

} // namespace

Committer::Committer(LocalStore &store, GroupShelf &groups, LeafPolicy &policy, const Identity &identity,
                     const mls::Party &party)
    : m_store(store)
    , m_groups(groups)
    , m_policy(policy)
    , m_identity(identity)
    , m_party(party)
{
}

mls::LeafConfig Committer::ownLeaf() const
{
    return {m_identity.credential(), {{identity::kLeafExtensionType, m_identity.leafBytes()}}};
}

bool Committer::isOwnLeafOld(const GroupKey &key)
{
    const auto group = m_groups.find(key);
    if (!group || !m_groups.isMember(key)) return false;
    for (const mls::Member &member : (*group)->members()) {
        if (member.leaf != (*group)->ownLeaf()) continue;
        return member.extension(identity::kLeafExtensionType) != m_identity.leafBytes();
    }
    return false;
}

// --- making commits -------------------------------------------------------------------------------

Result<protocol::Commit> Committer::create(const GroupKey &key, const QList<QByteArray> &packages,
                                           RequestId request)
{
    TRY_ASSIGN(auto made, mls::Group::create(m_party, groupIdOf(key), ownLeaf(),
                                             {mls::requiredCapabilities({identity::kLeafExtensionType})}));
    TRY_ASSIGN(mls::Group * group, m_groups.adopt(key, std::move(made)));
    mls::CommitRequest wish;
    wish.adds = packages;
    return this->request(key, *group, std::move(wish), request, Kind::Create, CommitWords{});
}

Result<protocol::Commit> Committer::change(const GroupKey &key, const QList<QByteArray> &packages,
                                           const QList<mls::LeafIndex> &removes, RequestId request,
                                           const std::optional<identity::StaffChain> &by)
{
    TRY_ASSIGN(mls::Group * group, m_groups.find(key));
    if (!m_groups.isMember(key)) return Error{Code::NotFound, QStringLiteral("not a member")};
    mls::CommitRequest wish;
    wish.adds = packages;
    wish.removes = removes;
    CommitWords words;
    if (by) words.replacements.items.append(*by);
    return this->request(key, *group, std::move(wish), request, Kind::Change, std::move(words));
}

Result<protocol::Commit> Committer::expel(const GroupKey &key, const identity::SignedDeviceRemoval &removal,
                                          RequestId request)
{
    TRY_ASSIGN(mls::Group * group, m_groups.find(key));
    if (!m_groups.isMember(key)) return Error{Code::NotFound, QStringLiteral("not a member")};
    mls::CommitRequest wish;
    for (const mls::Member &member : group->members()) {
        const auto person = m_policy.identify(member);
        if (person && isSignedOff(removal, *person)) wish.removes.append(member.leaf);
    }
    if (wish.removes.isEmpty()) return Error{Code::NotFound, QStringLiteral("the device is no member")};
    CommitWords words;
    words.removals.items.append(removal);
    return this->request(key, *group, std::move(wish), request, Kind::Change, std::move(words));
}

Result<protocol::Commit> Committer::request(const GroupKey &key, mls::Group &group, mls::CommitRequest wish,
                                            RequestId request, Kind kind, CommitWords words)
{
    if (isOwnLeafOld(key)) wish.own_leaf = ownLeaf();
    TRY_ASSIGN(const auto cursor, m_store.logs().find(key.log));
    if (cursor) words.seen = {cursor->head, cursor->last_hash, cursor->before};
    const bool is_by_word = !words.removals.items.isEmpty() || !words.replacements.items.isEmpty();
    if (cursor || is_by_word) wish.authenticated_data = encode(words);
    TRY_ASSIGN(const mls::PendingCommit pending, group.commit(wish));
    protocol::Commit message;
    message.request = request;
    message.log = key.log;
    message.generation = key.generation;
    message.epoch = group.epoch();
    message.commit = pending.commit();
    message.group_info = pending.groupInfo();
    TRY_ASSIGN(message.added.items, devicesOf(pending.added()));
    TRY_ASSIGN(message.removed.items, devicesOf(pending.removed()));
    for (const protocol::DeviceOf &device : message.added.items)
        message.welcomes.items.append({device.device, pending.welcome()});
    const QByteArray state = pending.serialise();
    if (m_policy.facts(key.log).is_team) {
        TRY_ASSIGN(message.department_key.bytes, nextPublishedKey(key, group, state));
    }
    TRY(savePending(key, message, state, kind));
    return message;
}

// The leaf of this device, or of one whose place it took.
Result<std::optional<mls::LeafIndex>> Committer::ownOldLeaf(QByteArrayView group_info) const
{
    TRY_ASSIGN(const auto members, mls::publicMembers(group_info));
    std::optional<mls::LeafIndex> leaf;
    for (const mls::Member &member : members) {
        const bool is_own = member.signature_key == m_identity.deviceKey().publicKey();
        if (is_own || m_identity.isFormer(member.signature_key)) leaf = member.leaf;
    }
    return leaf;
}

bool Committer::mayReturn(QByteArrayView group_info) const
{
    const auto members = mls::publicMembers(group_info);
    return members && std::any_of(members->cbegin(), members->cend(), [this](const mls::Member &member) {
               return m_identity.isFormer(member.signature_key);
           });
}

Result<protocol::Commit> Committer::enter(const GroupKey &key, QByteArrayView group_info, RequestId request)
{
    TRY_ASSIGN(const auto own_old, ofOthers(ownOldLeaf(group_info)));
    TRY_ASSIGN(auto joined, ofOthers(mls::Group::joinExternally(m_party, group_info, ownLeaf(), own_old)));
    TRY_ASSIGN(const GroupKey inside, ofOthers(groupKeyOf(joined.group.groupId())));
    if (inside != key) return Error{Code::Crypto, QStringLiteral("another group than it says")};

    protocol::Commit message;
    message.request = request;
    message.log = key.log;
    message.generation = key.generation;
    message.epoch = joined.group.epoch() - 1;
    message.is_external = true;
    message.commit = joined.commit;
    message.group_info = joined.group_info;
    message.added.items = {{m_identity.device(), m_identity.account()}};
    const LogFacts facts = m_policy.facts(key.log);
    if (facts.is_team) {
        TRY_ASSIGN(message.department_key.bytes, publish(joined.group, facts.department));
    }
    mls::SavedGroup saved = joined.group.saved();
    const QByteArray state = encode(SavedState{saved.epoch, saved.ratchets});
    TRY(savePending(key, message, state, Kind::Enter));
    return message;
}

Result<void> Committer::savePending(const GroupKey &key, const protocol::Commit &message,
                                    const QByteArray &state, Kind kind)
{
    PendingCommitRecord record;
    record.group = key;
    record.epoch = message.epoch;
    record.request = message.request;
    record.pending = state;
    record.frame = protocol::encodeFrame(message);
    record.details = encode(Details{static_cast<quint8>(kind)});
    TRY(m_store.pendingCommits().save(record));
    return changeTried(m_store, key, m_party.clock.now());
}

// --- what the server answered ---------------------------------------------------------------------

bool Committer::isPending(const GroupKey &key) const
{
    const auto record = m_store.pendingCommits().find(key);
    return record && record->has_value();
}

Result<MembershipChange> Committer::accepted(const GroupKey &key)
{
    TRY_ASSIGN(const auto record, m_store.pendingCommits().find(key));
    if (!record) return Error{Code::NotFound, QStringLiteral("no pending commit")};
    TRY_ASSIGN(const Details details, decode<Details>(record->details.bytes));
    auto change =
        details.kind == static_cast<quint8>(Kind::Enter) ? entered(key, *record) : merged(key, *record);
    if (!change) return change;
    if (m_policy.facts(key.log).is_team) {
        TRY(keepInboxKey(key));
        TRY(noteTeamPlace(key, static_cast<Kind>(details.kind)));
    } else {
        TRY(leafRenewed(m_store, key, m_party.clock.now()));
    }
    TRY(m_store.pendingCommits().remove(key));
    TRY(changeSettled(m_store, key));
    return change;
}

Result<MembershipChange> Committer::merged(const GroupKey &key, const PendingCommitRecord &record)
{
    TRY_ASSIGN(mls::Group * group, m_groups.find(key));
    TRY_ASSIGN(auto pending, group->restorePending(record.pending.bytes));
    MembershipChange change;
    change.by = m_identity.self();
    TRY_ASSIGN(change.joined, identify(pending.added()));
    TRY_ASSIGN(change.left, identify(pending.removed()));
    TRY(group->merge(std::move(pending)));
    TRY(m_groups.saveEpoch(key));
    return change;
}

Result<MembershipChange> Committer::entered(const GroupKey &key, const PendingCommitRecord &record)
{
    TRY_ASSIGN(const auto state, decode<SavedState>(record.pending.bytes));
    TRY_ASSIGN(auto group, mls::Group::restore(m_party, {state.epoch.bytes, state.ratchets.bytes}));
    TRY(m_groups.adopt(key, std::move(group)));
    // In a conversation it takes the place of a former device of this account.
    const bool is_return = !m_policy.facts(key.log).is_team;
    MembershipChange change{m_identity.self(), {m_identity.self()}, {}, false};
    if (is_return) change.left = change.joined;
    return change;
}

// Who has come in needs no keys of the team's other generations any more.
Result<void> Committer::noteTeamPlace(const GroupKey &key, Kind kind)
{
    if (kind == Kind::Change) return success();
    TRY(teamEntered(m_store, key));
    if (kind == Kind::Enter) TRY(teamEnteredFromOutside(m_store, key.log, m_party.clock.now()));
    TRY_ASSIGN(const auto keys, m_groups.keys());
    for (const GroupKey &other : keys) {
        if (other.log != key.log || other.generation == key.generation) continue;
        TRY(m_store.pendingCommits().remove(other));
        TRY(m_groups.remove(other));
    }
    return success();
}

Result<void> Committer::refused(const GroupKey &key)
{
    TRY_ASSIGN(const auto record, m_store.pendingCommits().find(key));
    if (!record) return success();
    TRY_ASSIGN(const Details details, decode<Details>(record->details.bytes));
    if (details.kind == static_cast<quint8>(Kind::Create)) TRY(m_groups.remove(key));
    return m_store.pendingCommits().remove(key);
}

// --- commits and welcomes of others ---------------------------------------------------------------

Result<std::optional<MembershipChange>> Committer::read(const protocol::Envelope &envelope)
{
    const GroupKey key{envelope.log, envelope.generation};
    TRY_ASSIGN(mls::Group * group, m_groups.find(key));
    if (envelope.epoch < group->epoch()) return std::optional<MembershipChange>();
    TRY_ASSIGN(mls::Incoming incoming, ofOthers(group->process(envelope.body.bytes)));
    auto *staged = std::get_if<mls::StagedCommit>(&incoming);
    if (staged == nullptr) {
        group->clearProposals(); // we take none: the next commit of ours would make it our own wish
        return Error{Code::Crypto, QStringLiteral("no commit where one should be")};
    }
    TRY(ofOthers(m_policy.check(key, *staged)));

    MembershipChange change;
    TRY_ASSIGN(change.by, m_policy.identify(staged->committer()));
    TRY_ASSIGN(change.joined, identify(staged->added()));
    TRY_ASSIGN(change.left, identify(staged->removed()));
    if (staged->isExternal()) change.joined.append(change.by);
    change.self_removed = staged->selfRemoved();
    if (const auto words = decode<CommitWords>(staged->authenticatedData())) change.seen = words->seen;
    TRY(group->merge(std::move(*staged)));
    TRY(m_groups.saveEpoch(key));
    if (m_policy.facts(key.log).is_team && !change.self_removed) TRY(keepInboxKey(key));
    return std::optional(std::move(change));
}

// With the key of the device that the package was made for: this one, or one whose place it took.
Result<mls::SavedGroup> Committer::joined(const protocol::Envelope &envelope,
                                          const mls::KeyPackageBundle &bundle) const
{
    TRY_ASSIGN(const auto package, mls::inspectKeyPackage(bundle.message()));
    for (const crypto::SigningKey &key : m_identity.formerKeys()) {
        if (key.publicKey() != package.member.signature_key) continue;
        const mls::Party former{key, m_party.random, m_party.clock, m_party.validator, m_party.psks};
        TRY_ASSIGN(const auto group, ofOthers(mls::Group::join(former, envelope.body.bytes, bundle)));
        return group.saved();
    }
    TRY_ASSIGN(const auto group, ofOthers(mls::Group::join(m_party, envelope.body.bytes, bundle)));
    return group.saved();
}

// A one-time key has done its work. One of last resort is replaced by the next (KeyPackages), and opens
// what was sealed for it meanwhile, for a day: others may have it from the server.
Result<void> Committer::used(KeyPackageRecord record)
{
    if (!record.is_last_resort) return m_store.keyPackages().remove(record.reference);
    record.is_published = false;
    record.expires_at = std::min(record.expires_at, m_party.clock.now() + limits::kSkippedKeyLife);
    return m_store.keyPackages().save(record);
}

Result<GroupKey> Committer::join(const protocol::Envelope &envelope)
{
    TRY_ASSIGN(const auto references, ofOthers(mls::welcomeReferences(envelope.body.bytes)));
    for (const QByteArray &reference : references) {
        const auto hash = FixedBytes<32>::from(reference);
        if (!hash) continue;
        TRY_ASSIGN(const auto record, m_store.keyPackages().find(*hash));
        if (!record) continue;
        TRY_ASSIGN(const auto bundle, mls::KeyPackageBundle::restore(record->bundle.bytes));
        TRY_ASSIGN(const auto saved, joined(envelope, bundle));
        TRY_ASSIGN(auto group, mls::Group::restore(m_party, saved));
        TRY_ASSIGN(const GroupKey key, groupKeyOf(group.groupId()));
        if (key.log != envelope.about) return Error{Code::Crypto, QStringLiteral("a welcome to another log")};
        // A last-resort package opens its Welcome again: entered twice, keys would be used twice.
        const auto known = m_groups.find(key);
        if (known && (*known)->epoch() >= group.epoch())
            return Error{Code::NotFound, QStringLiteral("entered before")};
        TRY(m_groups.adopt(key, std::move(group)));
        // The keys of its leaf are as old as the key package, which others may have kept for long.
        TRY_ASSIGN(const auto package, mls::inspectKeyPackage(bundle.message()));
        if (!m_policy.facts(key.log).is_team) TRY(leafRenewed(m_store, key, package.not_before));
        TRY(used(*record));
        return key;
    }
    return Error{Code::NotFound, QStringLiteral("no key package for this welcome")};
}

// --- the department's key -------------------------------------------------------------------------

Result<crypto::HpkeKeyPair> Committer::inboxKey(const mls::Group &group, DepartmentId department) const
{
    TRY_ASSIGN(const auto secret, group.exporter("chat121 inbox", encode(department), 32));
    return crypto::HpkeKeyPair::derive(secret.view());
}

Result<QByteArray> Committer::publish(const mls::Group &group, DepartmentId department)
{
    TRY_ASSIGN(const auto pair, inboxKey(group, department));
    return encode(identity::publishDepartmentKey(department, pair.public_key, m_identity.deviceKey(),
                                                 m_identity.profile().leaf, m_party.clock.now()));
}

Result<QByteArray> Committer::publishedKey(const GroupKey &key)
{
    TRY_ASSIGN(const mls::Group *group, m_groups.find(key));
    return publish(*group, m_policy.facts(key.log).department);
}

// The key of the epoch that the pending commit makes, from a second copy of the group.
Result<QByteArray> Committer::nextPublishedKey(const GroupKey &key, mls::Group &group,
                                               const QByteArray &pending)
{
    TRY_ASSIGN(auto copy, mls::Group::restore(m_party, group.saved()));
    TRY_ASSIGN(auto next, copy.restorePending(pending));
    TRY(copy.merge(std::move(next)));
    return publish(copy, m_policy.facts(key.log).department);
}

Result<void> Committer::keepInboxKey(const GroupKey &key)
{
    TRY_ASSIGN(const mls::Group *group, m_groups.find(key));
    const DepartmentId department = m_policy.facts(key.log).department;
    TRY_ASSIGN(const auto pair, inboxKey(*group, department));
    DepartmentKeyRecord record;
    record.id = identity::inboxKeyIdOf(pair.public_key).value;
    record.department = department;
    record.made_at = m_party.clock.now();
    record.order = DepartmentKeyRecord::orderOf(key, group->epoch());
    record.private_key = pair.private_key.view().toByteArray();
    return m_store.departmentKeys().save(record);
}

Result<QList<identity::VerifiedMember>> Committer::identify(const QList<mls::Member> &members)
{
    QList<identity::VerifiedMember> people;
    for (const mls::Member &member : members) {
        TRY_ASSIGN(auto person, m_policy.identify(member));
        people.append(std::move(person));
    }
    return people;
}

Result<QList<protocol::DeviceOf>> Committer::devicesOf(const QList<mls::Member> &members)
{
    QList<protocol::DeviceOf> devices;
    TRY_ASSIGN(const auto people, identify(members));
    for (const identity::VerifiedMember &person : people)
        devices.append({person.device.device, person.account()});
    return devices;
}

} // namespace chat121::engine
