// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Everything that a device knows about one epoch of a group, and the step to the next.
//
// Ownership: a Group owns one; pending and staged commits own the one that they lead to.
// Not copied: what the next epoch shares with this one is shared by RatchetTree. Threads: one at a time.
#pragma once

#include "common/mls/framing.h"
#include "common/mls/group.h"
#include "common/mls/key_schedule.h"
#include "common/mls/proposal_list.h"
#include "common/mls/secret_tree.h"
#include "common/mls/treekem.h"

#include <vector>

namespace chat121::mls {

// Who was in an epoch, without extensions, to keep the saved state small: the tree itself as long as it
// is in memory anyway, a list after a restart.
class PastMembers {
public:
    PastMembers() = default;
    explicit PastMembers(RatchetTree tree)
        : m_members(std::move(tree))
    {
    }
    explicit PastMembers(QList<Member> ascending)
        : m_members(std::move(ascending))
    {
    }

    std::optional<Member> find(LeafIndex leaf) const;
    QList<Member> list() const;

private:
    std::variant<QList<Member>, RatchetTree> m_members;
};

// What late application messages of an epoch are opened with.
struct PastEpoch {
    GroupContext context;
    LeafIndex own;
    UnixTime ended;
    PastMembers members;
    crypto::Secret32 sender_data;
    SecretTree ratchets; // saved apart from the rest
};

struct GroupState {
    GroupContext context;
    QByteArray confirmation_tag;
    QByteArray interim_transcript_hash;
    RatchetTree tree;
    LeafIndex own;
    TreeKeys keys;
    EpochSecrets secrets;
    SecretTree ratchets;
    bool active = true;

    ProposalItems proposals;                             // received in this epoch, or our own
    std::map<QByteArray, crypto::HpkeKeyPair> updates;   // of our Update proposals, by public key
    std::map<quint64, crypto::Secret32> resumption_psks; // by epoch, this one included
    std::vector<PastEpoch> past;                         // newest first

    const QByteArray &groupId() const { return context.group_id.bytes; }
    quint64 epoch() const { return context.epoch; }
    const LeafNode &ownLeaf() const { return *tree.leaf(own); }
};

// Member by member, as far as the tree knows.
QList<Member> membersOf(const RatchetTree &tree);

// The state of the next epoch before its secrets are known: a new tree and new extensions, the old
// transcript. `context` is then the provisional GroupContext of Section 12.4.1 but for the tree
// hash, which a path still changes.
std::unique_ptr<GroupState> nextState(const GroupState &old, const AppliedProposals &applied);

struct EpochInputs {
    const crypto::Secret32 &init_secret;
    const crypto::Secret32 &commit_secret;
    const crypto::Secret32 &psk_secret;
};
// Derives the secrets, tags and ratchets of the epoch that `commit` begins; returns joiner_secret.
// REQUIRES: context.tree_hash is that of the new tree
crypto::Secret32 enterEpoch(GroupState &next, const QByteArray &interim_before,
                            const AuthenticatedContent &commit, const EpochInputs &inputs);

// Fills the ratchets, tag and interim hash of an epoch whose secrets are known.
void startEpoch(GroupState &state);

// Takes over from `old` what outlives an epoch: its late messages and resumption PSKs.
void inheritPast(GroupState &next, GroupState &old, UnixTime now);
// Erases past epochs that have ended too long ago.
void expirePast(GroupState &state, UnixTime now);

// Section 7.3 for the members of the next epoch together (tree_validation.h).
Result<void> validateNextMembers(const GroupState &old, const GroupState &next);

// The PSKs with their values; refused if one is unknown.
Result<std::vector<Psk>> resolvePsks(const QList<PreSharedKeyId> &ids, const GroupState &state,
                                     PskSource *source);

// The GroupInfo of this epoch, signed. `extensions` as wanted by the receiver.
GroupInfo makeGroupInfo(const GroupState &state, const crypto::SigningKey &key, ExtensionList extensions);
Extension ratchetTreeExtension(const GroupState &state);
Extension externalPubExtension(const GroupState &state);

WireFormat wireFormat(CommitRequest::Framing framing);

// A message of our own in the current epoch, signed.
AuthenticatedContent signedContent(const GroupState &state, const crypto::SigningKey &key, WireFormat format,
                                   Content content, const QByteArray &authenticated_data);
// ... and framed, as its wire format says. Uses up a key when it is a PrivateMessage.
Result<QByteArray> frameMessage(GroupState &state, const AuthenticatedContent &content, RandomSource &random,
                                crypto::Padding padding = crypto::Padding::Steps);

// Asks the validator, if there is one, about a leaf of the tree.
Result<void> judgeLeaf(const Party &party, const GroupState &state, LeafOrigin origin, LeafIndex leaf,
                       const std::optional<Member> &predecessor);

} // namespace chat121::mls
