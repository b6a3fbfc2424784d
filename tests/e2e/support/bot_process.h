// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The shipped chat121-bot as a process of its own: commands and events as JSON lines
// (client/bot/README.md).
//
// Ownership: the process ends with this object; its profile stays. Threads: the caller's, which
// needs an event loop.
#pragma once

#include <QJsonObject>
#include <QList>
#include <QProcess>

#include <chrono>
#include <functional>
#include <optional>

namespace chat121::e2e {

using namespace std::chrono_literals;

class BotProcess {
public:
    static constexpr auto kPassphrase = "a passphrase for tests"; // of its profile

    using Matches = std::function<bool(const QJsonObject &)>;

    // The profile is `home`/profile.
    explicit BotProcess(const QString &home, const QStringList &more_arguments = {});
    ~BotProcess();

    bool start();
    void killHard();
    bool quit();    // true if it ended with status 0
    int exitCode(); // says quit, waits; -1 if it crashed or stayed
    bool isRunning() const { return m_process.state() == QProcess::Running; }

    void tell(const QString &command, QJsonObject fields = {}); // nobody hears it in a dead process

    // Where the events of now end: for waiting only for what comes later.
    qsizetype mark() const { return m_events.size(); }

    // Waits, unless the bot ends. The first event from place `since` on that is named `event` (empty: any)
    // and `matches`.
    std::optional<QJsonObject> waitForEvent(const QString &event, const Matches &matches, qsizetype since = 0,
                                            std::chrono::milliseconds at_most = 20s);
    // The first of `event` after the command.
    std::optional<QJsonObject> ask(const QString &command, const QString &event,
                                   const QJsonObject &fields = {});

    const QList<QJsonObject> &events() const { return m_events; } // of all starts
    QString profile() const { return m_home + QStringLiteral("/profile"); }
    qint64 processId() const { return m_process.processId(); }
    QString ending() const; // how the process ended
    QByteArray errors() const { return m_errors; }
    QProcess &process() { return m_process; }

private:
    void readLines();

    QString m_home;
    QStringList m_more_arguments;
    QProcess m_process;
    QList<QJsonObject> m_events;
    QByteArray m_errors;
};

} // namespace chat121::e2e
