// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The staff's side: teams, the desk's lists, taking and giving back, colleagues, invitations.
//
// Who is in a conversation is decided by its group; the server's desk only says where it stands.
// Threads: engine.
#pragma once

#include "client/core/engine/desk/previews.h"
#include "client/core/engine/membership/membership.h"
#include "client/core/engine/membership/staffing.h"
#include "common/protocol/messages/desk.h"
#include "common/protocol/messages/directory.h"

namespace chat121::engine {

class Desk final : public QObject {
    Q_OBJECT

public:
    static constexpr auto kTakingNote = "taking"; // see saveTaking()

    Desk(Context &context, Ledger &ledger, Outbox &outbox, Membership &membership, Previews &previews,
         Staffing &staffing, QObject *parent);

    // From the store: own status, facts of the team logs.
    Result<void> load();
    void loggedIn();
    void caughtUp();
    void hourPassed();
    void deskChanged(const protocol::DeskChanged &change);
    void groupChanged(const GroupKey &group);
    void commitDropped(const GroupKey &group);
    void logCaughtUp(LogId log);
    void teamDiverged(const GroupKey &group);
    void teamSettled(LogId log);
    // A member could not follow this agent's conversation: taken again when the customer's keys are there.
    void startAnew(ConversationId conversation);
    void teamChanged(LogId team);
    void offered(const protocol::Offered &offer);

    void setDuty(DutyStatus status, int capacity);
    void setLanguages(const QStringList &languages); // that the person speaks, BCP 47 tags
    DutyStatus duty() const { return m_duty; }
    int capacity() const { return m_capacity; }
    void take(ConversationId conversation);
    void declineOffer(ConversationId conversation);
    void returnToQueue(ConversationId conversation);
    // Its customer has waited for a word for too long. A line says so.
    void returnUnanswered(ConversationId conversation);
    void setAway(); // by this program: nobody is at the desk
    void close(ConversationId conversation);
    void addColleague(ConversationId conversation, AccountId colleague);
    // Asks the customer; what is allowed or asked already is not asked again.
    void askToAllow(ConversationId conversation, content::ConsentPurposes purposes);
    void removeMember(ConversationId conversation, AccountId member);
    void inviteColleague(DepartmentId department);
    void inviteCustomers(const CustomerInvitation &invitation);
    // Owner: is no longer a colleague.
    void dismiss(AccountId colleague);
    void inviteAgain(AccountId colleague);
    void setRules(const DepartmentInfo &rules);
    void nameRegion(const QString &region); // of the server that answers
    void announce();
    // What the server has said of people; who is not in Ledger::staff() has proven nothing.
    const QHash<AccountId, protocol::AgentEntry> &agents() const { return m_agents; }
    Colleague colleagueOf(const protocol::AgentEntry &agent, const identity::VerifiedStaff &staff) const;
    void onStaff(const protocol::Staff &answer);
    void fetchStaff();

Q_SIGNALS:
    // What the server shows of the desk, after it was taken in; `is_all`: everything there is.
    void seen(const QList<chat121::protocol::DeskEntry> &entries, bool is_all);
    void peopleChanged();

private:
    static constexpr auto kDutyNote = "duty";
    static constexpr auto kLanguagesNote = "languages";
    struct Duty {
        quint8 status = 0;
        quint8 capacity = 0;
        auto fields() { return std::tie(status, capacity); }
    };

    void enterTeams();
    void refreshTeams(); // those whose keys are a day old
    void tellOfTeam(LogId team, const Problem &problem);
    enum class Later : quint8 { Forget, Look }; // at the desk, after the next log-in
    Result<void> loadTaking();
    Result<void> saveTaking();
    Result<void> beginTaking(ConversationId conversation);
    void notTaking(ConversationId conversation, Later later);
    void resumeTaking(const QList<protocol::DeskEntry> &entries);
    void onTaken(const protocol::Taken &taken);
    void startGroup(const protocol::Taken &taken);
    void takeNow(ConversationId conversation);
    void takeAnew();
    void whenRead(ConversationId conversation, const std::function<void()> &then);
    Result<void> onEntry(const protocol::DeskEntry &entry);
    Result<void> onGone(const QSet<ConversationId> &present);
    void onAgents(const QList<protocol::AgentEntry> &agents);
    void announceInvitation(identity::InvitationCertificate certificate);
    void sendDuty();
    void keepDuty();
    Result<void> loadLanguages();
    void keepLanguages();
    void followLanguages(const protocol::AgentEntry &own);
    void followDuty(const protocol::AgentEntry &own);
    bool isElsewhere(ConversationId conversation); // told, if so
    void failed(const Problem &problem);
    void remember(const identity::VerifiedStaff &staff, const QByteArray &chain);
    void publish(identity::OrganisationDocument next, std::function<void()> done);
    template <typename Message>
    void ask(Message message, std::function<void()> done = {});

    Context &m_context;
    Ledger &m_ledger;
    Outbox &m_outbox;
    Membership &m_membership;
    Previews &m_previews;
    Staffing &m_staffing;
    QTimer m_badges; // they are looked at again
    DutyStatus m_duty = DutyStatus::Away;
    int m_capacity = 4;
    QStringList m_languages;
    bool m_has_duty = false;    // it was said on this computer, or heard of
    int m_duty_asked = 0;       // SetStatus without an answer yet
    bool m_is_set_away = false; // not by the person here
    QHash<AccountId, protocol::AgentEntry> m_agents;
    QSet<ConversationId> m_taking;
    QHash<LogId, QList<std::function<void()>>> m_when_read; // by waiting room
    QSet<ConversationId> m_taking_before; // of an earlier start or connection, if the server agrees
    QSet<ConversationId> m_unanswered;    // given back for that, on this connection
    QSet<ConversationId> m_anew;          // to be taken again, on this connection
    bool m_is_fetching_staff = false;
    QSet<std::pair<LogId, QString>> m_told; // about a team, on this connection: each sentence once
    QSet<LogId> m_diverged;                 // entered anew once nothing is on its way there
};

} // namespace chat121::engine
