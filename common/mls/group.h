// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// One device's membership of one MLS group: RFC 9420, cipher suite 3.
//
//     create / join / joinExternally -> Group
//     commit(...)  -> PendingCommit, the epoch stays; send it; merge() when the server accepted it
//     process(...) -> Application | StagedCommit | ProposalReceived; look at it; merge() the commit
//     protect(...) -> one sealed application message
//
// Save before you send: protect(), commit() and propose...() use up a key, so the advanced ratchets
// must be on disk before the message leaves (common/mls/README.md, "What must be saved when").
//
// Ownership: a Group owns its state and borrows the Party. Threads: one at a time.
// Errors: Crypto for everything that does not verify, without a reason; Malformed for bytes that
// are not MLS; Conflict for a handshake of another epoch than the current one; Expired for a
// message whose key is gone (replay, too old); NotFound for another group; Forbidden after removal;
// otherwise what the CredentialValidator said. A failed operation has changed nothing.
#pragma once

#include "common/crypto/padding.h"
#include "common/crypto/secret.h"
#include "common/mls/key_package_bundle.h"
#include "common/mls/member.h"

#include <memory>
#include <variant>

namespace chat121::mls {

struct GroupState;
struct ExternalJoin;

// What commit() shall do, beside the proposals that were received in this epoch: those are included
// by reference, except Updates and Removes that the new ones overrule and what would make it invalid.
struct CommitRequest {
    enum class Path { WhenNeeded, Always };
    enum class Framing { Private, Public };

    QList<QByteArray> adds; // MLSMessage(KeyPackage)
    QList<LeafIndex> removes;
    QList<QByteArray> psk_ids; // external PSKs, known to Party::psks
    Path path = Path::Always;  // Always: fresh keys, forward secrecy and healing
    Framing framing = Framing::Private;
    std::optional<LeafConfig> own_leaf; // what our leaf shall say from now on; brings a path
    QByteArray authenticated_data;
};

// A commit of our own that the group does not know yet. Survives a restart by serialise().
class PendingCommit {
public:
    PendingCommit(PendingCommit &&) noexcept;
    PendingCommit &operator=(PendingCommit &&) noexcept;
    ~PendingCommit();

    const QByteArray &commit() const { return m_commit; }        // MLSMessage
    const QByteArray &welcome() const { return m_welcome; }      // MLSMessage; empty if nobody is added
    const QByteArray &groupInfo() const { return m_group_info; } // MLSMessage, of the new epoch
    quint64 epoch() const;                                       // the new one
    const QList<Member> &added() const { return m_added; }
    const QList<Member> &removed() const { return m_removed; }

    QByteArray serialise() const;

private:
    friend class Group;
    friend struct CommitBuilder;
    PendingCommit();

    std::unique_ptr<GroupState> m_next;
    QByteArray m_parent; // the epoch authenticator of the epoch that it was made in
    QByteArray m_commit;
    QByteArray m_welcome;
    QByteArray m_group_info;
    QList<Member> m_added;
    QList<Member> m_removed;
};

struct Application {
    LeafIndex sender;
    QByteArray data;
    QByteArray authenticated_data;
    quint64 epoch = 0;
    quint32 generation = 0;
    Member member; // the sender as it was in that epoch; of a past epoch without extensions
};

// A proposal that is kept until the end of the epoch; commit() includes it.
struct ProposalReceived {
    enum class Kind : quint8 {
        Add,
        Update,
        Remove,
        Psk,
        ReInit,
        ExternalInit,
        GroupContextExtensions,
        Other
    };

    Kind kind = Kind::Other;
    QByteArray reference;
    std::optional<LeafIndex> sender;  // nothing: an external sender or a joiner
    std::optional<LeafIndex> removes; // Kind::Remove
    QByteArray authenticated_data;
};

// A message that this state sent itself. Its content cannot be opened again, by design. An Application
// of our own leaf was sent by another copy of the state: nothing may be sent from this one any more.
struct OwnMessage {
    quint64 epoch = 0;
};

// A verified commit of another member, not applied yet: inspect, then merge() or drop it.
class StagedCommit {
public:
    StagedCommit(StagedCommit &&) noexcept;
    StagedCommit &operator=(StagedCommit &&) noexcept;
    ~StagedCommit();

    quint64 epoch() const { return m_epoch; } // the new one
    const Member &committer() const { return m_committer; }
    bool isExternal() const { return m_external; } // the committer joins by this commit ...
    bool selfRemoved() const { return m_self_removed; }
    const QList<Member> &added() const { return m_added; }          // ... and is not listed here
    const QList<Member> &removed() const { return m_removed; }      // ... but its old leaf is, if replaced
    const QList<Member> &updated() const { return m_updated; }      // as they are now; with the committer
    bool changesExtensions() const { return m_changes_extensions; } // of the group context
    const QByteArray &authenticatedData() const { return m_authenticated_data; }

private:
    friend class Group;
    friend struct CommitReader;
    StagedCommit();

    std::unique_ptr<GroupState> m_next; // nothing when this device is removed
    QByteArray m_parent;                // the epoch authenticator of the epoch that it ends
    quint64 m_epoch = 0;
    Member m_committer;
    bool m_external = false;
    bool m_self_removed = false;
    bool m_changes_extensions = false;
    QList<Member> m_added;
    QList<Member> m_removed;
    QList<Member> m_updated;
    QByteArray m_authenticated_data;
};

using Incoming = std::variant<Application, StagedCommit, ProposalReceived, OwnMessage>;

// The state in two parts, so that a message costs a small write. `epoch` changes by merge(), by a
// proposal and by joining; `ratchets` changes also by protect() and process(). Restore the newest
// of both; parts of different epochs do not fit together and are refused.
struct SavedGroup {
    QByteArray epoch;
    QByteArray ratchets;
};

class Group {
public:
    // A group of one. `context_extensions` are the group's own, normally requiredCapabilities().
    static Result<Group> create(const Party &party, const QByteArray &group_id, const LeafConfig &own,
                                const QList<Extension> &context_extensions);

    // By a Welcome for this key package. The tree may come beside the Welcome instead of in it.
    static Result<Group> join(const Party &party, QByteArrayView welcome, const KeyPackageBundle &bundle);
    static Result<Group> join(const Party &party, QByteArrayView welcome, const KeyPackageBundle &bundle,
                              QByteArrayView ratchet_tree);

    // Without an invitation, by a commit that the members may refuse. `replaces` is the leaf of an
    // earlier membership that is removed by the same commit. See also publicMembers().
    static Result<ExternalJoin> joinExternally(const Party &party, QByteArrayView group_info,
                                               const LeafConfig &own, std::optional<LeafIndex> replaces);

    static Result<Group> restore(const Party &party, const SavedGroup &saved);
    SavedGroup saved() const;
    QByteArray savedRatchets() const; // SavedGroup::ratchets alone

    Group(Group &&) noexcept;
    Group &operator=(Group &&) noexcept;
    ~Group();

    // False after the merge of a commit that removed this device.
    bool isActive() const;
    const QByteArray &groupId() const;
    quint64 epoch() const;
    LeafIndex ownLeaf() const;
    QList<Member> members() const;
    std::optional<Member> member(LeafIndex leaf) const;
    QList<Extension> contextExtensions() const;
    QByteArray epochAuthenticator() const;

    // RFC 9420, Section 8.5. The same for all members of this epoch. REQUIRES: length <= 255 * 32
    Result<crypto::SecretBytes> exporter(const QByteArray &label, QByteArrayView context,
                                         qsizetype length) const;

    // MLSMessage(GroupInfo) of this epoch with external_pub and ratchet_tree, signed by this device.
    Result<QByteArray> groupInfo() const;

    // Which generation of this device's ratchet protect() will use. The signature of a message does not
    // cover it, so any member could send the message again under another: whoever minds says it in
    // authenticated_data, and receivers compare (RFC 9750, Section 8.6).
    quint32 nextGeneration();

    // One MLSMessage(PrivateMessage), padded (crypto/padding.h). Conflict while proposals wait: commit
    // first, or clearProposals() if the application accepts none.
    Result<QByteArray> protect(QByteArrayView plaintext, QByteArrayView authenticated_data,
                               crypto::Padding padding = crypto::Padding::Steps);

    // Anything a member may receive except a Welcome. Uses up the key of an application message or
    // a proposal; a commit changes nothing until it is merged, and may be processed again.
    Result<Incoming> process(QByteArrayView message);

    // Enters nothing; only the handshake ratchet advances (unless Framing::Public).
    Result<PendingCommit> commit(const CommitRequest &request);
    Result<PendingCommit> restorePending(QByteArrayView bytes) const;

    // Enters the new epoch and erases the keys of the old, but for its late application messages.
    // Fails with Conflict when the group has moved on meanwhile.
    Result<void> merge(PendingCommit &&pending);
    Result<void> merge(StagedCommit &&staged);

    // Proposals for the next commit of anybody. Kept here as process() keeps those of others.
    Result<QByteArray> proposeAdd(QByteArrayView key_package, CommitRequest::Framing framing);
    Result<QByteArray> proposeRemove(LeafIndex leaf, CommitRequest::Framing framing);
    Result<QByteArray> proposeUpdate(CommitRequest::Framing framing);

    // Forgets received proposals, so that commit() does not include them.
    void clearProposals();

    // Where messages come in the order in which they were protected, or never: erases the keys of the
    // sender's messages of that epoch that this one has overtaken. Whether there were any.
    bool passed(LeafIndex sender, quint64 epoch, quint32 generation);

    // Erases what has become too old while nobody wrote: keys of overtaken messages, past epochs.
    // True if there was any; then save the group.
    bool expire();

private:
    Group(const Party &party, std::unique_ptr<GroupState> state);

    const Party *m_party;
    std::unique_ptr<GroupState> m_state;
};

struct ExternalJoin {
    Group group;           // already in the new epoch; drop it when the server refuses the commit
    QByteArray commit;     // MLSMessage(PublicMessage)
    QByteArray group_info; // of the new epoch
};

// The members that a GroupInfo (with its ratchet tree) shows to somebody outside; verified.
Result<QList<Member>> publicMembers(QByteArrayView group_info);

// Makes a group refuse leaves that do not support these leaf extensions (RFC 9420, Section 7.2).
Extension requiredCapabilities(const QList<quint16> &extension_types);

// The group, epoch and kind that a message says in clear, before anything is verified.
struct MessageHeader {
    enum class Kind : quint8 { Application, Proposal, Commit, Welcome, GroupInfo, KeyPackage };

    Kind kind = Kind::Application;
    QByteArray group_id; // empty for a Welcome or KeyPackage
    quint64 epoch = 0;
    QByteArray authenticated_data; // of a message to a group; nobody has verified it yet
};
Result<MessageHeader> peek(QByteArrayView message);

} // namespace chat121::mls
