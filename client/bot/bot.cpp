// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/bot/bot.h"

#include "client/bot/json.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace chat121::bot {

using namespace Qt::StringLiterals;

Bot::Bot(Workspace &workspace, Reading reading, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
    , m_reading(reading)
{
    addWaysIn();
    addDeskCommands();
    addTalkCommands();
    addQuestions();
    addWords();
    addSearch();
    connectWorkspace();
    connectDesk();
    connectHistory();
}

// --- events ---------------------------------------------------------------------------------------

void Bot::emitEvent(const QString &name, QJsonObject fields)
{
    fields.insert(u"event"_s, name);
    Q_EMIT event(QJsonDocument(fields).toJson(QJsonDocument::Compact));
}

void Bot::emitProblem(const QString &name, const Problem &problem)
{
    emitEvent(name, toJson(problem));
}

void Bot::refuse(const QString &why)
{
    emitEvent(u"error"_s, {{u"command"_s, m_current.value(u"do"_s)}, {u"why"_s, why}});
}

void Bot::emitState()
{
    QJsonArray departments;
    for (const DepartmentInfo &department : m_workspace.departments())
        departments.append(QJsonObject{{u"id"_s, hex(department.id)}, {u"name"_s, department.name}});
    QJsonObject fields{{u"state"_s, nameOf(m_workspace.state())},
                       {u"role"_s, nameOf(m_workspace.role())},
                       {u"organisation"_s, m_workspace.organisation()},
                       {u"name"_s, m_workspace.ownName()},
                       {u"needs_passphrase"_s, m_workspace.needsPassphrase()},
                       {u"older_copy"_s, m_workspace.isOlderCopy()},
                       {u"departments"_s, departments}};
    if (m_workspace.state() == Workspace::State::Broken) {
        m_exit_status = 1;
        fields.insert(u"problem"_s, toJson(m_workspace.problem()));
    }
    Talk *own = m_workspace.role() == Workspace::Role::Customer ? m_workspace.ownTalk() : nullptr;
    if (own != nullptr) {
        fields.insert(u"conversation"_s, hex(own->id()));
        watch(own);
    }
    emitEvent(u"state"_s, fields);
}

void Bot::emitKeyLog()
{
    const KeyLogFacts facts = m_workspace.keyLog();
    emitEvent(u"key-log"_s, {{u"size"_s, static_cast<qint64>(facts.size)},
                             {u"root"_s, facts.root},
                             {u"waiting"_s, facts.waiting},
                             {u"faults"_s, facts.faults}});
}

void Bot::connectWorkspace()
{
    connect(&m_workspace, &Workspace::stateChanged, this, [this] {
        if (m_workspace.state() == Workspace::State::Ready) m_exit_status = 0;
        const bool has_talks =
            m_workspace.state() != Workspace::State::Empty && m_workspace.state() != Workspace::State::Locked;
        if (!has_talks) m_watched.clear();
        emitState();
    });
    connect(&m_workspace, &Workspace::olderCopyChanged, this, &Bot::emitState);
    connect(&m_workspace, &Workspace::connectionChanged, this, [this](const ConnectionStatus &status) {
        emitEvent(u"connection"_s,
                  {{u"state"_s, nameOf(status.state)}, {u"waiting"_s, status.messages_waiting}});
    });
    connect(&m_workspace, &Workspace::invitationPreviewed, this, [this](const InvitationPreview &preview) {
        emitEvent(u"preview"_s, {{u"kind"_s, nameOf(preview.kind)},
                                 {u"organisation"_s, preview.organisation},
                                 {u"department"_s, preview.department},
                                 {u"role"_s, preview.role},
                                 {u"consent"_s, preview.consent_text}});
        if (m_after_preview) std::exchange(m_after_preview, {})(preview);
    });
    connect(&m_workspace, &Workspace::wayInProgressed, this, [this](const QString &step) {
        if (!step.isEmpty()) emitEvent(u"progress"_s, {{u"step"_s, step}});
    });
    connect(&m_workspace, &Workspace::wayInFailed, this, [this](const Problem &problem) {
        m_after_preview = {};
        m_exit_status = 1;
        emitProblem(u"failed"_s, problem);
    });
    connect(&m_workspace, &Workspace::unlockFailed, this,
            [this](const Problem &problem) { emitProblem(u"failed"_s, problem); });
    connect(&m_workspace, &Workspace::actionFailed, this,
            [this](const Problem &problem) { emitProblem(u"problem"_s, problem); });
    connect(&m_workspace, &Workspace::warned, this,
            [this](const Problem &problem) { emitProblem(u"warning"_s, problem); });
    connect(&m_workspace, &Workspace::keyLogChanged, this, &Bot::emitKeyLog);
    connect(&m_workspace, &Workspace::serverHolds, this,
            [this](ConversationId conversation, const QList<HeldTable> &tables, int first) {
                QJsonArray array;
                for (const HeldTable &table : tables)
                    array.append(toJson(table));
                emitEvent(
                    u"held"_s,
                    {{u"conversation"_s, hex(conversation)}, {u"tables"_s, array}, {u"first"_s, first}});
            });
    connect(&m_workspace, &Workspace::serverHoldsFailed, this,
            [this](ConversationId, const Problem &problem) { emitProblem(u"problem"_s, problem); });
    connect(&m_workspace, &Workspace::invitationMade, this, [this](const QString &link) {
        emitEvent(u"invitation"_s, {{u"link"_s, link}});
    });
}

void Bot::connectDesk()
{
    for (ConversationListModel *list :
         {m_workspace.queue(), m_workspace.mine(), m_workspace.team(), m_workspace.closed(),
          m_workspace.snoozed()})
        watchList(list);
    connect(&m_workspace, &Workspace::talkOpened, this, [this](ConversationId conversation) {
        watch(m_workspace.talk(conversation));
        emitEvent(u"opened"_s, {{u"conversation"_s, hex(conversation)}});
    });
    connect(&m_workspace, &Workspace::dutyChanged, this, [this] {
        emitEvent(u"duty"_s,
                  {{u"status"_s, nameOf(m_workspace.dutyStatus())}, {u"capacity"_s, m_workspace.capacity()}});
    });
    connect(&m_workspace, &Workspace::colleaguesChanged, this, [this] {
        QJsonArray colleagues;
        for (const Colleague &colleague : m_workspace.colleagues())
            colleagues.append(toJson(colleague));
        emitEvent(u"colleagues"_s, {{u"colleagues"_s, colleagues}});
    });
    connect(&m_workspace, &Workspace::standingChanged, this,
            [this] { emitEvent(u"standing"_s, toJson(m_workspace.standing())); });
}

void Bot::watchList(ConversationListModel *list)
{
    const auto tell = [this, list](int first, int last) {
        for (int row = first; row <= last; ++row) {
            const ConversationRow conversation = list->at(row);
            emitEvent(u"conversation"_s, toJson(conversation));
            const bool is_readable = conversation.state == ConversationState::Waiting ||
                                     conversation.state == ConversationState::Mine;
            if (is_readable) watch(m_workspace.talk(conversation.id));
        }
    };
    connect(list, &QAbstractItemModel::rowsInserted, this,
            [tell](const QModelIndex &, int first, int last) { tell(first, last); });
    connect(list, &QAbstractItemModel::dataChanged, this,
            [tell](const QModelIndex &first, const QModelIndex &last) { tell(first.row(), last.row()); });
    connect(list, &QAbstractItemModel::modelReset, this, [tell, list] { tell(0, list->rowCount() - 1); });
}

void Bot::watch(Talk *talk)
{
    if (talk == nullptr || m_watched.contains(talk->id())) return;
    const ConversationId id = talk->id();
    m_watched.insert(id, talk);
    auto *watcher = new TimelineWatcher(talk->timeline(), talk);
    connect(watcher, &TimelineWatcher::appeared, this, [this, id, talk](const TimelineRow &row, bool is_old) {
        QJsonObject fields = toJson(row);
        fields.insert(u"conversation"_s, hex(id));
        fields.insert(u"old"_s, is_old);
        emitEvent(u"message"_s, fields);
        const bool is_news = !row.is_mine && row.kind == RowKind::Message;
        if (m_reading == Reading::Automatic && is_news) talk->markRead();
    });
    connect(watcher, &TimelineWatcher::advanced, this, [this, id, talk](const TimelineRow &row) {
        QJsonObject fields = toJson(row);
        fields.insert(u"conversation"_s, hex(id));
        emitEvent(u"update"_s, fields);
        // A preview becomes a message of the conversation: only then a receipt can name it.
        const bool is_news = !row.is_mine && row.kind == RowKind::Message;
        if (m_reading == Reading::Automatic && is_news) talk->markRead();
    });
    connect(talk->timeline(), &TimelineModel::typingChanged, this, [this, id, talk] {
        emitEvent(u"typing"_s, {{u"conversation"_s, hex(id)},
                                {u"names"_s, QJsonArray::fromStringList(talk->timeline()->typing())}});
    });
    connect(talk, &Talk::rosterChanged, this, [this, talk] { emitRoster(talk); });
    connect(talk, &Talk::writableChanged, this, [this, id, talk] {
        emitEvent(u"writable"_s, {{u"conversation"_s, hex(id)}, {u"writable"_s, talk->isWritable()}});
    });
    connect(talk, &Talk::failed, this, [this, id](const Problem &problem) {
        QJsonObject fields = toJson(problem);
        fields.insert(u"conversation"_s, hex(id));
        emitEvent(u"problem"_s, fields);
    });
}

void Bot::emitRoster(const Talk *talk)
{
    QJsonArray readers;
    for (const RosterRow &row : talk->roster())
        readers.append(toJson(row));
    emitEvent(u"roster"_s, {{u"conversation"_s, hex(talk->id())}, {u"readers"_s, readers}});
}

void Bot::emitFound()
{
    const SearchModel &found = *m_workspace.found();
    if (m_query.isEmpty() || found.state() != SearchModel::State::Finished) return;
    QJsonArray hits;
    for (int row = 0; row < found.rowCount(); ++row)
        hits.append(toJson(found.at(row)));
    emitEvent(u"found"_s, {{u"query"_s, std::exchange(m_query, {})},
                           {u"hits"_s, hits},
                           {u"has_more"_s, found.outcome().has_more},
                           {u"incomplete"_s, found.outcome().is_incomplete},
                           {u"fault"_s, found.outcome().fault}});
}

// --- commands -------------------------------------------------------------------------------------

void Bot::command(const QByteArray &line)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(line, &error);
    m_current = document.object();
    if (!document.isObject()) return refuse(u"not a JSON object: "_s + error.errorString());
    const auto handler = m_commands.constFind(m_current.value(u"do"_s).toString());
    if (handler == m_commands.cend()) return refuse(u"unknown command"_s);
    (*handler)(m_current);
}

ConversationId Bot::conversationOf(const QJsonObject &command)
{
    const QString named = command.value(u"conversation"_s).toString();
    if (!named.isEmpty()) return {fromHex(named)};
    if (m_workspace.role() == Workspace::Role::Customer) {
        const Talk *own = m_workspace.ownTalk();
        return own != nullptr ? own->id() : ConversationId{};
    }
    return m_workspace.mine()->rowCount() == 1 ? m_workspace.mine()->at(0).id : ConversationId{};
}

Talk *Bot::talkOf(const QJsonObject &command)
{
    const ConversationId id = conversationOf(command);
    if (!id.isValid() || m_workspace.state() != Workspace::State::Ready) {
        refuse(u"which conversation?"_s);
        return nullptr;
    }
    Talk *talk = m_workspace.talk(id);
    watch(talk);
    return talk;
}

DepartmentId Bot::departmentOf(const QJsonObject &command) const
{
    const QString named = command.value(u"department"_s).toString();
    const QList<DepartmentInfo> departments = m_workspace.departments();
    for (const DepartmentInfo &department : departments)
        if (department.name == named || hex(department.id) == named) return department.id;
    return departments.isEmpty() ? DepartmentId{} : departments.constFirst().id;
}

AccountId Bot::accountOf(const QJsonObject &command, const Talk *talk)
{
    const QString named = command.value(u"who"_s).toString();
    for (const RosterRow &row : talk->roster())
        if (row.name == named || hex(row.account) == named) return row.account;
    for (const Colleague &colleague : m_workspace.colleagues())
        if (colleague.name == named || hex(colleague.account) == named) return colleague.account;
    refuse(u"nobody of this name"_s);
    return {};
}

} // namespace chat121::bot
