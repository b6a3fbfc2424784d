// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The conversations of this device: their records, rows, names and what lists and windows show.
//
// Changes go to the store (inside of the caller's transaction) and to the announcer. Records are
// kept in memory too; there are as many as a person has conversations.
// Threads: engine. Errors: local_store.h.
#pragma once

#include "client/core/engine/ledger/context.h"
#include "client/core/engine/ledger/erasures.h"
#include "client/core/engine/ledger/message_change.h"
#include "client/core/engine/ledger/saving_right.h"
#include "client/core/models/telling.h"

#include <QHash>

#include <functional>

namespace chat121::engine {

// ConversationRecord::details.
struct PeerReceipt {
    AccountId account{};
    Sequence delivered{};
    Sequence read{};
    auto fields() { return std::tie(account, delivered, read); }
};
// How somebody of the staff takes part: content::AttendanceSaid.
struct Attending {
    AccountId account{};
    quint16 said = 0;
    auto fields() { return std::tie(account, said); }
};
struct ConversationDetails {
    List<PeerReceipt, limits::kGroupMembersMax> receipts{};
    Sequence told_delivered{}; // what our own last receipt said
    Sequence told_read{};
    quint32 generation = 0;      // of the group that began ...
    Sequence began{};            // ... with this commit (or let this device in with it)
    quint64 began_epoch = 0;     // the epoch that it made
    bool is_started = false;     // customers: the server knows the conversation
    bool is_group_over = false;  // returned, closed, or it cannot be followed any further
    Sequence named_after{};      // what the guest had seen when it said the name that is shown
    quint64 consents_number = 0; // of what the guest allows; 0: nothing was said about it
    content::ConsentPurposes allowed = 0;
    content::ConsentPurposes declined = 0;
    content::ConsentPurposes asked = 0; // and not answered yet
    List<Attending, limits::kGroupMembersMax> attending{};
    auto fields()
    {
        return std::tie(receipts, told_delivered, told_read, generation, began, began_epoch, is_started,
                        is_group_over, named_after, consents_number, allowed, declined, asked, attending);
    }
};

// Where a conversation stands in the queue and whose turn it is to take it, as the server says now.
struct Offering {
    AccountId to{}; // 0: nobody's
    UnixTime until{};
    quint8 alarm = 0;     // how many of the department's alarms it has waited for
    AccountId receiver{}; // who is asked to go on with one that is taken; 0: nobody
    UnixTime receiver_until{};
    bool is_accepted = false;
    bool is_staying = false; // who has it, when it is another's
    quint64 place = 0;       // in the queue: the lowest of its mode is next
};

// The number of the line that says how a conversation left its group; see Ledger::line.
inline constexpr int kOverLine = 1000;
// And of the one that says that something is missing before it.
inline constexpr int kMissingLine = 999;
// And of the one that says that a change of keys is not confirmed.
inline constexpr int kUnconfirmedLine = 998;

class Ledger {
public:
    explicit Ledger(Context &context);

    Result<void> load();

    // The store's outermost transaction: what it has changed here is as it was when it is undone.
    void transactionBegun()
    {
        m_before.clear();
        m_erasures.transactionBegun();
    }
    void transactionUndone();

    // Nothing for a conversation that was never heard of.
    const ConversationRecord *find(ConversationId id) const;
    ConversationRecord recordOr(ConversationId id) const; // a new one if there is none
    Result<void> save(const ConversationRecord &record);
    Result<void> forget(ConversationId id);
    QList<ConversationId> ids() const { return m_records.keys(); }
    static ConversationDetails detailsOf(const ConversationRecord &record);
    static void setDetails(ConversationRecord &record, const ConversationDetails &details);

    Erasures &erasures() { return m_erasures; }
    const Erasures &erasures() const { return m_erasures; }

    // --- rows ---
    Result<void> put(ConversationId id, const TimelineRow &row);
    // A line such as "Anna joined". The same sequence and number: the same line.
    Result<void> line(ConversationId id, Sequence sequence, int number, const QString &text);
    // A line that a member has said, once.
    Result<void> notice(ConversationId id, Sequence sequence, const MessageId &message, const QString &text);
    Result<void> stored(ConversationId id, const MessageId &message, Sequence sequence);
    Result<void> setState(ConversationId id, const MessageId &message, SendState state);
    Result<void> raiseToSent(ConversationId id, const MessageId &message); // from Queued only
    Result<void> membershipLines(ConversationId id, Sequence sequence, const MembershipChange &change);
    Result<void> receipt(ConversationId id, const identity::VerifiedMember &author,
                         const content::Receipt &receipt);

    // How a member of the staff takes part, as they have said. Speaking, who has said nothing.
    Result<void> attends(ConversationId id, AccountId account, content::AttendanceSaid said);
    content::AttendanceSaid attendanceOf(ConversationId id, AccountId account) const;

    // What the customer allows, by whose word it came here: the number decides whether it is news.
    Result<void> consents(ConversationId id, Sequence sequence, const MessageId &message,
                          const content::Consents &said);
    // `asker` empty: the reader.
    Result<void> consentsAsked(ConversationId id, Sequence sequence, const MessageId &message,
                               content::ConsentPurposes purposes, const QString &asker);

    // --- what its customer says about it at its end; called inside of a transaction ---
    Result<void> askForRating(ConversationId id); // its customer, who has talked to somebody
    enum class RatingStep : quint8 { Skipped, Leaving, GivenUp };
    Result<void> ratingSaid(ConversationId id, RatingStep step); // by the customer here
    Result<void> rated(ConversationId id, Sequence sequence, const MessageId &message,
                       const content::Rating &rating);
    Result<void> expireRating(ConversationId id, UnixTime oldest_kept);
    TalkRating rating(ConversationId id) const;
    // --- what the customer says before the first words ---
    // By the customer's own word: a lower number is no news, and what does not hold is left out. Answers
    // become a row, at `sequence` if they were not here before; not valid: in a waiting room.
    Result<void> intake(ConversationId id, Sequence sequence, AccountId customer,
                        const content::Intake &said);
    // The customer's own: nothing more is asked, or (the conversation is closed) everything anew.
    Result<void> setAnswered(ConversationId id, bool is_answered);
    // Rows have gone by policy: answers go with the one that showed them.
    Result<void> expireAnswers(ConversationId id);
    Result<IntakeRecord> intakeRecord(ConversationId id) const; // one without a number if there is none
    // It stands in the group: a line says so, once.
    Result<void> intakeSaid(ConversationId id, Sequence sequence, const MessageId &message);
    Result<content::Intake> intakeOf(ConversationId id) const; // without a number: nothing was said
    Result<AgreedTerms> termsOf(ConversationId id) const;
    // The device here has the customer's agreement; empty: there is none, or somebody has said so before.
    Result<content::ConsentReceipt> receiveConsent(ConversationId id);
    // Who has it, by their signature; empty: it was known, or does not hold.
    Result<QString> consentReceived(ConversationId id, const QByteArray &receipt);

    // --- what is said about messages after them ---
    // In the order of the log, each once. For a message that is not here it waits.
    Result<void> change(ConversationId id, const MessageChange &change);
    MessageChange ownChange(ConversationId id, Sequence sequence, const content::Content &content) const;
    // Kept on this computer, and told to nobody.
    Result<void> star(ConversationId id, const MessageId &message, bool is_starred);
    // What has waited for a row that comes now. True: it is another one than it was.
    Result<bool> applyWaiting(ConversationId id, TimelineRow &row);
    // As a window shows them: with what the person here has said about them and the server has not stored
    // yet, and with what they answer.
    QList<TimelineRow> shown(ConversationId id, QList<TimelineRow> rows) const;
    void tellRow(ConversationId id, const MessageId &message); // it is shown in another way now
    // Called inside of the transaction: the archive's entry of what the row was before.
    using Rewritten = std::function<Result<void>(ConversationId id, const RowVersion &before)>;
    void setRewritten(const Rewritten &rewritten) { m_rewritten = rewritten; }

    // A reader was shown something else in a place up to `sequence`: own messages that nobody has
    // confirmed until there count as not arrived.
    Result<void> doubt(ConversationId id, Sequence sequence);

    // The commit that began a generation, or let this device in. Words from before it may come again.
    Result<void> generationBegan(const GroupKey &group, Sequence sequence, quint64 epoch);
    // This device has begun the group: the conversation is its own from now on.
    Result<void> groupStarted(const GroupKey &group, Sequence sequence);
    // This device is in the group again, in place of a former one.
    Result<void> groupReturned(const GroupKey &group, Sequence sequence, quint64 epoch);
    // Where words of the waiting room stand that were said again as `said_again`.
    Sequence placeOfPreviews(ConversationId id, Sequence said_again) const;
    bool isRepeatAllowed(ConversationId id, Sequence first, quint32 generation) const;
    Result<void> setGroupOver(ConversationId id, bool is_over);

    // --- people ---
    QString nameOf(const identity::VerifiedMember &member, ConversationId id) const;
    QString roleOf(const identity::VerifiedMember &member) const;
    QString nameOf(AccountId account) const; // of staff; empty if not known
    void know(const identity::VerifiedStaff &staff);
    const identity::VerifiedStaff *staff(AccountId account) const;
    QList<identity::VerifiedStaff> staffOf(DepartmentId department) const; // who are known here
    QString departmentName(DepartmentId id) const;
    void setOnline(AccountId account, bool is_online);
    bool isOnline(AccountId account) const { return m_online.value(account, false); }
    void setOffering(ConversationId id, const Offering &offering) { m_offerings.insert(id, offering); }
    Offering offering(ConversationId id) const { return m_offerings.value(id); }

    // --- what windows show ---
    GroupKey groupOf(ConversationId id) const;
    // Somebody has taken it, and its group goes on.
    bool isOpen(ConversationId id) const;
    // Whose members matter from now on: the own teams' and those of open conversations.
    QList<GroupKey> openGroups() const;
    bool isMember(ConversationId id) const; // of its newest group
    QList<RosterRow> roster(ConversationId id) const;
    TalkFacts facts(ConversationId id) const;
    // Whether what belongs there may be said to the server that answers: its region. Judged before anything
    // of a conversation, a team or a waiting room leaves.
    bool mayLeave(DepartmentId department) const;
    bool mayLeave(LogId log) const;
    // Whether the server is shown less of what belongs there: the department's metadata shield.
    bool isShielded(LogId log) const;
    crypto::Padding paddingOf(DepartmentId department) const;
    crypto::Padding paddingOf(LogId log) const { return paddingOf(ownerOf(log)); }
    // Whether the person here tells others there how far they have read, and that they write; and so whether
    // they are told the same. By their own choice, else by the department's rules.
    bool isReadingTold(ConversationId id) const;
    bool isTypingTold(ConversationId id) const; // under a metadata shield never
    void setTelling(const TellingChoice &choice);
    // Why nothing is sealed here, for people to read.
    TalkHold hold(ConversationId id) const;
    bool isHeld(ConversationId id) const;
    DepartmentId departmentOf(ConversationId id) const;
    bool mayErase(ConversationId id) const; // everywhere; not twice
    // Whose receipts the person here may see in this conversation: a customer's first erased ones, too.
    QList<ConversationId> receiptsIn(ConversationId id) const;
    // Of the conversation's department; nothing is promised where that is not known.
    identity::DepartmentPolicy policyOf(ConversationId id) const;
    // Of the person here, to save the conversation as a file.
    SavingRight savingRight(ConversationId id) const;
    // By a line in it. Nobody is left to be told of a conversation that is over.
    bool isSavingTold(ConversationId id) const;
    // Whether notes of a department wait for the keys that colleagues have.
    void setNotesLocked(DepartmentId department, bool are_locked);
    ConversationRow listRow(const ConversationRecord &record) const;
    // Of all, without a look at the disk for each: an agent has tens of thousands that are closed.
    Result<QList<ConversationRow>> listRows() const;
    void announce(ConversationId id); // facts and list row
    void setTyping(ConversationId id, bool is_typing);
    // It goes back to the queue then, unless its customer is answered; 0: it stays.
    void setReturning(ConversationId id, UnixTime at);

private:
    Result<void> putAnswers(const IntakeRecord &record, Sequence sequence, AccountId customer);
    // How far the others have come, by what they have said.
    struct Heard {
        Sequence delivered{};
        Sequence read{};
    };
    Result<void> ownReceipt(ConversationId id, const content::Receipt &receipt);
    Heard heardOf(ConversationId id, const QList<PeerReceipt> &peers, const Heard &of_nobody) const;

    Result<void> keepWaiting(ConversationId id, const MessageChange &change);
    Result<void> rewrite(ConversationId id, const TimelineRow &before, const TimelineRow &after);
    void tell(ConversationId id, const TimelineRow &row);
    QList<MessageChange> unstoredChanges(ConversationId id) const;
    TimelineRow shownQuoted(TimelineRow row, const QList<MessageChange> &unstored) const;
    QList<identity::VerifiedMember> unchangedBy(ConversationId id, const MembershipChange &change) const;
    void rememberBefore(ConversationId id);
    void keep(const ConversationRecord &record);
    Result<void> placePreviews(ConversationId id, Sequence began);
    QString titleOf(const ConversationRecord &record) const;
    Result<RatingRecord> ratingRecordOr(ConversationId id) const;
    ConversationRow rowWithoutWrapUp(const ConversationRecord &record) const;
    void showHandOver(const ConversationRecord &record, ConversationRow &row) const;
    QList<LaterMessage> laterIn(ConversationId id) const;
    DepartmentId ownerOf(LogId log) const; // of a conversation or a team

    Context &m_context;
    Erasures m_erasures;
    TellingChoice m_telling;
    QHash<ConversationId, ConversationRecord> m_records;
    QHash<ConversationId, std::optional<ConversationRecord>> m_before; // the transaction; nothing: unknown
    QHash<AccountId, identity::VerifiedStaff> m_staff;
    QHash<AccountId, bool> m_online;
    QHash<ConversationId, bool> m_typing;
    QHash<ConversationId, Offering> m_offerings;
    QHash<ConversationId, UnixTime> m_returning;
    QSet<DepartmentId> m_locked_notes;
    Rewritten m_rewritten;
};

} // namespace chat121::engine
