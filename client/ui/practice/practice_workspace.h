// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A Workspace that is played, for the practice conversation: one customer who waits, a colleague who has no
// time, a canned reply. It knows no engine, no store and no connection: nothing of it can reach a server, the
// lists of real work or the search, and all of it is gone with the object.
//
// Ownership: borrows the clock. Threads: main.
#pragma once

#include "client/core/workspace.h"
#include "client/ui/practice/practice_course.h"

#include <QTimer>

namespace chat121::ui {

class PracticeTalk;

class PracticeWorkspace final : public Workspace {
    Q_OBJECT

public:
    // Who practises, and where.
    PracticeWorkspace(const QString &own_name, const QString &organisation, const Clock &clock,
                      QObject *parent = nullptr);

    QString shortcut() const; // of the canned reply
    static ConversationId conversation() { return {1}; }

    bool isPractice() const override { return true; }
    State state() const override { return State::Ready; }
    Problem problem() const override { return {}; }
    Role role() const override { return Role::Staff; }
    QString organisation() const override { return m_organisation; }
    QString ownName() const override { return m_own_name; }
    bool canInvite() const override { return false; }
    ConnectionStatus connection() const override { return {ConnectionState::Connected, 0}; }
    bool needsPassphrase() const override { return false; }

    ConversationListModel *queue() override { return &m_lists.of(ConversationState::Waiting); }
    ConversationListModel *mine() override { return &m_lists.of(ConversationState::Mine); }
    ConversationListModel *team() override { return &m_lists.of(ConversationState::Team); }
    ConversationListModel *closed() override { return &m_lists.of(ConversationState::Closed); }
    ConversationListModel *snoozed() override { return &m_lists.snoozed(); }
    QList<Colleague> colleagues() const override;
    QList<DepartmentInfo> departments() const override;
    ReplyLibrary cannedReplies() const override { return m_replies; }
    DutyStatus dutyStatus() const override { return m_duty; }
    int capacity() const override { return m_capacity; }
    Talk *talk(ConversationId conversation) override;
    DeskChoice deskChoice() const override { return m_choice; }
    void setDeskChoice(const DeskChoice &choice) override { m_choice = choice; }

    void take(ConversationId conversation) override;
    void handOver(ConversationId conversation, const HandOverWish &wish) override;
    void returnToQueue(ConversationId conversation) override;
    void closeConversation(ConversationId conversation) override;
    void snooze(ConversationId conversation, UnixTime until) override;
    void endSnooze(ConversationId conversation) override;
    void setDutyStatus(DutyStatus status, int capacity) override;
    void saveCannedReply(const CannedReply &reply) override;
    void deleteCannedReply(const CannedReply &reply) override;
    void countCannedReply(const ReplyId &reply) override;
    void askTags() override { Q_EMIT tagsTold({}); }
    SearchModel *found() override { return &m_found; }
    void find(const QString &query, ConversationId only_in) override;
    void findMore() override {}
    void lock() override { Q_EMIT lockWanted(); }

    // --- what is no part of it ---
    void block(ConversationId, std::chrono::milliseconds, const QString &) override { refuse(); }
    void inviteColleague(DepartmentId) override { refuse(); }
    void inviteCustomers(const CustomerInvitation &) override { refuse(); }
    void setRules(const DepartmentInfo &) override { refuse(); }
    void previewInvitation(const QString &) override {}
    void foundOrganisation(const QString &, const QString &, const QString &, const QString &) override {}
    void joinAsStaff(const QString &, const QString &) override {}
    void joinAsCustomer(const QString &) override {}
    void logIn(const QString &, const QString &, const QString &) override {}
    void usePassphrase(const QString &) override {}
    void unlock(const QString &) override {}
    QueueStanding standing() const override { return {}; }
    Talk *ownTalk() override { return nullptr; }
    void leaveMessageInstead() override {}
    std::chrono::minutes lockAfter() const override { return std::chrono::minutes(0); }
    void setLockAfter(std::chrono::minutes) override {}
    void eraseProfile() override {}

Q_SIGNALS:
    void stepDone(chat121::ui::PracticeStep step);
    void lockWanted(); // of the real one

private:
    void refuse();
    void put(const ConversationRow &row);
    ConversationRow row() const;
    bool isMine() const { return row().state == ConversationState::Mine; }
    void hearSaid();
    void answer();

    const QString m_own_name, m_organisation;
    const Clock &m_clock;
    ConversationLists m_lists;
    PracticeTalk *m_talk;
    ReplyLibrary m_replies;
    SearchModel m_found;
    DeskChoice m_choice{{}, true};
    DutyStatus m_duty = DutyStatus::Available;
    int m_capacity = 4;
    bool m_has_used_reply = false; // since something was said last
    int m_answers = 0;             // that the customer has given
    QTimer m_thinking;             // the customer
};

} // namespace chat121::ui
