// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A Workspace that is played by hand: a test sets what the windows see and reads what they ask for.
#pragma once

#include "client/core/workspace.h"
#include "tests/client/ui/windows/played_talk.h"

#include <map>
#include <memory>

namespace chat121::test {

class PlayedWorkspace final : public Workspace {
    Q_OBJECT

public:
    using Workspace::Workspace;

    State state() const override { return m_state; }
    Problem problem() const override { return m_problem; }
    Role role() const override { return m_role; }
    QString organisation() const override { return m_organisation; }
    QString ownName() const override { return QStringLiteral("Anna"); }
    bool canInvite() const override { return true; }
    ConnectionStatus connection() const override { return m_connection; }
    void previewInvitation(const QString &link) override { asked.append(QStringLiteral("preview ") + link); }
    void useRules(const DepartmentInfo &rules) override { first_rules.append(rules); }
    void foundOrganisation(const QString &organisation, const QString &department, const QString &name,
                           const QString &password) override
    {
        asked.append(
            QStringList{QStringLiteral("found"), organisation, department, name, password}.join(u' '));
    }
    void joinAsStaff(const QString &name, const QString &password) override
    {
        asked.append(QStringLiteral("staff %1 %2").arg(name, password));
    }
    void joinAsCustomer(const QString &name) override { asked.append(QStringLiteral("customer ") + name); }
    void logIn(const QString &address, const QString &name, const QString &password) override
    {
        asked.append(QStringList{QStringLiteral("login"), address, name, password}.join(u' '));
    }
    void comeBackAsCustomer(const QString &words) override
    {
        asked.append(QStringLiteral("come back ") + words);
    }
    bool needsPassphrase() const override { return needs_passphrase; }
    void usePassphrase(const QString &passphrase) override
    {
        asked.append(QStringLiteral("passphrase ") + passphrase);
    }
    void unlock(const QString &passphrase) override { asked.append(QStringLiteral("unlock ") + passphrase); }
    ConversationListModel *queue() override { return &m_lists.of(ConversationState::Waiting); }
    ConversationListModel *mine() override { return &m_lists.of(ConversationState::Mine); }
    ConversationListModel *team() override { return &m_lists.of(ConversationState::Team); }
    ConversationListModel *closed() override { return &m_lists.of(ConversationState::Closed); }
    ConversationListModel *snoozed() override { return &m_lists.snoozed(); }
    void snooze(ConversationId conversation, UnixTime until) override
    {
        asked.append(QStringLiteral("snooze %1").arg(conversation.value));
        snoozed_until.append(until);
    }
    void endSnooze(ConversationId conversation) override
    {
        asked.append(QStringLiteral("end snooze %1").arg(conversation.value));
    }
    QList<Colleague> colleagues() const override { return m_colleagues; }
    QList<DepartmentInfo> departments() const override
    {
        return {
            {DepartmentId{1}, QStringLiteral("Support"), 0, true, 0, {}, StaffSaving::Everybody, false, {}},
            {DepartmentId{2}, QStringLiteral("Billing"), billing_retention_days, is_billing_archived,
             billing_idle_minutes, billing_region, billing_saving, is_billing_shielded, billing_desk}};
    }
    bool canSupervise() const override { return can_supervise; }
    void beginOverview(UnixTime day) override { overview_days.append(day); }
    void endOverview() override { ++overviews_ended; }
    void join(ConversationId conversation, Attendance attendance) override
    {
        const bool is_reading = attendance == Attendance::Reading;
        asked.append(
            QStringLiteral("join %1 %2").arg(conversation.value).arg(is_reading ? u"reading" : u"speaking"));
    }
    DeskOverview overview() const override { return m_overview; }
    DutyStatus dutyStatus() const override { return m_duty; }
    int capacity() const override { return m_capacity; }
    void setDutyStatus(DutyStatus status, int capacity) override;
    void take(ConversationId conversation) override
    {
        asked.append(QStringLiteral("take %1").arg(conversation.value));
    }
    void declineOffer(ConversationId conversation) override
    {
        asked.append(QStringLiteral("decline %1").arg(conversation.value));
    }
    void handOver(ConversationId conversation, const HandOverWish &wish) override
    {
        QString words =
            QStringLiteral("hand over %1 to %2").arg(conversation.value).arg(wish.colleague.value);
        if (wish.after == AfterHandOver::Stay) words += QStringLiteral(", stay");
        if (wish.earlier == EarlierWords::NotShown) words += QStringLiteral(", show nothing");
        asked.append(words + QStringLiteral(": ") + wish.note);
    }
    void withdrawHandOver(ConversationId conversation) override
    {
        asked.append(QStringLiteral("withdraw hand-over of %1").arg(conversation.value));
    }
    void acceptHandOver(ConversationId conversation) override
    {
        asked.append(QStringLiteral("accept hand-over of %1").arg(conversation.value));
    }
    void declineHandOver(ConversationId conversation) override
    {
        asked.append(QStringLiteral("decline hand-over of %1").arg(conversation.value));
    }
    QStringList languages() const override { return spoken; }
    void setLanguages(const QStringList &languages) override
    {
        asked.append(QStringLiteral("languages ") + languages.join(u' '));
    }
    void askTags() override { Q_EMIT tagsTold({QStringLiteral("refund"), QStringLiteral("return")}); }
    bool wasSetAway() const override { return was_set_away; }
    void returnToQueue(ConversationId conversation) override
    {
        asked.append(QStringLiteral("return %1").arg(conversation.value));
    }
    void closeConversation(ConversationId conversation) override
    {
        asked.append(QStringLiteral("close %1").arg(conversation.value));
    }
    void inviteColleague(DepartmentId department) override
    {
        asked.append(QStringLiteral("invite colleague %1").arg(department.value));
    }
    void inviteCustomers(const CustomerInvitation &invitation) override
    {
        asked.append(QStringLiteral("invite customers %1 %2 %3")
                         .arg(invitation.department.value)
                         .arg(invitation.uses)
                         .arg(invitation.days));
        const bool is_paced = invitation.per_hour > 0 || invitation.per_day > 0;
        if (is_paced)
            asked.append(QStringLiteral("pace %1 %2").arg(invitation.per_hour).arg(invitation.per_day));
    }
    ReplyLibrary cannedReplies() const override { return m_replies; }
    void saveCannedReply(const CannedReply &reply) override { saved_replies.append(reply); }
    void deleteCannedReply(const CannedReply &reply) override { deleted_replies.append(reply); }
    void countCannedReply(const ReplyId &reply) override { counted_replies.append(reply); }
    void block(ConversationId conversation, std::chrono::milliseconds term, const QString &why) override
    {
        const auto hours = std::chrono::duration_cast<std::chrono::hours>(term).count();
        asked.append(QStringLiteral("block %1 %2 %3").arg(conversation.value).arg(hours).arg(why));
    }
    void askBlocks(ConversationId conversation) override { Q_EMIT blocksTold(conversation, block_list); }
    void liftBlock(ConversationId conversation, AccountId customer) override
    {
        asked.append(QStringLiteral("lift %1 %2").arg(conversation.value).arg(customer.value));
    }
    void inviteAgain(AccountId colleague) override
    {
        asked.append(QStringLiteral("invite again %1").arg(colleague.value));
    }
    void setRules(const DepartmentInfo &rules) override
    {
        asked.append(
            QStringLiteral("rules %1 %2 %3")
                .arg(rules.id.value)
                .arg(rules.retention_days)
                .arg(rules.is_archived ? QStringLiteral("archived") : QStringLiteral("not archived")));
        if (rules.idle_minutes_max > 0) asked.append(QStringLiteral("idle %1").arg(rules.idle_minutes_max));
        saving_rules.append(rules.staff_saving);
        if (!rules.region.isEmpty()) asked.append(QStringLiteral("region %1").arg(rules.region));
        if (rules.is_shielded) asked.append(QStringLiteral("shielded"));
        desk_rules.append(rules.desk);
    }
    QString region() const override { return server_region; }
    QStringList regions() const override { return server_regions; }
    void nameRegion(const QString &region) override
    {
        asked.append(QStringLiteral("name region %1").arg(region));
    }
    void dismiss(AccountId colleague) override
    {
        asked.append(QStringLiteral("dismiss %1").arg(colleague.value));
    }
    RootKeyStatus rootKey() const override { return m_root_key; }
    void saveRootKey(const QString &path, const QString &passphrase, const QString &proof) override
    {
        asked.append(QStringLiteral("save key %1 %2 proof %3").arg(path, passphrase, proof));
    }
    void showRootSheet(const QString &proof) override { asked.append(QStringLiteral("show sheet ") + proof); }
    void noteRootSheet() override { asked.append(QStringLiteral("sheet noted")); }
    void postponeRootKey() override { asked.append(QStringLiteral("key later")); }
    void restoreRootKey(const QString &path, const QString &passphrase) override
    {
        asked.append(QStringLiteral("restore key %1 %2").arg(path, passphrase));
    }
    void enterRootSheet(const QString &lines) override { asked.append(QStringLiteral("sheet ") + lines); }
    QueueStanding standing() const override { return m_standing; }
    Talk *ownTalk() override { return talk(ConversationId{1}); }
    void agree(const Terms &terms) override { agreed.append(terms); }
    void choose(DepartmentId department, const QString &language) override
    {
        asked.append(QStringLiteral("choose %1 %2").arg(department.value).arg(language));
    }
    void offerContext(bool is_offered) override
    {
        asked.append(is_offered ? QStringLiteral("offer context") : QStringLiteral("take context back"));
    }
    void answerQuestions(const QList<StartAnswer> &answers) override { start_answers.append(answers); }
    void leaveMessageInstead() override { asked.append(QStringLiteral("leave message")); }
    Talk *talk(ConversationId conversation) override { return played(conversation); }
    SearchModel *found() override { return &m_found; }
    void find(const QString &query, ConversationId only_in) override
    {
        asked.append(QStringLiteral("find %1 in %2").arg(query).arg(only_in.value));
        if (query.trimmed().isEmpty())
            m_found.clear();
        else
            m_found.begin();
    }
    void findMore() override { asked.append(QStringLiteral("find more")); }
    void changePassword(const QString &current, const QString &next) override
    {
        asked.append(QStringLiteral("password %1 %2").arg(current, next));
    }
    bool isChangingPassword() const override { return is_changing_password; }
    void comeBackAsStaff(const QString &address, const QString &login_name, const QString &words,
                         const QString &password) override
    {
        asked.append(QStringLiteral("come back %1 %2 %3 %4").arg(address, login_name, words, password));
    }
    void openRootFile(const QString &address, const QString &path, const QString &passphrase) override
    {
        asked.append(QStringLiteral("root file %1 %2 %3").arg(address, path, passphrase));
    }
    void openRootSheet(const QString &address, const QString &lines) override
    {
        asked.append(QStringLiteral("root sheet %1 %2").arg(address, lines));
    }
    void comeBackAsOwner(AccountId owner, const QString &name, const QString &password) override
    {
        asked.append(QStringLiteral("owner %1 %2 %3").arg(owner.value).arg(name, password));
    }
    void lock() override { asked.append(QStringLiteral("lock")); }
    std::chrono::minutes lockAfter() const override { return earlierLock(m_lock_after, m_lock_after_max); }
    std::chrono::minutes lockAfterMax() const override { return m_lock_after_max; }
    void setLockAfter(std::chrono::minutes idle) override
    {
        asked.append(QStringLiteral("lock after %1").arg(idle.count()));
        m_lock_after = idle;
        Q_EMIT lockAfterChanged();
    }
    NotificationChoice notifications() const override { return m_notifications; }
    void setNotifications(const NotificationChoice &choice) override
    {
        m_notifications = choice;
        Q_EMIT notificationsChanged();
    }
    DeskChoice deskChoice() const override { return desk_choice; }
    void setDeskChoice(const DeskChoice &choice) override { desk_choice = choice; }
    TellingChoice telling() const override { return m_telling; }
    void setTelling(const TellingChoice &choice) override
    {
        m_telling = choice;
        Q_EMIT tellingChanged();
    }
    WritingChoice writing() const override { return m_writing; }
    void setWriting(const WritingChoice &choice) override
    {
        m_writing = choice;
        Q_EMIT writingChanged();
    }
    void eraseConversation(ConversationId conversation) override
    {
        asked.append(QStringLiteral("erase %1 everywhere").arg(conversation.value));
    }
    void showReceipt(ConversationId conversation) override
    {
        asked.append(QStringLiteral("receipt of %1").arg(conversation.value));
    }
    void eraseProfile() override { asked.append(QStringLiteral("erase")); }
    bool isKeyStoreSlow() const override { return m_is_key_store_slow; }
    bool mayGoOnWithoutKeyStore() const override { return may_go_on_without_key_store; }
    void openAgain() override { asked.append(QStringLiteral("open again")); }
    void goOnWithoutKeyStore() override { asked.append(QStringLiteral("without key store")); }
    bool isOlderCopy() const override { return m_is_older_copy; }
    bool isStartingAfresh() const override { return m_is_starting_afresh; }
    void startAfresh() override { asked.append(QStringLiteral("start afresh")); }

    void askWhatServerHolds(ConversationId conversation, const QString &table, int first) override
    {
        asked.append(QStringLiteral("held %1 %2 %3").arg(conversation.value).arg(table).arg(first));
    }
    int paddingStep() const override { return 256; }
    HistoryStatus history() const override { return m_history; }
    Proof neededProof() const override { return needed_proof; }
    void makeRecoveryWords(const QString &proof) override
    {
        asked.append(QStringLiteral("make words") + proof);
    }
    void showRecoveryWords(const QString &proof) override
    {
        asked.append(QStringLiteral("show words") + proof);
    }
    void noteRecoveryWords() override { asked.append(QStringLiteral("words noted")); }
    void declineRecoveryWords() override { asked.append(QStringLiteral("decline words")); }
    void enterRecoveryWords(const QString &text) override { asked.append(QStringLiteral("enter ") + text); }

    DeviceList devices() const override { return m_devices; }
    void fetchDevices() override { asked.append(QStringLiteral("devices")); }
    void acceptDevice(DeviceId device) override { asked.append(QStringLiteral("mine %1").arg(device.value)); }
    void removeDevice(DeviceId device) override
    {
        asked.append(QStringLiteral("remove %1").arg(device.value));
    }
    LinkStatus link() const override { return m_link; }
    void openLink(const QString &proof) override { asked.append(QStringLiteral("open link") + proof); }
    void closeLink() override { asked.append(QStringLiteral("close link")); }
    void answerLink(bool is_allowed) override
    {
        asked.append(is_allowed ? QStringLiteral("let in") : QStringLiteral("do not let in"));
    }
    void linkByCode(const QString &address, const QString &code) override
    {
        asked.append(QStringLiteral("link %1 %2").arg(address, code));
    }
    void giveUpLink() override { asked.append(QStringLiteral("give up")); }
    bool isRemoved() const override { return m_is_removed; }

    // --- the hand that plays ---
    void setDevices(const DeviceList &devices);
    void setLink(const LinkStatus &link);
    void setRemoved(bool is_removed);
    void setHistory(const HistoryStatus &status);
    void setReplies(const ReplyLibrary &library)
    {
        m_replies = library;
        Q_EMIT cannedRepliesChanged();
    }
    void setRootKey(const RootKeyStatus &status)
    {
        m_root_key = status;
        Q_EMIT rootKeyChanged();
    }
    PlayedTalk *played(ConversationId conversation);
    void become(State state, Role role, const QString &organisation);
    void breakDown(const Problem &problem);
    void setConnection(const ConnectionStatus &status);
    void setStanding(const QueueStanding &standing);
    void setKeyStoreSlow(bool is_slow);
    void setOlderCopy(bool is_older, bool is_starting);
    void setColleagues(const QList<Colleague> &colleagues)
    {
        m_colleagues = colleagues;
        Q_EMIT colleaguesChanged();
    }
    void put(const ConversationRow &row) { m_lists.upsert(row); }
    void setLockAfterMax(std::chrono::minutes limit)
    {
        m_lock_after_max = limit;
        Q_EMIT lockAfterChanged();
    }

    void setOverview(const DeskOverview &overview)
    {
        m_overview = overview;
        Q_EMIT overviewChanged();
    }

    bool can_supervise = false;
    DeskChoice desk_choice{{}, true}; // not offered
    QList<UnixTime> overview_days;    // of those that were begun
    int overviews_ended = 0;
    QStringList asked; // what the windows asked for, in order
    QList<UnixTime> snoozed_until;
    QList<CannedReply> saved_replies, deleted_replies;
    QList<ReplyId> counted_replies;
    bool needs_passphrase = false;
    bool is_changing_password = false;
    bool was_set_away = false;
    QStringList spoken; // languages
    Proof needed_proof = Proof::Nothing;
    bool may_go_on_without_key_store = true;
    int billing_retention_days = 30;
    bool is_billing_archived = true;
    bool is_billing_shielded = false;
    int billing_idle_minutes = 0;
    QString billing_region, server_region;
    QStringList server_regions;
    StaffSaving billing_saving = StaffSaving::Everybody;
    BlockList block_list;
    DeskRules billing_desk;
    QList<DepartmentInfo> first_rules; // of organisations that are founded
    QList<StaffSaving> saving_rules;   // of those that were asked for
    QList<DeskRules> desk_rules;       // likewise
    QList<Terms> agreed;
    QList<QList<StartAnswer>> start_answers;

private:
    State m_state = State::Empty;
    Role m_role = Role::None;
    Problem m_problem;
    QString m_organisation;
    ConnectionStatus m_connection{ConnectionState::Connected, 0};
    QueueStanding m_standing;
    DeskOverview m_overview;
    HistoryStatus m_history;
    DeviceList m_devices;
    LinkStatus m_link;
    bool m_is_removed = false;
    RootKeyStatus m_root_key{.is_owners = true, .is_here = true, .is_saved = true};
    SearchModel m_found;
    ReplyLibrary m_replies;
    std::chrono::minutes m_lock_after{0}, m_lock_after_max{0};
    NotificationChoice m_notifications;
    TellingChoice m_telling;
    WritingChoice m_writing;
    bool m_is_key_store_slow = false;
    bool m_is_older_copy = false;
    bool m_is_starting_afresh = false;
    QList<Colleague> m_colleagues;
    DutyStatus m_duty = DutyStatus::Available;
    int m_capacity = 4;
    ConversationLists m_lists;
    std::map<ConversationId, std::unique_ptr<PlayedTalk>> m_talks;
};

} // namespace chat121::test
