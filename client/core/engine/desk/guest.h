// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The customer's side: one conversation with one department, from the first words in the waiting
// room to the last.
//
// The department's key is sealed to only after its publisher's chain was checked. When the
// conversation goes back to the queue, the unanswered words (or, without any, just a fresh key
// package) are sealed for the next taker.
// Threads: engine.
#pragma once

#include "client/core/engine/desk/desk_rules.h"
#include "client/core/engine/membership/key_packages.h"
#include "client/core/engine/talk/inbox.h"
#include "common/identity/department_key.h"
#include "common/identity/opening.h"
#include "common/protocol/messages/desk.h"
#include "common/protocol/messages/directory.h"
#include "common/protocol/messages/logs.h"

namespace chat121::engine {

class Guest final : public QObject, public OpeningSender {
    Q_OBJECT

public:
    // While it is there, the waiting room has no key package of this very device.
    static constexpr auto kOpeningOwedNote = "opening owed";
    static constexpr auto kLanguageNote = "language of the customer";
    static constexpr auto kPageNote = "invitation page"; // where its link stood

    Guest(Context &context, Ledger &ledger, Outbox &outbox, KeyPackages &packages, QObject *parent);

    ConversationId conversation() const { return m_context.identity.profile().conversation; }
    // The conversation was erased: the next words begin another one.
    Result<void> moveOn();
    // Of a customer who came back without one.
    void askForAGroup();
    void queueChanged(const protocol::QueueChanged &change);
    void joined(const GroupKey &group);
    void membershipChanged();
    void leaveMessageInstead();
    // To the department's terms, as they were shown; what waits for it leaves then.
    void agree(const Terms &terms);
    // What the department asks; those that are not among them were passed over. Likewise.
    void answer(const QList<StartAnswer> &answers);
    // Whom the first words go to, and what they are to be answered in.
    void choose(DepartmentId department, const QString &language);
    // Language, time zone and page, or none of them any more.
    void offerContext(bool is_offered);
    // All that the customer allows from now on; see content::Consents.
    void allow(content::ConsentPurposes purposes);
    // How the customer found the conversation that is over; nothing where that may not be said.
    void rate(const Rating &rating);
    void skipRating();
    void announceStanding();
    void lookAtHours(); // the clock went on, or the document says others

    void sendOpening(const OutboxEntry &entry) override;

private:
    // How an opening travels; kept in OutboxEntry::epoch, which has no other use in a waiting room.
    enum class Way : quint8 { Start = 1, StartLater = 2, Add = 3 };

    void onKey(OutboxEntry entry, const Reply<protocol::DepartmentKey> &reply);
    Result<void> sealOpening(OutboxEntry &entry, const identity::VerifiedDepartmentKey &key, Way way);
    void send(const OutboxEntry &entry);
    void onAnswer(const OutboxEntry &entry, const Reply<protocol::Stored> &reply);
    Result<void> putConsents();
    Result<void> putIntake();
    Result<QByteArray> contentOf(const OutboxEntry &entry) const;
    Terms termsDue() const;
    QList<AskedQuestion> questionsDue() const;
    static constexpr auto kInvitedNote = "invited to";

    DepartmentId invitedTo() const;
    Result<void> keepInvitation();
    CustomerContext offer() const;
    QList<DepartmentChoice> choices() const; // none, where there is nothing to choose
    QString language() const;                // that was chosen; else the system's
    void describeChoice(QueueStanding &standing) const;
    bool isBeginning() const; // the next words begin a conversation
    Sequence placeNow() const;
    Result<void> sayOver(protocol::ConversationState state);
    Result<void> continueLater();
    Result<void> bringFreshKeys();
    Result<QList<content::Content>> unanswered() const;
    LogId waitingRoom() const;
    Way wayFor(const protocol::DepartmentKey &answer) const;
    Opening opening() const; // of the department, now

    Context &m_context;
    Ledger &m_ledger;
    Outbox &m_outbox;
    KeyPackages &m_packages;
    protocol::QueueChanged m_queue;
    Opening m_opening; // as it was announced
    Terms m_terms;     // likewise
    QList<AskedQuestion> m_questions;
    QTimer m_hours;
    bool m_wants_to_leave_message = false;
};

} // namespace chat121::engine
