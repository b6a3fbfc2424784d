// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/engine/live_workspace.h"

#include "client/core/engine/engine.h"

namespace chat121 {

using engine::Announcer;
using engine::Desk;
using engine::Engine;
using engine::Handing;
using engine::LiveTalk;
using engine::Running;

LiveWorkspace::LiveWorkspace(const engine::EngineSetup &setup, QObject *parent)
    : Workspace(parent)
    , m_engine(new Engine(setup))
{
    m_thread.setObjectName(QStringLiteral("engine"));
    m_engine->moveToThread(&m_thread);
    connectState();
    connectChoices();
    connectRootKey();
    connectTalks();
    connectNotes();
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

void LiveWorkspace::postReplies(std::function<void(engine::TeamReplies &)> command)
{
    postRunning([command = std::move(command)](Running &running) {
        if (running.team() != nullptr) command(running.team()->replies());
    });
}

void LiveWorkspace::postHanding(std::function<void(Handing &)> command)
{
    postRunning([command = std::move(command)](Running &running) {
        if (running.handing() != nullptr) command(*running.handing());
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
        const bool has_changed = m_facts.departments != facts.departments || m_facts.region != facts.region ||
                                 m_facts.regions != facts.regions;
        const bool has_other_rights = m_facts.can_supervise != facts.can_supervise;
        const bool has_other_limit = m_facts.lock_after_max != facts.lock_after_max;
        m_facts = facts;
        if (has_changed) Q_EMIT departmentsChanged();
        if (has_other_rights) Q_EMIT rightsChanged();
        if (has_other_limit) Q_EMIT lockAfterChanged();
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
    connect(announcer, &Announcer::unlockFailed, this, &Workspace::unlockFailed);
    connect(announcer, &Announcer::invitationMade, this, &Workspace::invitationMade);
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

// What the person has chosen for this computer.
void LiveWorkspace::connectChoices()
{
    const Announcer *announcer = m_engine->announcer();
    connect(announcer, &Announcer::lockAfterChanged, this, [this](std::chrono::minutes idle) {
        m_lock_after = idle;
        Q_EMIT lockAfterChanged();
    });
    connect(announcer, &Announcer::notificationsChanged, this, [this](const NotificationChoice &choice) {
        m_notifications = choice;
        Q_EMIT notificationsChanged();
    });
    connect(announcer, &Announcer::tellingChanged, this, [this](const TellingChoice &choice) {
        m_telling = choice;
        Q_EMIT tellingChanged();
    });
    connect(announcer, &Announcer::deskChoiceLoaded, this,
            [this](const DeskChoice &choice) { m_desk_choice = choice; });
    connect(announcer, &Announcer::writingChanged, this, [this](const WritingChoice &choice) {
        m_writing = choice;
        Q_EMIT writingChanged();
    });
}

void LiveWorkspace::connectRootKey()
{
    const Announcer *announcer = m_engine->announcer();
    connect(announcer, &Announcer::rootKeyChanged, this, [this](const RootKeyStatus &status) {
        if (m_root_key == status) return;
        m_root_key = status;
        Q_EMIT rootKeyChanged();
    });
    connect(announcer, &Announcer::rootKeySaved, this, &Workspace::rootKeySaved);
    connect(announcer, &Announcer::rootSheetTold, this, &Workspace::rootSheetTold);
    connect(announcer, &Announcer::rootKeyRestored, this, &Workspace::rootKeyRestored);
    connect(announcer, &Announcer::rootKeyRefused, this, &Workspace::rootKeyRefused);
}

void LiveWorkspace::connectNotes()
{
    const Announcer *announcer = m_engine->announcer();
    connect(announcer, &Announcer::noteDraftsLoaded, this,
            [this](const QHash<ConversationId, QString> &drafts) { m_note_drafts = drafts; });
    connect(announcer, &Announcer::unnoted, this, [this](ConversationId id, const QString &text) {
        if (LiveTalk *talk = opened(id)) Q_EMIT talk->unnoted(text);
    });
    connect(announcer, &Announcer::tagsTold, this, &Workspace::tagsTold);
    connect(announcer, &Announcer::customerBlocked, this, &Workspace::customerBlocked);
    connect(announcer, &Announcer::blocksTold, this, &Workspace::blocksTold);
    connect(announcer, &Announcer::mentioned, this, &Workspace::mentioned);
    connect(announcer, &Announcer::handOverEnded, this, &Workspace::handOverEnded);
    connect(announcer, &Announcer::snoozeEnded, this, &Workspace::snoozeEnded);
    connect(announcer, &Announcer::cannedRepliesChanged, this, [this](const ReplyLibrary &library) {
        if (m_replies == library) return;
        m_replies = library;
        Q_EMIT cannedRepliesChanged();
    });
    connect(announcer, &Announcer::cannedReplySaved, this, &Workspace::cannedReplySaved);
    connect(announcer, &Announcer::cannedReplyRefused, this, &Workspace::cannedReplyRefused);
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
                if (LiveTalk *talk = opened(id)) talk->setRows(rows);
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
    connect(announcer, &Announcer::savingProgressed, this, [this](ConversationId id, int done, int all) {
        if (LiveTalk *talk = opened(id)) Q_EMIT talk->savingProgressed(done, all);
    });
    connect(announcer, &Announcer::saved, this, [this](ConversationId id, const SavedFile &file) {
        if (LiveTalk *talk = opened(id)) Q_EMIT talk->saved(file);
    });
    connect(announcer, &Announcer::savingRefused, this, [this](ConversationId id, const Problem &problem) {
        if (LiveTalk *talk = opened(id)) Q_EMIT talk->savingRefused(problem);
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
    connect(announcer, &Announcer::talkErased, this, [this](ConversationId id) {
        m_drafts.remove(id);
        m_note_drafts.remove(id);
        m_found.clear(); // words of it may be among them
    });
    connect(announcer, &Announcer::conversationErased, this, &Workspace::conversationErased);
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
    connect(announcer, &Announcer::languagesChanged, this,
            [this](const QStringList &languages) { m_languages = languages; });
    connect(announcer, &Announcer::dutyChanged, this,
            [this](DutyStatus status, int capacity, bool is_set_away) {
                m_duty = status;
                m_capacity = capacity;
                m_is_set_away = is_set_away;
                Q_EMIT dutyChanged();
            });
    connect(announcer, &Announcer::colleaguesChanged, this, [this](const QList<Colleague> &colleagues) {
        m_colleagues = colleagues;
        Q_EMIT colleaguesChanged();
    });
    connect(announcer, &Announcer::overviewChanged, this, [this](const DeskOverview &overview) {
        if (m_overview == overview) return;
        m_overview = overview;
        Q_EMIT overviewChanged();
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
    connect(announcer, &Announcer::passwordChanged, this, [this] {
        m_is_changing_password = false;
        Q_EMIT passwordChanged();
    });
    connect(announcer, &Announcer::passwordRefused, this, [this](const Problem &problem) {
        m_is_changing_password = false;
        Q_EMIT passwordRefused(problem);
    });
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
    m_overview = {};
    m_history = {};
    m_devices = {};
    m_link = {};
    m_is_removed = false;
    m_root_key = {};
    m_colleagues.clear();
    m_replies = {};
    m_drafts.clear();
    m_note_drafts.clear();
    m_desk_choice = {};
    m_found.clear();
}

} // namespace chat121
