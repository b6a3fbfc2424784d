// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The bot's commands and events about the archive and the recovery words; see README.md.

#include "client/bot/bot.h"
#include "client/bot/json.h"

#include <QJsonArray>

namespace chat121::bot {

using namespace Qt::StringLiterals;

namespace {

QString nameOf(HistoryStatus::State state)
{
    switch (state) {
    case HistoryStatus::State::Unknown:
        return u"unknown"_s;
    case HistoryStatus::State::NotKept:
        return u"not-kept"_s;
    case HistoryStatus::State::Locked:
        return u"locked"_s;
    case HistoryStatus::State::Kept:
        return u"kept"_s;
    }
    Q_UNREACHABLE();
}

} // namespace

void Bot::emitArchive()
{
    const HistoryStatus status = m_workspace.history();
    emitEvent(u"archive"_s, {{u"state"_s, nameOf(status.state)},
                             {u"offered"_s, status.is_offered},
                             {u"noted"_s, status.is_noted},
                             {u"behind"_s, status.is_behind},
                             {u"reading"_s, status.is_reading},
                             {u"percent"_s, status.read_percent}});
}

void Bot::connectHistory()
{
    connect(&m_workspace, &Workspace::historyChanged, this, &Bot::emitArchive);
    connect(&m_workspace, &Workspace::recoveryWordsTold, this, [this](const QStringList &words) {
        emitEvent(u"words"_s, {{u"words"_s, words.join(u' ')}});
    });
    connect(&m_workspace, &Workspace::recoveryWordsAccepted, this,
            [this] { emitEvent(u"words-accepted"_s); });
    connect(&m_workspace, &Workspace::recoveryWordsRefused, this,
            [this](const Problem &problem) { emitProblem(u"words-refused"_s, problem); });
}

void Bot::addWords()
{
    m_commands.insert(u"archive"_s, [this](const QJsonObject &) { emitArchive(); });
    m_commands.insert(u"make-words"_s, [this](const QJsonObject &command) {
        m_workspace.makeRecoveryWords(command.value(u"proof"_s).toString());
    });
    m_commands.insert(u"show-words"_s, [this](const QJsonObject &command) {
        m_workspace.showRecoveryWords(command.value(u"proof"_s).toString());
    });
    m_commands.insert(u"note-words"_s, [this](const QJsonObject &) { m_workspace.noteRecoveryWords(); });
    m_commands.insert(u"enter-words"_s, [this](const QJsonObject &command) {
        m_workspace.enterRecoveryWords(command.value(u"words"_s).toString());
    });
    m_commands.insert(u"come-back"_s, [this](const QJsonObject &command) {
        const QString words = command.value(u"words"_s).toString();
        m_after_preview = [this, words](const InvitationPreview &preview) {
            if (preview.kind == InvitationPreview::Kind::Guest) return m_workspace.comeBackAsCustomer(words);
            refuse(u"not an invitation for customers"_s);
        };
        m_workspace.previewInvitation(command.value(u"link"_s).toString());
    });
}

} // namespace chat121::bot
