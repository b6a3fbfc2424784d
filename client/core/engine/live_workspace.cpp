// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/engine/live_workspace.h"

#include "client/core/engine/engine.h"
#include "common/crypto/padding.h"

namespace chat121 {

using engine::Announcer;
using engine::Desk;
using engine::Engine;
using engine::LiveTalk;
using engine::Running;

LiveWorkspace::LiveWorkspace(const engine::EngineSetup &setup, QObject *parent)
    : Workspace(parent)
    , m_engine(new Engine(setup))
{
    m_thread.setObjectName(QStringLiteral("engine"));
    m_engine->moveToThread(&m_thread);
    connectState();
    connectTalks();
    connectLists();
    connectHistory();
    connectSearch();
    connectDevices();
    m_thread.start();
    connect(&m_network, &NetworkWatch::availabilityChanged, this, &LiveWorkspace::setNetworkAvailable);
    if (!m_network.isAvailable()) setNetworkAvailable(false);
}

LiveWorkspace::~LiveWorkspace()
{
    m_engine->announcer()->disconnect(this);
    QMetaObject::invokeMethod(
        m_engine,
        [engine = m_engine] {
            engine->stop();
            engine->deleteLater();
            engine->thread()->quit();
        },
        Qt::QueuedConnection);
    m_thread.wait();
}

void LiveWorkspace::post(std::function<void(Engine &)> command)
{
    QMetaObject::invokeMethod(
        m_engine, [engine = m_engine, command = std::move(command)] { command(*engine); },
        Qt::QueuedConnection);
}

void LiveWorkspace::postRunning(std::function<void(Running &)> command)
{
    post([command = std::move(command)](Engine &engine) {
        if (engine.running() != nullptr) command(*engine.running());
    });
}

void LiveWorkspace::postDesk(std::function<void(Desk &)> command)
{
    postRunning([command = std::move(command)](Running &running) {
        if (running.desk() != nullptr) command(*running.desk());
    });
}

void LiveWorkspace::open()
{
    post([](Engine &engine) { engine.start(); });
}

void LiveWorkspace::setNetworkAvailable(bool is_available)
{
    post([is_available](Engine &engine) { engine.setNetworkAvailable(is_available); });
}

// --- what the engine tells ------------------------------------------------------------------------

void LiveWorkspace::connectState()
{
    const Announcer *announcer = m_engine->announcer();
    connect(announcer, &Announcer::stateChanged, this, &LiveWorkspace::setState);
    connect(announcer, &Announcer::factsChanged, this, [this](const engine::WorkspaceFacts &facts) {
        const bool has_changed = m_facts.departments != facts.departments;
        m_facts = facts;
        if (has_changed) Q_EMIT departmentsChanged();
    });
    connect(announcer, &Announcer::passphraseNeeded, this,
            [this](bool needed) { m_needs_passphrase = needed; });
    connect(announcer, &Announcer::draftsLoaded, this,
            [this](const QHash<ConversationId, QString> &drafts) { m_drafts = drafts; });
    connect(announcer, &Announcer::connectionChanged, this, [this](const ConnectionStatus &status) {
        if (m_connection == status) return;
        m_connection = status;
        Q_EMIT connectionChanged(status);
    });
    connect(announcer, &Announcer::keyStoreSlow, this, [this](bool is_slow, bool is_dispensable) {
        m_is_key_store_slow = is_slow;
        m_may_go_on_without = is_slow && is_dispensable;
        Q_EMIT keyStoreChanged();
    });
    connect(announcer, &Announcer::olderCopyChanged, this, [this](bool is_older, bool is_starting) {
        if (m_is_older_copy == is_older && m_is_starting_afresh == is_starting) return;
        m_is_older_copy = is_older;
        m_is_starting_afresh = is_starting;
        Q_EMIT olderCopyChanged();
    });
    connect(announcer, &Announcer::invitationPreviewed, this, &Workspace::invitationPreviewed);
    connect(announcer, &Announcer::wayInProgressed, this, &Workspace::wayInProgressed);
    connect(announcer, &Announcer::wayInFailed, this, &Workspace::wayInFailed);
    connect(announcer, &Announcer::lockAfterChanged, this, [this](std::chrono::minutes idle) {
        m_lock_after = idle;
        Q_EMIT lockAfterChanged();
    });
    connect(announcer, &Announcer::unlockFailed, this, &Workspace::unlockFailed);
    connect(announcer, &Announcer::invitationMade, this, &Workspace::invitationMade);
    connect(announcer, &Announcer::rootKeyChanged, this, [this](const RootKeyStatus &status) {
        if (m_root_key == status) return;
        m_root_key = status;
        Q_EMIT rootKeyChanged();
    });
    connect(announcer, &Announcer::rootKeySaved, this, &Workspace::rootKeySaved);
    connect(announcer, &Announcer::rootSheetTold, this, &Workspace::rootSheetTold);
    connect(announcer, &Announcer::rootKeyRestored, this, &Workspace::rootKeyRestored);
    connect(announcer, &Announcer::rootKeyRefused, this, &Workspace::rootKeyRefused);
    connect(announcer, &Announcer::colleagueDismissed, this, &Workspace::colleagueDismissed);
    connect(announcer, &Announcer::actionFailed, this, &Workspace::actionFailed);
    connect(announcer, &Announcer::warned, this, &Workspace::warned);
    connect(announcer, &Announcer::talkOpened, this, &Workspace::talkOpened);
    connect(announcer, &Announcer::keyLogChanged, this, [this](const KeyLogFacts &facts) {
        if (m_key_log == facts) return;
        m_key_log = facts;
        Q_EMIT keyLogChanged();
    });
    connect(announcer, &Announcer::serverHolds, this, &Workspace::serverHolds);
    connect(announcer, &Announcer::serverHoldsFailed, this, &Workspace::serverHoldsFailed);
}

void LiveWorkspace::connectTalks()
{
    const Announcer *announcer = m_engine->announcer();
    connect(announcer, &Announcer::pageLoaded, this, [this](ConversationId id, const engine::TalkPage &page) {
        if (LiveTalk *talk = opened(id)) talk->setPage(page);
    });
    connect(announcer, &Announcer::olderLoaded, this,
            [this](ConversationId id, const QList<TimelineRow> &rows, bool has_older) {
                LiveTalk *talk = opened(id);
                if (talk == nullptr) return;
                talk->timeline()->prepend(rows);
                talk->timeline()->setHasOlder(has_older);
            });
    connect(announcer, &Announcer::rowsChanged, this,
            [this](ConversationId id, const QList<TimelineRow> &rows) {
                if (LiveTalk *talk = opened(id)) talk->timeline()->append(rows);
            });
    connect(announcer, &Announcer::rowsRemoved, this, [this](ConversationId id, const QList<MessageId> &ids) {
        if (LiveTalk *talk = opened(id)) talk->timeline()->remove(ids);
    });
    connect(announcer, &Announcer::statesRaised, this,
            [this](ConversationId id, const engine::RaisedState &raised) {
                if (LiveTalk *talk = opened(id)) talk->timeline()->raiseStates(raised.sequence, raised.state);
            });
    connect(announcer, &Announcer::typingChanged, this, [this](ConversationId id, const QStringList &names) {
        if (LiveTalk *talk = opened(id)) talk->timeline()->setTyping(names);
    });
    connect(announcer, &Announcer::talkChanged, this,
            [this](ConversationId id, const engine::TalkFacts &facts) {
                if (LiveTalk *talk = opened(id)) talk->setFacts(facts);
            });
    connect(announcer, &Announcer::safetyWordsTold, this,
            [this](ConversationId id, AccountId person, const QStringList &words) {
                if (LiveTalk *talk = opened(id)) Q_EMIT talk->safetyWordsTold(person, words);
            });
    connect(announcer, &Announcer::unsaid, this, [this](ConversationId id, const QString &text) {
        if (LiveTalk *talk = opened(id)) Q_EMIT talk->unsaid(text);
    });
    connect(announcer, &Announcer::talkFailed, this, [this](ConversationId id, const Problem &problem) {
        if (LiveTalk *talk = opened(id)) {
            Q_EMIT talk->failed(problem);
        } else {
            Q_EMIT actionFailed(problem);
        }
    });
}

void LiveWorkspace::connectLists()
{
    const Announcer *announcer = m_engine->announcer();
    connect(announcer, &Announcer::listsReset, this,
            [this](const QList<ConversationRow> &rows) { m_lists.reset(rows); });
    connect(announcer, &Announcer::listsChanged, this,
            [this](const QList<ConversationRow> &rows, const QList<ConversationId> &gone) {
                for (const ConversationId id : gone)
                    m_lists.remove(id);
                for (const ConversationRow &row : rows)
                    m_lists.upsert(row);
            });
    connect(announcer, &Announcer::dutyChanged, this, [this](DutyStatus status, int capacity) {
        m_duty = status;
        m_capacity = capacity;
        Q_EMIT dutyChanged();
    });
    connect(announcer, &Announcer::colleaguesChanged, this, [this](const QList<Colleague> &colleagues) {
        m_colleagues = colleagues;
        Q_EMIT colleaguesChanged();
    });
    connect(announcer, &Announcer::standingChanged, this, [this](const QueueStanding &standing) {
        m_standing = standing;
        Q_EMIT standingChanged();
    });
}

void LiveWorkspace::connectHistory()
{
    const Announcer *announcer = m_engine->announcer();
    connect(announcer, &Announcer::historyChanged, this, [this](const HistoryStatus &status) {
        if (m_history == status) return;
        m_history = status;
        Q_EMIT historyChanged();
    });
    connect(announcer, &Announcer::passwordChanged, this, &Workspace::passwordChanged);
    connect(announcer, &Announcer::passwordRefused, this, &Workspace::passwordRefused);
    connect(announcer, &Announcer::recoveryWordsTold, this, &Workspace::recoveryWordsTold);
    connect(announcer, &Announcer::recoveryWordsAccepted, this, &Workspace::recoveryWordsAccepted);
    connect(announcer, &Announcer::recoveryWordsRefused, this, &Workspace::recoveryWordsRefused);
}

void LiveWorkspace::connectSearch()
{
    const Announcer *announcer = m_engine->announcer();
    connect(announcer, &Announcer::found, this, [this](quint64 search, const QList<SearchHit> &hits) {
        if (search == m_search) m_found.append(hits);
    });
    connect(announcer, &Announcer::searched, this, [this](quint64 search, const SearchOutcome &outcome) {
        if (search == m_search) m_found.finish(outcome);
    });
    connect(announcer, &Announcer::reached, this, [this](ConversationId id, const MessageId &message) {
        if (LiveTalk *talk = opened(id)) Q_EMIT talk->reached(message);
    });
}

void LiveWorkspace::setState(State state, const Problem &problem)
{
    m_state = state;
    m_problem = problem;
    if (state == State::Empty || state == State::Locked) forgetEverything();
    const auto talks = state == State::Empty || state == State::Locked ? std::exchange(m_talks, {})
                                                                       : QHash<ConversationId, LiveTalk *>();
    Q_EMIT stateChanged();
    if (state != State::Locked) return; // whoever holds a talk keeps it as long as the workspace lives
    for (LiveTalk *talk : talks)
        talk->deleteLater();
}

void LiveWorkspace::forgetEverything()
{
    m_facts = {};
    m_lists.reset({});
    m_standing = {};
    m_history = {};
    m_devices = {};
    m_link = {};
    m_is_removed = false;
    m_root_key = {};
    m_colleagues.clear();
    m_drafts.clear();
    m_found.clear();
}

// --- what the person does -------------------------------------------------------------------------

void LiveWorkspace::previewInvitation(const QString &link_or_file)
{
    post([=](Engine &engine) { engine.previewInvitation(link_or_file); });
}

void LiveWorkspace::foundOrganisation(const QString &organisation, const QString &department,
                                      const QString &own_name, const QString &password)
{
    post([=](Engine &engine) { engine.foundOrganisation(organisation, department, own_name, password); });
}

void LiveWorkspace::joinAsStaff(const QString &own_name, const QString &password)
{
    post([=](Engine &engine) { engine.joinAsStaff(own_name, password); });
}

void LiveWorkspace::joinAsCustomer(const QString &own_name)
{
    post([=](Engine &engine) { engine.joinAsCustomer(own_name); });
}

void LiveWorkspace::comeBackAsCustomer(const QString &recovery_words)
{
    post([=](Engine &engine) { engine.comeBack(recovery_words); });
}

void LiveWorkspace::logIn(const QString &address, const QString &login_name, const QString &password)
{
    post([=](Engine &engine) { engine.logIn(address, login_name, password); });
}

void LiveWorkspace::comeBackAsStaff(const QString &address, const QString &login_name, const QString &words,
                                    const QString &password)
{
    post([=](Engine &engine) { engine.comeBackAsStaff(address, login_name, words, password); });
}

void LiveWorkspace::usePassphrase(const QString &passphrase)
{
    post([=](Engine &engine) { engine.usePassphrase(passphrase); });
}

void LiveWorkspace::unlock(const QString &passphrase)
{
    post([=](Engine &engine) { engine.unlock(passphrase); });
}

void LiveWorkspace::openAgain()
{
    post([](Engine &engine) { engine.openAgain(); });
}

void LiveWorkspace::goOnWithoutKeyStore()
{
    post([](Engine &engine) { engine.goOnWithoutKeyStore(); });
}

void LiveWorkspace::setDutyStatus(DutyStatus status, int capacity)
{
    postDesk([=](Desk &desk) { desk.setDuty(status, capacity); });
}

void LiveWorkspace::take(ConversationId conversation)
{
    postDesk([=](Desk &desk) { desk.take(conversation); });
}

void LiveWorkspace::returnToQueue(ConversationId conversation)
{
    postDesk([=](Desk &desk) { desk.returnToQueue(conversation); });
}

void LiveWorkspace::closeConversation(ConversationId conversation)
{
    postDesk([=](Desk &desk) { desk.close(conversation); });
}

void LiveWorkspace::inviteColleague(DepartmentId department)
{
    postDesk([=](Desk &desk) { desk.inviteColleague(department); });
}

void LiveWorkspace::inviteCustomers(DepartmentId department, int uses, int days)
{
    postDesk([=](Desk &desk) { desk.inviteCustomers(department, uses, days); });
}

void LiveWorkspace::inviteAgain(AccountId colleague)
{
    postDesk([=](Desk &desk) { desk.inviteAgain(colleague); });
}

void LiveWorkspace::setRules(const DepartmentInfo &rules)
{
    postDesk([=](Desk &desk) { desk.setRules(rules); });
}

Talk *LiveWorkspace::ownTalk()
{
    return m_facts.own_conversation.isValid() ? talk(m_facts.own_conversation) : nullptr;
}

void LiveWorkspace::leaveMessageInstead()
{
    postRunning([](Running &running) { running.leaveMessageInstead(); });
}

Talk *LiveWorkspace::talk(ConversationId conversation)
{
    if (LiveTalk *known = opened(conversation)) return known;
    const LiveTalk::Post poster = [this](std::function<void(Running &)> command) {
        postRunning(std::move(command));
    };
    auto *talk = new LiveTalk(conversation, poster, m_drafts.value(conversation), this);
    m_talks.insert(conversation, talk);
    return talk;
}

void LiveWorkspace::changePassword(const QString &current, const QString &next)
{
    postRunning([current, next](Running &running) { running.password().change(current, next); });
}

void LiveWorkspace::makeRecoveryWords()
{
    postRunning([](Running &running) { running.archive().makeWords(); });
}

void LiveWorkspace::showRecoveryWords()
{
    postRunning([](Running &running) { running.archive().showWords(); });
}

void LiveWorkspace::noteRecoveryWords()
{
    postRunning([](Running &running) { running.archive().noteWords(); });
}

void LiveWorkspace::declineRecoveryWords()
{
    postRunning([](Running &running) { running.archive().declineWords(); });
}

void LiveWorkspace::enterRecoveryWords(const QString &text)
{
    postRunning([text](Running &running) { running.archive().enterWords(text); });
}

void LiveWorkspace::find(const QString &query, ConversationId only_in)
{
    ++m_search;
    const bool is_nothing = query.trimmed().isEmpty();
    if (is_nothing)
        m_found.clear();
    else
        m_found.begin();
    postRunning([=, search = m_search](Running &running) {
        if (is_nothing)
            running.searcher().cancel();
        else
            running.searcher().find(search, query, only_in);
    });
}

void LiveWorkspace::findMore()
{
    if (m_found.state() != SearchModel::State::Finished || !m_found.outcome().has_more) return;
    m_found.resume();
    postRunning([](Running &running) { running.searcher().more(); });
}

void LiveWorkspace::lock()
{
    post([](Engine &engine) { engine.lock(); });
}

void LiveWorkspace::setLockAfter(std::chrono::minutes idle)
{
    post([idle](Engine &engine) { engine.setLockAfter(idle); });
}

void LiveWorkspace::startAfresh()
{
    post([](Engine &engine) { engine.startAfresh(); });
}

void LiveWorkspace::eraseProfile()
{
    post([](Engine &engine) { engine.eraseProfile(); });
}

void LiveWorkspace::askWhatServerHolds(ConversationId conversation, const QString &table, int first)
{
    postRunning([conversation, table, first](Running &running) {
        running.askWhatServerHolds(conversation, table, first);
    });
}

int LiveWorkspace::paddingStep() const
{
    return static_cast<int>(crypto::paddedSize(1));
}

} // namespace chat121
