// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What is inside a sealed envelope: the plaintext that members of a conversation exchange.
//
// An item is an id, a time, a type and the type's own body. The types are a registry that grows: a
// program that does not know a type shows its fallback text, and never an error. A new type is a
// struct with kType and fields(), a value in Type, and an alternative in Item.
#pragma once

#include "common/base/limits.h"
#include "common/codec/fields.h"

#include <variant>

namespace chat121::content {

using MessageId = FixedBytes<16>; // random, chosen by the author; the same in a preview and in the group

// Never renumber, never reuse. Not an EnumRange: an unknown number is not an error.
enum class Type : quint16 {
    TextMessage = 1,
    Receipt = 2,
    Typing = 3,
    Profile = 4,
    Notice = 5,
    Consents = 6,
    ConsentQuestion = 7,
    Reply = 16,
    Edit = 17,
    Deletion = 18,
    Reaction = 19,
    HandOver = 32,
    Attendance = 35,
    JoinAsk = 36,
    SharedPast = 33,
    Rating = 38,
    Intake = 40,
    ConsentReceipt = 41,
    FirstWords = 42,
    TeamKeys = 64,
    TeamAsk = 65,
};

struct TextMessage {
    static constexpr auto kType = Type::TextMessage;
    Text<limits::kTextBytesMax> text{};
    auto fields() { return std::tie(text); }
    bool operator==(const TextMessage &) const = default;
};

// Cumulative: everything of others up to these sequences is on the device, or was seen by the person.
struct Receipt {
    static constexpr auto kType = Type::Receipt;
    Sequence delivered{};
    Sequence read{};
    auto fields() { return std::tie(delivered, read); }
    bool operator==(const Receipt &) const = default;
};

// Travels as an ephemeral signal only.
struct Typing {
    static constexpr auto kType = Type::Typing;
    bool is_typing = false;
    auto fields() { return std::tie(is_typing); }
    bool operator==(const Typing &) const = default;
};

// How a guest wants to be called: no leaf of a guest carries a name.
struct Profile {
    static constexpr auto kType = Type::Profile;
    Text<limits::kNameBytesMax> name{};
    Text<limits::kLanguageBytesMax> language{};
    auto fields() { return std::tie(name, language); }
    bool operator==(const Profile &) const = default;
};

// Something that a member did to the conversation, shown as a line in the timeline.
enum class NoticeKind : quint16 { Closed = 1, Reopened = 2, Returned = 3, Saved = 4 }; // Saved: as a file

struct Notice {
    static constexpr auto kType = Type::Notice;
    NoticeKind kind = NoticeKind::Closed;
    auto fields() { return std::tie(kind); }
    bool operator==(const Notice &) const = default;
};

// What a customer may allow to be done with a conversation beyond answering it: one bit each, never renumber.
enum class ConsentPurpose : quint16 {
    Training = 1,      // it is kept to teach colleagues
    Transcript = 2,    // staff may save it as a file
    AiSuggestions = 4, // a program reads along and suggests answers
    Statistics = 8,    // it is counted by what it was about
    Sharing = 16,      // it goes into a system of the organisation's other than this one
};

using ConsentPurposes = quint16; // bits; those that a program does not know are kept and not shown

// All that the customer allows now, said again whenever it changes and to whoever comes in. The highest
// number counts, so that nobody can say an earlier one again (RFC 9750, Section 8.6).
struct Consents {
    static constexpr auto kType = Type::Consents;
    quint64 number = 0;
    ConsentPurposes allowed = 0;
    ConsentPurposes declined = 0; // was asked for, and is not allowed
    Text<limits::kConsentBytesMax>
        wording{}; // the sentences of what is allowed, as the customer has read them
    auto fields() { return std::tie(number, allowed, declined, wording); }
    bool operator==(const Consents &) const = default;
};

// Staff ask the customer to allow these.
struct ConsentQuestion {
    static constexpr auto kType = Type::ConsentQuestion;
    ConsentPurposes purposes = 0;
    auto fields() { return std::tie(purposes); }
    bool operator==(const ConsentQuestion &) const = default;
};

// Words in answer to a message. Readers see the message as they have it themselves; `excerpt` is what the
// author says that it was, for those who do not have it.
struct Reply {
    static constexpr auto kType = Type::Reply;
    MessageId about{};
    Text<limits::kExcerptBytesMax> excerpt{};
    Text<limits::kTextBytesMax> text{};
    auto fields() { return std::tie(about, excerpt, text); }
    bool operator==(const Reply &) const = default;
};

// Other words in place of the author's own. Of several the last one in the log counts.
struct Edit {
    static constexpr auto kType = Type::Edit;
    MessageId about{};
    Text<limits::kTextBytesMax> text{};
    auto fields() { return std::tie(about, text); }
    bool operator==(const Edit &) const = default;
};

// The author's own words are to be gone for everybody.
struct Deletion {
    static constexpr auto kType = Type::Deletion;
    MessageId about{};
    auto fields() { return std::tie(about); }
    bool operator==(const Deletion &) const = default;
};

// One emoji of the author's to a message, in place of an earlier one; empty: none any more.
struct Reaction {
    static constexpr auto kType = Type::Reaction;
    MessageId about{};
    Text<limits::kReactionBytesMax> emoji{};
    auto fields() { return std::tie(about, emoji); }
    bool operator==(const Reaction &) const = default;
};

// A step of handing the conversation to another agent, as a member of the staff says it, so that everybody
// here knows who is about to answer. Not an EnumRange: a step of the future is shown by its fallback.
enum class HandOverSaid : quint16 {
    Asked = 1, // the author asks this colleague
    Declined = 2,
    Unanswered = 3, // or the colleague's computer is gone
    Withdrawn = 4,
    Done = 5, // said by the colleague, who goes on from here
};

struct HandOver {
    static constexpr auto kType = Type::HandOver;
    quint16 step = 0; // HandOverSaid
    AccountId colleague{};
    Text<limits::kNameBytesMax> name{}; // the colleague's, for who does not know them
    auto fields() { return std::tie(step, colleague, name); }
    bool operator==(const HandOver &) const = default;
};

// How the author, its customer, found the conversation: 1 to 5, and a word. Of several the last one counts.
struct Rating {
    static constexpr auto kType = Type::Rating;
    quint8 stars = 0;
    Text<limits::kRatingRemarkBytesMax> remark{};
    auto fields() { return std::tie(stars, remark); }
    bool operator==(const Rating &) const = default;
};

// An answer to a question that the department asks before the first words, with the question as it was read.
struct StartAnswer {
    Text<limits::kQuestionBytesMax> question{};
    Text<limits::kAnswerBytesMax> answer{};
    auto fields() { return std::tie(question, answer); }
    bool operator==(const StartAnswer &) const = default;
};

using StartAnswers = List<StartAnswer, limits::kStartQuestionsMax>;

// What the customer's client offers about itself, when the customer wants it; empty parts say nothing.
struct CustomerContext {
    Text<limits::kLanguageBytesMax> language{}; // a BCP 47 tag
    Text<limits::kTimeZoneBytesMax> zone{};     // of the IANA data base
    Text<limits::kPageBytesMax> page{};         // or program, as the invitation says that it stood there
    auto fields() { return std::tie(language, zone, page); }
    bool operator==(const CustomerContext &) const = default;
};

// What the customer says before the first words; proofs are to be checked by common/identity/consent.h. Said
// again to whoever comes in. The highest number counts.
struct Intake {
    static constexpr auto kType = Type::Intake;
    quint64 number = 0;
    Opaque<limits::kConsentProofBytesMax>
        consent{}; // encode(identity::ConsentProof); empty: nothing was asked
    Opaque<limits::kConsentReceiptBytesMax>
        receipt{}; // encode(identity::ConsentReceiptProof); empty: none yet
    StartAnswers answers{};
    CustomerContext context{}; // nothing: not offered, or taken back
    auto fields() { return std::tie(number, consent, receipt, answers, context); }
    bool operator==(const Intake &) const = default;
};

// Staff have the customer's agreement, and sign that they do.
struct ConsentReceipt {
    static constexpr auto kType = Type::ConsentReceipt;
    Opaque<limits::kConsentReceiptBytesMax> receipt{}; // encode(identity::ConsentReceiptProof)
    auto fields() { return std::tie(receipt); }
    bool operator==(const ConsentReceipt &) const = default;
};

// In a waiting room only: the words that are said again in the group, and what stands above them. No words:
// only a fresh key package.
struct FirstWords {
    static constexpr auto kType = Type::FirstWords;
    Intake intake{};
    Text<limits::kTextBytesMax> text{};
    auto fields() { return std::tie(intake, text); }
    bool operator==(const FirstWords &) const = default;
};

// A message from before a colleague came in, as the one who shows it has it.
struct PastRow {
    MessageId message{};
    Sequence sequence{};
    AccountId author{};
    UnixTime sent_at{};
    Text<limits::kNameBytesMax> name{}; // the author's
    Text<limits::kTextBytesMax> text{};
    auto fields() { return std::tie(message, sequence, author, sent_at, name, text); }
    bool operator==(const PastRow &) const = default;
};

// What was said before this colleague came in, oldest first: whoever was here has it already. Only the author
// of this vouches for it.
struct SharedPast {
    static constexpr auto kType = Type::SharedPast;
    AccountId colleague{};
    Text<limits::kNameBytesMax> name{}; // the colleague's, for who does not know them
    bool is_cut = false;                // there was more
    List<PastRow, limits::kPastRowsMax> rows{};
    auto fields() { return std::tie(colleague, name, is_cut, rows); }
    bool operator==(const SharedPast &) const = default;
};

// How a member of the staff takes part from now on, as they say themselves. Not an EnumRange: one of the
// future counts as speaking, which is what everybody does who has said nothing.
enum class AttendanceSaid : quint16 {
    Reading = 1, // does not write
    Speaking = 2,
    Leaving = 3, // asks whoever has the conversation to let them go
};

struct Attendance {
    static constexpr auto kType = Type::Attendance;
    quint16 said = 0; // AttendanceSaid
    auto fields() { return std::tie(said); }
    bool operator==(const Attendance &) const = default;
};

// In a team's log only: the author asks whoever has this conversation to let them in, or no longer does.
enum class JoinStep : quint16 { Ask = 1, Withdraw = 2 };

struct JoinAsk {
    static constexpr auto kType = Type::JoinAsk;
    quint16 step = 0; // JoinStep
    ConversationId conversation{};
    AccountId asked{}; // who has it
    auto fields() { return std::tie(step, conversation, asked); }
    bool operator==(const JoinAsk &) const = default;
};

// In a team's log only: content keys of the department, for those who are members of the team now
// (client/core/engine/team/team_ring.h).
struct TeamKeys {
    static constexpr auto kType = Type::TeamKeys;
    Opaque<limits::kTeamKeysBytesMax> keys{};
    auto fields() { return std::tie(keys); }
    bool operator==(const TeamKeys &) const = default;
};

// In a team's log only: the author's device lacks content keys, and asks this device of a colleague's.
struct TeamAsk {
    static constexpr auto kType = Type::TeamAsk;
    DeviceId asked{};
    auto fields() { return std::tie(asked); }
    bool operator==(const TeamAsk &) const = default;
};

// A type that this program does not know, or a body that it cannot read.
struct Unknown {
    quint16 type = 0;
    QString fallback; // what the author's program says about it; may be empty
    bool operator==(const Unknown &) const = default;
};

// What the author's device has seen, told beside what is said: so members find out when the server
// shows different things to them. Empty parts say nothing; what a program cannot read is ignored.
struct Witness {
    Opaque<limits::kKeyLogHeadBytesMax> key_log_head{}; // encode(identity::SignedKeyLogHead)

    bool isEmpty() const { return key_log_head.bytes.isEmpty(); }
    auto fields() { return std::tie(key_log_head); }
    bool operator==(const Witness &) const = default;
};

using Item = std::variant<TextMessage, Receipt, Typing, Profile, Notice, Consents, ConsentQuestion, Reply,
                          Edit, Deletion, Reaction, HandOver, Attendance, JoinAsk, SharedPast, Rating, Intake,
                          ConsentReceipt, FirstWords, TeamKeys, TeamAsk, Unknown>;

struct Content {
    MessageId id{};
    UnixTime sent_at{}; // the author's clock
    Item item{};
    Witness witness{}; // put in when it is sealed
    bool operator==(const Content &) const = default;
};

// REQUIRES: the item is not Unknown. `fallback` is for programs that do not know the type yet.
QByteArray encodeContent(const Content &content, const QString &fallback = {});

// Malformed only when the outer frame is broken; a strange type or body gives Unknown.
Result<Content> decodeContent(QByteArrayView bytes);

} // namespace chat121::content

namespace chat121 {
template <>
struct EnumRange<content::NoticeKind> {
    static constexpr content::NoticeKind min = content::NoticeKind::Closed, max = content::NoticeKind::Saved;
};
} // namespace chat121
