// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The real Workspace: models on the main thread, filled in batches by an engine on its own thread.
//
//     LiveWorkspace workspace({directory});
//     workspace.open();                       // then stateChanged
//
// Ownership: owns the engine and its thread; ends both in its destructor. Threads: main.
#pragma once

#include "client/core/connection/network_watch.h"
#include "client/core/engine/engine_setup.h"
#include "client/core/engine/live_talk.h"

#include <QThread>

namespace chat121::engine {
class Engine;
class TeamReplies;
} // namespace chat121::engine

namespace chat121 {

class LiveWorkspace final : public Workspace {
    Q_OBJECT

public:
    explicit LiveWorkspace(const engine::EngineSetup &setup, QObject *parent = nullptr);
    ~LiveWorkspace() override;

    void open(); // begins to read the profile

    // What the system says of this computer's network; the workspace watches it by itself.
    void setNetworkAvailable(bool is_available);

    State state() const override { return m_state; }
    Problem problem() const override { return m_problem; }
    Role role() const override { return m_facts.role; }
    QString organisation() const override { return m_facts.organisation; }
    QString ownName() const override { return m_facts.own_name; }
    bool canInvite() const override { return m_facts.can_invite; }
    bool canSupervise() const override { return m_facts.can_supervise; }
    void beginOverview(UnixTime day) override;
    void endOverview() override;
    DeskOverview overview() const override { return m_overview; }
    void join(ConversationId conversation, Attendance attendance) override;
    void withdrawJoin(ConversationId conversation) override;
    ConnectionStatus connection() const override { return m_connection; }

    void previewInvitation(const QString &link_or_file) override;
    void useRules(const DepartmentInfo &rules) override;
    void foundOrganisation(const QString &organisation, const QString &department, const QString &own_name,
                           const QString &password) override;
    void joinAsStaff(const QString &own_name, const QString &password) override;
    void joinAsCustomer(const QString &own_name) override;
    void comeBackAsCustomer(const QString &recovery_words) override;
    void logIn(const QString &address, const QString &login_name, const QString &password) override;
    void linkByCode(const QString &address, const QString &code) override;
    void giveUpLink() override;
    void openRootFile(const QString &address, const QString &path, const QString &passphrase) override;
    void openRootSheet(const QString &address, const QString &lines) override;
    void comeBackAsOwner(AccountId owner, const QString &own_name, const QString &password) override;
    void comeBackAsStaff(const QString &address, const QString &login_name, const QString &words,
                         const QString &password) override;

    bool needsPassphrase() const override { return m_needs_passphrase; }
    Proof neededProof() const override;
    void usePassphrase(const QString &passphrase) override;
    void unlock(const QString &passphrase) override;
    bool isKeyStoreSlow() const override { return m_is_key_store_slow; }
    void openAgain() override;
    bool mayGoOnWithoutKeyStore() const override { return m_may_go_on_without; }
    void goOnWithoutKeyStore() override;

    bool isOlderCopy() const override { return m_is_older_copy; }
    bool isStartingAfresh() const override { return m_is_starting_afresh; }
    void startAfresh() override;
    KeyLogFacts keyLog() const override { return m_key_log; }
    void askWhatServerHolds(ConversationId conversation, const QString &table, int first) override;
    int paddingStep() const override;

    ConversationListModel *queue() override { return &m_lists.of(ConversationState::Waiting); }
    ConversationListModel *mine() override { return &m_lists.of(ConversationState::Mine); }
    ConversationListModel *team() override { return &m_lists.of(ConversationState::Team); }
    ConversationListModel *closed() override { return &m_lists.of(ConversationState::Closed); }
    ConversationListModel *snoozed() override { return &m_lists.snoozed(); }
    void snooze(ConversationId conversation, UnixTime until) override;
    void endSnooze(ConversationId conversation) override;
    QList<Colleague> colleagues() const override { return m_colleagues; }
    QList<DepartmentInfo> departments() const override { return m_facts.departments; }
    DutyStatus dutyStatus() const override { return m_duty; }
    int capacity() const override { return m_capacity; }
    QStringList languages() const override { return m_languages; }
    void setLanguages(const QStringList &languages) override;
    bool wasSetAway() const override { return m_is_set_away; }
    void setDutyStatus(DutyStatus status, int capacity) override;
    void take(ConversationId conversation) override;
    void declineOffer(ConversationId conversation) override;
    void askTags() override;
    void handOver(ConversationId conversation, const HandOverWish &wish) override;
    void withdrawHandOver(ConversationId conversation) override;
    void acceptHandOver(ConversationId conversation) override;
    void declineHandOver(ConversationId conversation) override;
    void returnToQueue(ConversationId conversation) override;
    void closeConversation(ConversationId conversation) override;
    void inviteColleague(DepartmentId department) override;
    void inviteCustomers(const CustomerInvitation &invitation) override;
    void dismiss(AccountId colleague) override;
    RootKeyStatus rootKey() const override { return m_root_key; }
    void saveRootKey(const QString &path, const QString &passphrase, const QString &proof) override;
    void showRootSheet(const QString &proof) override;
    void noteRootSheet() override;
    void postponeRootKey() override;
    void restoreRootKey(const QString &path, const QString &passphrase) override;
    void enterRootSheet(const QString &lines) override;
    void inviteAgain(AccountId colleague) override;
    ReplyLibrary cannedReplies() const override { return m_replies; }
    void block(ConversationId conversation, std::chrono::milliseconds term, const QString &why) override;
    void askBlocks(ConversationId conversation) override;
    void liftBlock(ConversationId conversation, AccountId customer) override;
    void saveCannedReply(const CannedReply &reply) override;
    void deleteCannedReply(const CannedReply &reply) override;
    void countCannedReply(const ReplyId &reply) override;
    void setRules(const DepartmentInfo &rules) override;
    QString region() const override { return m_facts.region; }
    QStringList regions() const override { return m_facts.regions; }
    void nameRegion(const QString &region) override;

    HistoryStatus history() const override { return m_history; }
    void makeRecoveryWords(const QString &proof) override;
    void showRecoveryWords(const QString &proof) override;
    void noteRecoveryWords() override;
    void declineRecoveryWords() override;
    void enterRecoveryWords(const QString &text) override;

    DeviceList devices() const override { return m_devices; }
    void fetchDevices() override;
    void acceptDevice(DeviceId device) override;
    void removeDevice(DeviceId device) override;
    LinkStatus link() const override { return m_link; }
    void openLink(const QString &proof) override;
    void closeLink() override;
    void answerLink(bool is_allowed) override;
    bool isRemoved() const override { return m_is_removed; }

    QueueStanding standing() const override { return m_standing; }
    Talk *ownTalk() override;
    void agree(const Terms &terms) override;
    void answerQuestions(const QList<StartAnswer> &answers) override;
    void offerContext(bool is_offered) override;
    void choose(DepartmentId department, const QString &language) override;
    void leaveMessageInstead() override;
    void eraseConversation(ConversationId conversation) override;
    void showReceipt(ConversationId conversation) override;
    Talk *talk(ConversationId conversation) override;
    void eraseProfile() override;

    void changePassword(const QString &current, const QString &next) override;
    bool isChangingPassword() const override { return m_is_changing_password; }
    void lock() override;
    std::chrono::minutes lockAfter() const override { return earlierLock(m_lock_after, lockAfterMax()); }
    void setLockAfter(std::chrono::minutes idle) override;
    NotificationChoice notifications() const override { return m_notifications; }
    void setNotifications(const NotificationChoice &choice) override;
    TellingChoice telling() const override { return m_telling; }
    void setTelling(const TellingChoice &choice) override;
    DeskChoice deskChoice() const override { return m_desk_choice; }
    void setDeskChoice(const DeskChoice &choice) override;
    WritingChoice writing() const override { return m_writing; }
    void setWriting(const WritingChoice &choice) override;
    std::chrono::minutes lockAfterMax() const override { return m_facts.lock_after_max; }

    SearchModel *found() override { return &m_found; }
    void find(const QString &query, ConversationId only_in) override;
    void findMore() override;

private:
    void connectState();
    void connectChoices();
    void connectRootKey();
    void connectTalks();
    void connectNotes(); // of staff, about conversations, and canned replies
    void connectLists();
    void connectHistory();
    void connectSearch();
    void connectDevices();
    void setState(State state, const Problem &problem);
    void forgetEverything();
    void post(std::function<void(engine::Engine &)> command);
    void postRunning(std::function<void(engine::Running &)> command);
    void postDesk(std::function<void(engine::Desk &)> command);
    void postReplies(std::function<void(engine::TeamReplies &)> command);
    void postHanding(std::function<void(engine::Handing &)> command);
    engine::LiveTalk *opened(ConversationId conversation) const { return m_talks.value(conversation); }

    NetworkWatch m_network{nullptr};
    QThread m_thread;
    engine::Engine *m_engine; // lives in m_thread
    State m_state = State::Opening;
    Problem m_problem;
    engine::WorkspaceFacts m_facts;
    ConnectionStatus m_connection;
    bool m_needs_passphrase = false;
    bool m_is_key_store_slow = false;
    bool m_may_go_on_without = false; // the key store
    bool m_is_older_copy = false;
    bool m_is_starting_afresh = false;
    KeyLogFacts m_key_log;
    ConversationLists m_lists;
    std::chrono::minutes m_lock_after{0}; // as the person has chosen
    NotificationChoice m_notifications{};
    TellingChoice m_telling{};
    DeskChoice m_desk_choice;
    WritingChoice m_writing{};
    QList<Colleague> m_colleagues;
    ReplyLibrary m_replies;
    DutyStatus m_duty = DutyStatus::Away;
    bool m_is_set_away = false;
    int m_capacity = 4;
    QStringList m_languages;
    QueueStanding m_standing;
    DeskOverview m_overview;
    HistoryStatus m_history;
    DeviceList m_devices;
    LinkStatus m_link;
    bool m_is_removed = false;
    bool m_is_changing_password = false;
    RootKeyStatus m_root_key;
    SearchModel m_found;
    quint64 m_search = 0; // the newest; what is told of others is late
    QHash<ConversationId, QString> m_drafts;
    QHash<ConversationId, QString> m_note_drafts;
    QHash<ConversationId, engine::LiveTalk *> m_talks;
};

} // namespace chat121
