// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The commands of README.md, one entry each.

#include "client/bot/bot.h"
#include "client/bot/json.h"

#include <QJsonArray>

namespace chat121::bot {

using namespace Qt::StringLiterals;

void Bot::previewThen(const QJsonObject &command, const Handler &next)
{
    m_after_preview = [command, next](const InvitationPreview &) { next(command); };
    m_workspace.previewInvitation(command.value(u"link"_s).toString());
}

void Bot::addWaysIn()
{
    m_commands.insert(u"preview"_s, [this](const QJsonObject &command) {
        m_workspace.previewInvitation(command.value(u"link"_s).toString());
    });
    m_commands.insert(u"found"_s, [this](const QJsonObject &command) {
        previewThen(command, [this](const QJsonObject &wish) {
            m_workspace.foundOrganisation(
                wish.value(u"organisation"_s).toString(), wish.value(u"department"_s).toString(),
                wish.value(u"name"_s).toString(), wish.value(u"password"_s).toString());
        });
    });
    m_commands.insert(u"join"_s, [this](const QJsonObject &command) {
        const QString name = command.value(u"name"_s).toString();
        const QString password = command.value(u"password"_s).toString();
        m_after_preview = [this, name, password](const InvitationPreview &preview) {
            if (preview.kind == InvitationPreview::Kind::Staff)
                return m_workspace.joinAsStaff(name, password);
            if (preview.kind == InvitationPreview::Kind::Guest) return m_workspace.joinAsCustomer(name);
            refuse(u"a set-up link: use found"_s);
        };
        m_workspace.previewInvitation(command.value(u"link"_s).toString());
    });
    m_commands.insert(u"login"_s, [this](const QJsonObject &command) {
        m_workspace.logIn(command.value(u"link"_s).toString(), command.value(u"name"_s).toString(),
                          command.value(u"password"_s).toString());
    });
    m_commands.insert(u"lock"_s, [this](const QJsonObject &) { m_workspace.lock(); });
    m_commands.insert(u"unlock"_s, [this](const QJsonObject &command) {
        m_workspace.unlock(command.value(u"passphrase"_s).toString());
    });
    m_commands.insert(u"erase"_s, [this](const QJsonObject &) { m_workspace.eraseProfile(); });
    m_commands.insert(u"start-afresh"_s, [this](const QJsonObject &) {
        if (!m_workspace.isOlderCopy()) return refuse(u"this profile is no older copy"_s);
        m_workspace.startAfresh();
    });
    m_commands.insert(u"quit"_s, [this](const QJsonObject &) { Q_EMIT quitWanted(); });
}

void Bot::addDeskCommands()
{
    m_commands.insert(u"status"_s, [this](const QJsonObject &command) {
        const QString wanted = command.value(u"status"_s).toString();
        for (const DutyStatus status : {DutyStatus::Away, DutyStatus::Busy, DutyStatus::Available})
            if (nameOf(status) == wanted)
                return m_workspace.setDutyStatus(status,
                                                 command.value(u"capacity"_s).toInt(m_workspace.capacity()));
        refuse(u"status is away, busy or available"_s);
    });
    m_commands.insert(u"take"_s, [this](const QJsonObject &command) {
        ConversationId id{fromHex(command.value(u"conversation"_s).toString())};
        if (!id.isValid() && m_workspace.queue()->rowCount() > 0) id = m_workspace.queue()->at(0).id;
        if (!id.isValid()) return refuse(u"nobody waits"_s);
        m_workspace.take(id);
    });
    m_commands.insert(u"return"_s, [this](const QJsonObject &command) {
        if (const Talk *talk = talkOf(command)) m_workspace.returnToQueue(talk->id());
    });
    m_commands.insert(u"close"_s, [this](const QJsonObject &command) {
        if (const Talk *talk = talkOf(command)) m_workspace.closeConversation(talk->id());
    });
    m_commands.insert(u"invite"_s, [this](const QJsonObject &command) {
        if (command.value(u"who"_s).toString() == u"staff")
            return m_workspace.inviteColleague(departmentOf(command));
        m_workspace.inviteCustomers({departmentOf(command), command.value(u"uses"_s).toInt(1),
                                     command.value(u"days"_s).toInt(14), command.value(u"per-hour"_s).toInt(),
                                     command.value(u"per-day"_s).toInt()});
    });
    m_commands.insert(u"agree"_s, [this](const QJsonObject &) {
        m_workspace.agree(m_workspace.standing().terms); // as the last standing event told them
    });
    m_commands.insert(u"answer-questions"_s, [this](const QJsonObject &command) {
        QList<StartAnswer> answers;
        const QJsonArray given = command.value(u"answers"_s).toArray();
        for (const QJsonValue &one : given)
            answers.append({one.toObject().value(u"question"_s).toString(),
                            one.toObject().value(u"answer"_s).toString()});
        m_workspace.answerQuestions(answers);
    });
    m_commands.insert(u"leave-message"_s, [this](const QJsonObject &) { m_workspace.leaveMessageInstead(); });
}

void Bot::addTalkCommands()
{
    m_commands.insert(u"say"_s, [this](const QJsonObject &command) {
        if (Talk *talk = talkOf(command)) talk->say(command.value(u"text"_s).toString());
    });
    m_commands.insert(u"say-again"_s, [this](const QJsonObject &command) {
        Talk *talk = talkOf(command);
        const auto id = MessageId::from(QByteArray::fromHex(command.value(u"id"_s).toString().toLatin1()));
        if (talk != nullptr && id) talk->sayAgain(*id);
    });
    m_commands.insert(u"typing"_s, [this](const QJsonObject &command) {
        if (Talk *talk = talkOf(command)) talk->setTyping(command.value(u"typing"_s).toBool(true));
    });
    m_commands.insert(u"read"_s, [this](const QJsonObject &command) {
        if (Talk *talk = talkOf(command)) talk->markRead();
    });
    m_commands.insert(u"older"_s, [this](const QJsonObject &command) {
        if (Talk *talk = talkOf(command)) talk->fetchOlder();
    });
    m_commands.insert(u"draft"_s, [this](const QJsonObject &command) {
        if (Talk *talk = talkOf(command)) talk->setDraft(command.value(u"text"_s).toString());
    });
    m_commands.insert(u"add"_s, [this](const QJsonObject &command) {
        Talk *talk = talkOf(command);
        const AccountId account = talk != nullptr ? accountOf(command, talk) : AccountId{};
        if (account.isValid()) talk->addColleague(account);
    });
    m_commands.insert(u"remove"_s, [this](const QJsonObject &command) {
        Talk *talk = talkOf(command);
        const AccountId account = talk != nullptr ? accountOf(command, talk) : AccountId{};
        if (account.isValid()) talk->removeMember(account);
    });
}

void Bot::addQuestions()
{
    m_commands.insert(u"state"_s, [this](const QJsonObject &) {
        emitState();
        emitEvent(u"connection"_s, {{u"state"_s, nameOf(m_workspace.connection().state)},
                                    {u"waiting"_s, m_workspace.connection().messages_waiting}});
    });
    m_commands.insert(u"list"_s, [this](const QJsonObject &) {
        QJsonArray rows;
        for (const ConversationListModel *list :
             {m_workspace.queue(), m_workspace.mine(), m_workspace.team(), m_workspace.closed(),
          m_workspace.snoozed()}) {
            for (int row = 0; row < list->rowCount(); ++row)
                rows.append(toJson(list->at(row)));
        }
        emitEvent(u"list"_s, {{u"conversations"_s, rows}});
    });
    m_commands.insert(u"standing"_s, [this](const QJsonObject &) {
        emitEvent(u"standing"_s, toJson(m_workspace.standing()));
    });
    m_commands.insert(u"held"_s, [this](const QJsonObject &command) {
        if (const Talk *talk = talkOf(command))
            m_workspace.askWhatServerHolds(talk->id(), command.value(u"table"_s).toString(),
                                           command.value(u"first"_s).toInt());
    });
    m_commands.insert(u"key-log"_s, [this](const QJsonObject &) { emitKeyLog(); });
    m_commands.insert(u"roster"_s, [this](const QJsonObject &command) {
        if (const Talk *talk = talkOf(command)) emitRoster(talk);
    });
    m_commands.insert(u"history"_s, [this](const QJsonObject &command) {
        Talk *talk = talkOf(command);
        if (talk == nullptr) return;
        QJsonArray rows;
        for (int row = 0; row < talk->timeline()->size(); ++row)
            rows.append(toJson(talk->timeline()->at(row)));
        emitEvent(u"history"_s, {{u"conversation"_s, hex(talk->id())},
                                 {u"rows"_s, rows},
                                 {u"has_older"_s, talk->timeline()->hasOlder()}});
    });
}

void Bot::addSearch()
{
    connect(m_workspace.found(), &SearchModel::stateChanged, this, &Bot::emitFound);
    m_commands.insert(u"search"_s, [this](const QJsonObject &command) {
        const QString query = command.value(u"query"_s).toString();
        if (query.trimmed().isEmpty()) return refuse(u"what to look for?"_s);
        if (m_workspace.state() != Workspace::State::Ready) return refuse(u"not ready"_s);
        m_query = query;
        m_workspace.find(query, {fromHex(command.value(u"conversation"_s).toString())});
    });
    m_commands.insert(u"search-more"_s, [this](const QJsonObject &command) {
        if (!m_workspace.found()->outcome().has_more) return refuse(u"there is no more"_s);
        m_query = command.value(u"query"_s).toString(u"more"_s);
        m_workspace.findMore();
    });
}

} // namespace chat121::bot
