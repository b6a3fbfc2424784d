// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A workspace as JSON lines: commands in, events out. README.md lists them.
//
// Ownership: borrows the workspace, which must outlive it. Threads: main.
#pragma once

#include "client/bot/timeline_watcher.h"
#include "client/core/workspace.h"

#include <QJsonObject>

#include <functional>

namespace chat121::bot {

class Bot final : public QObject {
    Q_OBJECT

public:
    enum class Reading : quint8 { ByCommand, Automatic };

    Bot(Workspace &workspace, Reading reading, QObject *parent = nullptr);

    // One line from stdin.
    void command(const QByteArray &line);

    // 0, or 1 after a way in that failed or a profile that cannot be opened.
    int exitStatus() const { return m_exit_status; }

Q_SIGNALS:
    void event(const QByteArray &line); // without the line's end
    void quitWanted();

private:
    using Handler = std::function<void(const QJsonObject &)>;

    void connectWorkspace();
    void connectDesk();
    void watchList(ConversationListModel *list);
    void addWaysIn();
    void addDeskCommands();
    void addTalkCommands();
    void addQuestions();
    void addWords();
    void connectHistory();
    void addSearch();

    void emitEvent(const QString &name, QJsonObject fields = {});
    void emitProblem(const QString &name, const Problem &problem);
    void emitState();
    void emitKeyLog();
    void emitRoster(const Talk *talk);
    void emitArchive();
    void emitFound();
    void refuse(const QString &why);
    void watch(Talk *talk);
    Talk *talkOf(const QJsonObject &command); // refuses, and nothing, if there is none
    ConversationId conversationOf(const QJsonObject &command);
    DepartmentId departmentOf(const QJsonObject &command) const;
    AccountId accountOf(const QJsonObject &command, const Talk *talk);
    void previewThen(const QJsonObject &command, const Handler &next);

    Workspace &m_workspace;
    const Reading m_reading;
    QHash<QString, Handler> m_commands;
    QHash<ConversationId, Talk *> m_watched;
    std::function<void(const InvitationPreview &)> m_after_preview;
    QJsonObject m_current; // the command that is being carried out
    QString m_query;       // whose answer has not come yet
    int m_exit_status = 0;
};

} // namespace chat121::bot
