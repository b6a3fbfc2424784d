// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What is to be said: kept as content until the server has stored it, sealed when its log is caught
// up, sent in order, one at a time for each conversation.
//
// Words of a customer whom nobody has taken yet go sealed to the waiting room; their content stays
// here (Purpose::InWaitingRoom) until the group exists and they are said again in it, under the same
// message ids. Sealed bytes and the advanced group are saved in one transaction before they leave;
// after EpochClosed the content is sealed anew under the same request and message id.
//
// A server may answer a word with "the epoch is over", or name a place that the log has not reached. An
// honest one has news then: they are fetched, and the word leaves again at once. When they have brought no
// newer epoch and the answer is the same again, the word waits, each time longer (Backoff).
//
// Threads: engine.
#pragma once

#include "client/core/connection/backoff.h"
#include "client/core/engine/ledger/ledger.h"
#include "common/content/team.h"
#include "common/protocol/messages/logs.h"

#include <QHash>
#include <QSet>
#include <QTimer>

namespace chat121::engine {

enum class Purpose : quint8 {
    Say = 1,           // a message of the person
    Receipt = 2,       // or a notice or profile: no row, no retry by hand
    InWaitingRoom = 3, // stored in the waiting room, to be said again in the group
    Continuation = 4,  // no words: a fresh key package for the next taker
    Line = 5,          // a notice that its author sees at once, as a line
    Change = 6,        // about a message: message_change.h
    Afterword = 7,     // a customer's rating: also into the group of a conversation that is closed
    TeamEntry = 64,    // into a team's log: content/team.h, not MLS
    TeamKeys = 65,     // for its members, and before the entries that are sealed under them
};

inline Purpose purposeOf(const OutboxEntry &entry)
{
    return static_cast<Purpose>(entry.purpose);
}

inline bool isWord(const OutboxEntry &entry)
{
    return purposeOf(entry) == Purpose::Say;
}

inline bool hasRow(const OutboxEntry &entry)
{
    return isWord(entry) || purposeOf(entry) == Purpose::Line;
}

// Carries an entry to the waiting room; the customer's side has one (guest.h).
class OpeningSender {
public:
    virtual ~OpeningSender() = default;
    // Seals and sends, then calls Outbox::openingStored or Outbox::failed.
    virtual void sendOpening(const OutboxEntry &entry) = 0;
};

// Entries of the teams' logs; the staff's side has them (team/team_log.h). What returns a Result runs inside
// of the caller's transaction.
class TeamEntries {
public:
    virtual ~TeamEntries() = default;
    // Whether the content key of now is known to all members of the team, and to nobody else.
    virtual bool mayLeave(LogId team) const = 0;
    virtual Result<QByteArray> seal(const OutboxEntry &entry) = 0;
    virtual Result<void> stored(const OutboxEntry &entry, Sequence sequence) = 0; // also of keys
    virtual Result<void> givenUp(const OutboxEntry &entry) = 0;                   // nobody will get it
    // False: it is no entry, but an MLS message.
    virtual Result<bool> acceptEntry(const protocol::Envelope &envelope) = 0;
    virtual Result<void> acceptContent(const protocol::Envelope &envelope, const Opened &opened) = 0;
    // The log is read from its beginning, and may have lost its end.
    virtual Result<void> restored(LogId team) = 0;
};

class Outbox final : public QObject {
    Q_OBJECT

public:
    Outbox(Context &context, Ledger &ledger, QObject *parent);

    void setOpeningSender(OpeningSender *sender) { m_openings = sender; }
    void setTeamEntries(TeamEntries *team) { m_team = team; }

    // The bubble and its content, on disk together; then it is on its way.
    void say(ConversationId conversation, const QString &text) { answer(conversation, {}, text); }
    // The same, in answer to a message; zero: to none.
    void answer(ConversationId conversation, const MessageId &answered, const QString &text);
    // An Edit, a Deletion or a Reaction: shown at once, kept on disk until the server has it. One that its
    // person may not say is passed over; words that have not left yet are only taken back.
    void change(ConversationId conversation, const content::Item &item);
    void sayAgain(ConversationId conversation, const MessageId &failed);
    // What has no bubble: a receipt, a notice, a profile.
    void mention(ConversationId conversation, const content::Item &item);
    // Something that this person did: the line and its content, on disk together; then it is on its way.
    Result<void> tell(ConversationId conversation, const content::Item &item, const QString &line);
    Result<void> put(ConversationId conversation, Purpose purpose, const content::Content &content);
    // Words of the person under an id that was chosen before, and their bubble; then flush().
    Result<void> put(ConversationId conversation, const MessageId &id, const QString &text);
    // Into a team's log; then flush().
    Result<void> putTeamEntry(LogId team, const content::TeamEntry &entry);

    // Something has changed that may let entries leave.
    void flush(ConversationId conversation);
    void flushAll();
    void connectionLost();

    // The group of a new generation exists: what waits in the waiting room is said again in it.
    Result<void> sayOpeningsAgain(ConversationId conversation);
    // Entries that this conversation will never take (closed, or no longer a member).
    Result<void> giveUp(ConversationId conversation);

    // The server has this message: a former device of this profile had sent it. False: nothing waits.
    Result<bool> settle(ConversationId conversation, const MessageId &message, Sequence sequence);

    // This device has read its own envelope in the log: what waits for the answer is settled by that.
    Result<bool> ownRead(const protocol::Envelope &envelope);

    // Answers to OpeningSender::sendOpening.
    void openingStored(const OutboxEntry &entry);
    void failed(const OutboxEntry &entry, const RequestFailure &failure);
    void release(ConversationId conversation) { m_in_flight.remove(conversation); }
    // False once a group has begun meanwhile: then it is said there.
    bool isForWaitingRoom(ConversationId conversation) const
    {
        return roadOf(conversation) == Road::WaitingRoom;
    }

    bool hasUnsaid(ConversationId conversation) const;
    int waiting() const; // messages of the person that the server does not have

    // Sending has ended for good on this device (StateRolledBack).
    void stop() { m_is_stopped = true; }
    bool isStopped() const { return m_is_stopped; }

Q_SIGNALS:
    void waitingChanged();
    void wordStored(chat121::ConversationId conversation); // in its group
    void rolledBack();

private:
    enum class Road : quint8 { Group, WaitingRoom, None };
    enum class Place : quint8 {
        Next,
        Ahead,
        Read,       // and settled
        Impossible, // something else stands there
    };

    struct Epoch {
        GroupKey group{};
        quint64 number = 0; // 0, too, without a group
        bool operator==(const Epoch &) const = default;
    };

    Road roadOf(ConversationId conversation) const;
    bool isOver(ConversationId conversation) const; // its group stands, and nothing is in the way
    std::optional<OutboxEntry> next(ConversationId conversation, Road road) const;
    Result<void> sealEntry(OutboxEntry &entry);
    Result<QByteArray> bytesOf(const OutboxEntry &entry, const GroupKey &key);
    Result<void> isStored(const OutboxEntry &entry, Sequence sequence);
    void sealFallbacks();
    TimelineRow wordsOf(ConversationId conversation, const MessageId &id, const QString &text) const;
    Result<content::Item> itemOf(ConversationId conversation, const TimelineRow &row) const;
    Result<bool> withdraw(ConversationId conversation, const TimelineRow &row);
    Result<void> dropOlder(ConversationId conversation, const content::Item &item);
    Result<void> putChange(ConversationId conversation, const content::Content &content,
                           const TimelineRow &row);
    Result<void> changeStored(const OutboxEntry &entry, Sequence sequence);
    Result<void> afterwordStored(const OutboxEntry &entry, Sequence sequence);
    void changeGivenUp(const OutboxEntry &entry);
    bool mayLeaveNow(const OutboxEntry &entry, const QList<OutboxEntry> &all) const;
    void send(const OutboxEntry &entry);
    void onAnswer(const OutboxEntry &entry, const Reply<protocol::Stored> &reply);
    void onStored(const OutboxEntry &entry, const protocol::Stored &stored);
    Result<Place> placeOf(const OutboxEntry &entry, Sequence stored) const;
    void settleNext(const OutboxEntry &entry, const protocol::Stored &stored);
    void unseal(OutboxEntry entry);
    void tellOnce(ConversationId conversation, const RequestFailure &failure);
    void retryLater(ConversationId conversation, quint32 after_ms);
    void setBack(const OutboxEntry &entry);
    bool isHeldBack(const OutboxEntry &entry) const;
    Epoch epochOf(ConversationId conversation) const;
    void wakeAt(ConversationId conversation, std::chrono::milliseconds steady);
    Problem problemOf(const RequestFailure &failure) const;
    void giveUpEntry(const OutboxEntry &entry, const Problem &problem);
    Result<void> leave(const OutboxEntry &entry);

    // An entry that the server has sent back, in this epoch.
    struct Setback {
        quint64 order = 0;
        Epoch epoch{};
        std::chrono::milliseconds not_before{}; // of the steady clock; zero: at once
        Backoff backoff{limits::kBusyRetryDelay, limits::kReconnectDelayMax};
    };

    Context &m_context;
    Ledger &m_ledger;
    OpeningSender *m_openings = nullptr;
    TeamEntries *m_team = nullptr;
    QSet<ConversationId> m_in_flight;
    QSet<ConversationId> m_paused; // until a timer
    QHash<ConversationId, Setback> m_setbacks;
    QSet<ConversationId> m_told; // that something lasting is in the way
    bool m_is_stopped = false;
};

} // namespace chat121::engine
