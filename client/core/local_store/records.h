// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The plain values that ItemTable keeps: each has the number of its kind, its key and, where lists
// are asked for, the scope that they belong to. fields() is what is sealed.
//
// A kind's number is on disk: never renumber, never reuse. New fields: a new kind and a migration.
#pragma once

#include "common/base/limits.h"
#include "common/codec/fields.h"
#include "common/protocol/message_type.h"

#include <algorithm>

namespace chat121 {

enum class ItemKind : quint16 {
    Profile = 1,
    Conversation = 2,
    GroupEpoch = 3,
    GroupRatchets = 4,
    PendingCommit = 5,
    KeyPackage = 6,
    DepartmentKey = 7,
    Preview = 8,
    Draft = 9,
    Person = 10,
    Note = 11,
    Log = 12,
    Counter = 13,
    Check = 14,          // one row that tells whether the key fits
    SearchManifest = 20, // which segments the search index has
    StaffNote = 28,
    LockedEntry = 29,
    NoteDraft = 30,
    Contact = 32,
    Trust = 33,
    WaitingChange = 36,
    CannedReply = 44,
    ReplyUse = 45,
    WrapUp = 46,
    Later = 47,
    Rating = 50,
    Snooze = 51,
    Intake = 52,
};

using RecordBytes = Opaque<limits::kRecordBytesMax>;
inline constexpr qsizetype kTrustedKept = 64; // people of one conversation
using RecordText = Text<limits::kRecordBytesMax>;

// Names one group of a log: (log, generation).
struct GroupKey {
    LogId log{};
    quint32 generation = 0;
    auto fields() { return std::tie(log, generation); }
    auto operator<=>(const GroupKey &) const = default;
};

// Names one envelope: where it is.
struct EnvelopeKey {
    LogId log{};
    Sequence sequence{};
    auto fields() { return std::tie(log, sequence); }
    auto operator<=>(const EnvelopeKey &) const = default;
};

// What the lists show of a conversation, and what the engine has to remember about it.
struct ConversationRecord {
    static constexpr auto kKind = ItemKind::Conversation;
    using Key = ConversationId;

    ConversationId id{};
    DepartmentId department{};
    AccountId guest{};
    protocol::ConversationState state = protocol::ConversationState::Waiting;
    protocol::StartMode mode = protocol::StartMode::Live;
    AccountId taker{};
    quint32 generation = 0; // of the newest group this device knows
    Sequence read_up_to{};  // the person has seen everything up to here
    UnixTime waiting_since{};
    UnixTime last_at{};
    RecordText title{};
    RecordText preview{};
    RecordBytes details{}; // the engine's own, encoded

    Key key() const { return id; }
    quint64 scope() const { return 0; }
    auto fields()
    {
        return std::tie(id, department, guest, state, mode, taker, generation, read_up_to, waiting_since,
                        last_at, title, preview, details);
    }
};

// The two parts of mls::SavedGroup. Save both in one transaction when the epoch changes.
struct GroupEpochRecord {
    static constexpr auto kKind = ItemKind::GroupEpoch;
    using Key = GroupKey;

    GroupKey group{};
    RecordBytes state{};

    Key key() const { return group; }
    quint64 scope() const { return group.log.value; } // all groups of a log
    auto fields() { return std::tie(group, state); }
};

struct GroupRatchetsRecord {
    static constexpr auto kKind = ItemKind::GroupRatchets;
    using Key = GroupKey;

    GroupKey group{};
    RecordBytes state{};

    Key key() const { return group; }
    quint64 scope() const { return group.log.value; }
    auto fields() { return std::tie(group, state); }
};

// A commit of our own that the server has not answered yet, and the frame that carries it.
struct PendingCommitRecord {
    static constexpr auto kKind = ItemKind::PendingCommit;
    using Key = GroupKey;

    GroupKey group{};
    quint64 epoch = 0; // sent in
    RequestId request{};
    RecordBytes pending{}; // mls::PendingCommit::serialise(), or the state after an external join
    RecordBytes frame{};   // the encoded protocol::Commit, to be sent again as it was
    RecordBytes details{}; // the engine's own, encoded

    Key key() const { return group; }
    quint64 scope() const { return group.log.value; }
    auto fields() { return std::tie(group, epoch, request, pending, frame, details); }
};

struct KeyPackageRecord {
    static constexpr auto kKind = ItemKind::KeyPackage;
    using Key = FixedBytes<32>;

    FixedBytes<32> reference{};
    UnixTime expires_at{};
    bool is_last_resort = false;
    bool is_published = false;
    RecordBytes bundle{}; // with the private keys

    Key key() const { return reference; }
    quint64 scope() const { return 0; }
    auto fields() { return std::tie(reference, expires_at, is_last_resort, is_published, bundle); }
};

// A private inbox key of a department.
struct DepartmentKeyRecord {
    static constexpr auto kKind = ItemKind::DepartmentKey;
    using Key = quint64;

    quint64 id = 0; // identity::InboxKeyId
    DepartmentId department{};
    UnixTime made_at{};
    quint64 order = 0; // later keys have greater ones: see orderOf()
    RecordBytes private_key{};

    Key key() const { return id; }
    quint64 scope() const { return department.value; } // all keys of a department
    auto fields() { return std::tie(id, department, made_at, order, private_key); }

    // Of the key that a team's group exports in an epoch: a later generation begins its epochs anew.
    static quint64 orderOf(const GroupKey &group, quint64 epoch)
    {
        constexpr quint64 kEpochsEnd = quint64(1) << 32;
        return group.generation * kEpochsEnd + std::min(epoch, kEpochsEnd - 1);
    }
};

// An envelope of a waiting room that this device could open.
struct PreviewRecord {
    static constexpr auto kKind = ItemKind::Preview;
    using Key = EnvelopeKey;

    EnvelopeKey envelope{};
    ConversationId conversation{};
    FixedBytes<16> message{};
    AccountId author{};
    UnixTime written_at{};
    RecordText display_name{};
    RecordText text{};
    RecordBytes sealed{};  // as it lies in the waiting room, for sealing it anew
    RecordBytes details{}; // the engine's own: key package, chain

    Key key() const { return envelope; }
    quint64 scope() const { return conversation.value; } // all previews of a conversation
    auto fields()
    {
        return std::tie(envelope, conversation, message, author, written_at, display_name, text, sealed,
                        details);
    }
};

struct DraftRecord {
    static constexpr auto kKind = ItemKind::Draft;
    using Key = ConversationId;

    ConversationId conversation{};
    RecordText text{};

    Key key() const { return conversation; }
    quint64 scope() const { return 0; }
    auto fields() { return std::tie(conversation, text); }
};

// Of an internal note; apart from the reply's, so that neither is ever taken for the other.
struct NoteDraftRecord {
    static constexpr auto kKind = ItemKind::NoteDraft;
    using Key = ConversationId;

    ConversationId conversation{};
    RecordText text{};

    Key key() const { return conversation; }
    quint64 scope() const { return 0; }
    auto fields() { return std::tie(conversation, text); }
};

// What was proven about a person once, for names in lists while their chain is not at hand.
struct PersonRecord {
    static constexpr auto kKind = ItemKind::Person;
    using Key = AccountId;

    AccountId account{};
    RecordText name{};
    RecordText role{};
    RecordBytes chain{};
    RecordBytes details{}; // the engine's own, encoded

    Key key() const { return account; }
    quint64 scope() const { return 0; }
    auto fields() { return std::tie(account, name, role, chain, details); }
};

// Somebody whose safety words were compared with one's own.
struct ContactRecord {
    static constexpr auto kKind = ItemKind::Contact;
    using Key = AccountId;

    AccountId account{};
    FixedBytes<32> account_key{};
    RecordText name{}; // staff: as it was signed then
    bool is_staff = false;
    bool is_verified = false; // else they did not match
    UnixTime compared_at{};

    Key key() const { return account; }
    quint64 scope() const { return 0; }
    auto fields() { return std::tie(account, account_key, name, is_staff, is_verified, compared_at); }
};

// Whom the person at this computer trusts in one conversation.
struct TrustRecord {
    static constexpr auto kKind = ItemKind::Trust;
    using Key = ConversationId;

    ConversationId conversation{};
    List<AccountId, kTrustedKept> verified{}; // compared words here
    List<AccountId, kTrustedKept> accepted{}; // in a verified person's place, and confirmed

    Key key() const { return conversation; }
    quint64 scope() const { return 0; }
    auto fields() { return std::tie(conversation, verified, accepted); }
};

// What a colleague, or the person here, has noted about a conversation, for staff only.
struct StaffNoteRecord {
    static constexpr auto kKind = ItemKind::StaffNote;
    using Key = FixedBytes<16>;

    FixedBytes<16> id{};
    ConversationId conversation{};
    Sequence after{}; // what its author had read of the conversation
    AccountId author{};
    UnixTime said_at{};
    RecordText author_name{};
    RecordText author_role{};
    RecordText text{};
    bool is_stored = false; // on the server

    Key key() const { return id; }
    quint64 scope() const { return conversation.value; } // all notes of a conversation
    auto fields()
    {
        return std::tie(id, conversation, after, author, said_at, author_name, author_role, text, is_stored);
    }
};

struct ReplyKey {
    DepartmentId department{};
    FixedBytes<16> id{};
    auto fields() { return std::tie(department, id); }
    auto operator<=>(const ReplyKey &) const = default;
};

// A canned reply of a department, as the newest entry of its team's log says; without words once it is
// deleted.
struct CannedReplyRecord {
    static constexpr auto kKind = ItemKind::CannedReply;
    using Key = ReplyKey;

    ReplyKey reply{};
    quint64 revision = 0;
    FixedBytes<16> entry{}; // that says so
    AccountId author{};
    bool is_deleted = false;
    RecordText shortcut{};
    RecordText title{};
    RecordText language{};
    RecordText text{};

    Key key() const { return reply; }
    quint64 scope() const { return reply.department.value; } // all of a department
    auto fields()
    {
        return std::tie(reply, revision, entry, author, is_deleted, shortcut, title, language, text);
    }
};

// How often the person here has used one, on this computer.
struct ReplyUseRecord {
    static constexpr auto kKind = ItemKind::ReplyUse;
    using Key = FixedBytes<16>;

    FixedBytes<16> reply{};
    quint32 count = 0;

    Key key() const { return reply; }
    quint64 scope() const { return 0; }
    auto fields() { return std::tie(reply, count); }
};

// What a member has said about a message that is not on this device: it may come out of the archive, or be
// said again.
struct WaitingChangeRecord {
    static constexpr auto kKind = ItemKind::WaitingChange;
    using Key = EnvelopeKey;

    EnvelopeKey envelope{};
    AccountId author{};
    RecordText author_name{};
    RecordText author_role{};
    RecordBytes content{}; // encodeContent()

    Key key() const { return envelope; }
    quint64 scope() const { return envelope.log.value; } // all of a conversation
    auto fields() { return std::tie(envelope, author, author_name, author_role, content); }
};

// What the customer of a conversation said before the first words, and what both sides have signed about it.
struct IntakeRecord {
    static constexpr auto kKind = ItemKind::Intake;
    using Key = ConversationId;

    ConversationId conversation{};
    quint64 number = 0;    // of what was said
    RecordBytes consent{}; // encoded identity::ConsentProof; empty: none, or one that does not hold
    RecordBytes receipt{}; // encoded identity::ConsentReceiptProof; empty: none yet
    quint32 version = 0;   // of the text that was agreed to
    RecordText text{};
    UnixTime accepted_at{};
    RecordText received_by{}; // who signed the receipt
    UnixTime received_at{};
    bool is_told = false;     // by a line in the conversation
    RecordBytes answers{};    // encoded content::StartAnswers
    RecordBytes context{};    // encoded content::CustomerContext
    FixedBytes<16> row{};     // of the timeline, that shows them; zero: there are none
    bool is_answered = false; // the customer's own: nothing more is asked until the conversation is closed

    Key key() const { return conversation; }
    quint64 scope() const { return 0; }
    auto fields()
    {
        return std::tie(conversation, number, consent, receipt, version, text, accepted_at, received_by,
                        received_at, is_told, answers, context, row, is_answered);
    }
};

// Words that are to be sent later.
struct LaterRecord {
    static constexpr auto kKind = ItemKind::Later;
    using Key = FixedBytes<16>;

    FixedBytes<16> id{}; // of the message that it will be
    ConversationId conversation{};
    RecordText text{};
    UnixTime due_at{};
    bool is_held = false; // was due while nothing could be written there

    Key key() const { return id; }
    quint64 scope() const { return conversation.value; } // all of a conversation
    auto fields() { return std::tie(id, conversation, text, due_at, is_held); }
};

// How a conversation ended, as the last of the staff's wrap-ups says.
struct WrapUpRecord {
    static constexpr auto kKind = ItemKind::WrapUp;
    using Key = ConversationId;

    struct Tag {
        RecordText name{};
        auto fields() { return std::tie(name); }
    };

    ConversationId conversation{};
    FixedBytes<16> entry{}; // of the team's log
    UnixTime said_at{};
    quint16 outcome = 0;
    List<Tag, limits::kWrapUpTagsMax> tags{};

    Key key() const { return conversation; }
    quint64 scope() const { return 0; }
    auto fields() { return std::tie(conversation, entry, said_at, outcome, tags); }
};

// How the customer has rated a conversation, as far as this computer has read; and for the customer's own,
// what is to be asked.
struct RatingRecord {
    static constexpr auto kKind = ItemKind::Rating;
    using Key = ConversationId;

    ConversationId conversation{};
    UnixTime closed_at{}; // when the customer saw it end; 0: it is not to be asked any more
    UnixTime rated_at{};
    Sequence sequence{}; // of the last one
    quint8 stars = 0;    // 0: none yet
    quint8 given = 0;    // since it was closed
    bool is_skipped = false;
    bool is_leaving = false; // kept here until the server has it
    RecordText remark{};

    Key key() const { return conversation; }
    quint64 scope() const { return 0; }
    auto fields()
    {
        return std::tie(conversation, closed_at, rated_at, sequence, stars, given, is_skipped, is_leaving,
                        remark);
    }
};

// A conversation that the person here has put off.
struct SnoozeRecord {
    static constexpr auto kKind = ItemKind::Snooze;
    using Key = ConversationId;

    ConversationId conversation{};
    UnixTime until{};
    bool is_back = false; // it was due, and the person has not come to it yet

    Key key() const { return conversation; }
    quint64 scope() const { return 0; }
    auto fields() { return std::tie(conversation, until, is_back); }
};

// An entry of a team's log whose content key is not here yet.
struct LockedEntryRecord {
    static constexpr auto kKind = ItemKind::LockedEntry;
    using Key = EnvelopeKey;

    EnvelopeKey envelope{};
    UnixTime stored_at{};
    RecordBytes sealed{};

    Key key() const { return envelope; }
    quint64 scope() const { return envelope.log.value; } // all of a team
    auto fields() { return std::tie(envelope, stored_at, sealed); }
};

// Anything small that the engine keeps by a name of its own.
struct NoteRecord {
    static constexpr auto kKind = ItemKind::Note;
    using Key = QString;

    RecordText name{};
    RecordBytes value{};

    Key key() const { return name.text; }
    quint64 scope() const { return 0; }
    auto fields() { return std::tie(name, value); }
};

} // namespace chat121
