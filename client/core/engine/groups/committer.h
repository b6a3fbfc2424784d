// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Changes of membership: makes commits and reads those of others, joins by Welcome, enters a team.
//
//     create / change / enter  -> the message for the server, saved as pending before it leaves
//     accepted or refused      -> what the server answered; a pending commit survives a crash
//     read / join              -> somebody else's commit, or a Welcome for this device
//
// All of them write and must be called inside of the caller's transaction; when it is undone, call
// Sealer::forget(). A team group's commit brings the department's new inbox key, whose private half
// is kept as soon as the epoch is entered.
// Threads: engine. Errors: mls/group.h, chain.h, local_store.h; NotFound without a pending commit.
#pragma once

#include "client/core/engine/groups/commit_words.h"
#include "client/core/engine/groups/group_shelf.h"
#include "client/core/engine/groups/leaf_policy.h"
#include "common/crypto/hpke.h"
#include "common/protocol/messages/delivery.h"
#include "common/protocol/messages/logs.h"

namespace chat121::engine {

// Who came and who went, by whom.
struct MembershipChange {
    identity::VerifiedMember by;
    QList<identity::VerifiedMember> joined;
    QList<identity::VerifiedMember> left;
    bool self_removed = false;
    bool is_entry = false;      // all who are there: this device came, or the group began
    std::optional<Seen> seen{}; // how far the committer had read the log, of a commit of others
};

class Committer {
public:
    Committer(LocalStore &store, GroupShelf &groups, LeafPolicy &policy, const Identity &identity,
              const mls::Party &party);

    Result<protocol::Commit> create(const GroupKey &key, const QList<QByteArray> &packages,
                                    RequestId request);
    // `by`: whose word members who remove somebody else's devices carry out (commit_words.h).
    Result<protocol::Commit> change(const GroupKey &key, const QList<QByteArray> &packages,
                                    const QList<mls::LeafIndex> &removes, RequestId request,
                                    const std::optional<identity::StaffChain> &by = {});
    // Without one device, as its account has signed. NotFound if it is no member.
    Result<protocol::Commit> expel(const GroupKey &key, const identity::SignedDeviceRemoval &removal,
                                   RequestId request);
    Result<protocol::Commit> enter(const GroupKey &key, QByteArrayView group_info, RequestId request);
    // Whether a device whose place this one took is a member of the group that `group_info` shows.
    bool mayReturn(QByteArrayView group_info) const;

    Result<MembershipChange> accepted(const GroupKey &key);
    Result<void> refused(const GroupKey &key);
    bool isPending(const GroupKey &key) const;

    // Whether this device's leaf in the group shows an older badge than the profile has.
    bool isOwnLeafOld(const GroupKey &key);

    // Nothing for a commit of an epoch that this device has entered already.
    Result<std::optional<MembershipChange>> read(const protocol::Envelope &envelope);

    // NotFound if no key package of this device fits (used before, or somebody else's), or if this device
    // has been in the group since.
    Result<GroupKey> join(const protocol::Envelope &envelope);

    // The department's inbox key of this epoch.
    Result<crypto::HpkeKeyPair> inboxKey(const mls::Group &group, DepartmentId department) const;

    // The key of the current epoch, signed by this device, for everybody to seal to.
    Result<QByteArray> publishedKey(const GroupKey &key);

private:
    enum class Kind : quint8 { Create = 1, Change = 2, Enter = 3 };
    struct Details {
        quint8 kind = 0;
        auto fields() { return std::tie(kind); }
    };

    mls::LeafConfig ownLeaf() const;
    Result<protocol::Commit> request(const GroupKey &key, mls::Group &group, mls::CommitRequest wish,
                                     RequestId request, Kind kind, CommitWords words);
    Result<void> savePending(const GroupKey &key, const protocol::Commit &message, const QByteArray &state,
                             Kind kind);
    Result<QByteArray> nextPublishedKey(const GroupKey &key, mls::Group &group, const QByteArray &pending);
    Result<QByteArray> publish(const mls::Group &group, DepartmentId department);
    Result<void> keepInboxKey(const GroupKey &key);
    Result<void> noteTeamPlace(const GroupKey &key, Kind kind);
    Result<std::optional<mls::LeafIndex>> ownOldLeaf(QByteArrayView group_info) const;
    Result<mls::SavedGroup> joined(const protocol::Envelope &envelope,
                                   const mls::KeyPackageBundle &bundle) const;
    Result<void> used(KeyPackageRecord record);
    Result<MembershipChange> entered(const GroupKey &key, const PendingCommitRecord &record);
    Result<MembershipChange> merged(const GroupKey &key, const PendingCommitRecord &record);
    Result<QList<identity::VerifiedMember>> identify(const QList<mls::Member> &members);
    Result<QList<protocol::DeviceOf>> devicesOf(const QList<mls::Member> &members);

    LocalStore &m_store;
    GroupShelf &m_groups;
    LeafPolicy &m_policy;
    const Identity &m_identity;
    const mls::Party &m_party;
};

} // namespace chat121::engine
