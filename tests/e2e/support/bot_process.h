// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The shipped chat121-bot as a process of its own: requests and events as JSON lines
// (client/bot/README.md).
//
// Ownership: the process ends with this object; its profile stays. Threads: the caller's.
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
    BotProcess(const QString &name, const QString &home);
    ~BotProcess();

    bool start();
    void killHard();
    bool quit();
    bool isRunning() const { return m_process.state() == QProcess::Running; }

    // Writes a request and waits for its answer; nothing when the bot died or stays silent.
    std::optional<QJsonObject> ask(QJsonObject request, std::chrono::milliseconds at_most = 30s);
    void tell(QJsonObject request); // without waiting

    // The first event, past or future, that `matches`.
    std::optional<QJsonObject> waitForEvent(const std::function<bool(const QJsonObject &)> &matches,
                                            std::chrono::milliseconds at_most = 30s);
    const QList<QJsonObject> &events() const { return m_events; } // of all starts
    QString name() const { return m_name; }
    qint64 processId() const { return m_process.processId(); }
    QByteArray errors() const { return m_errors; }

private:
    void readLines();

    QString m_name;
    QString m_home;
    QProcess m_process;
    QList<QJsonObject> m_events;
    QHash<qint64, QJsonObject> m_answers;
    QByteArray m_errors;
    qint64 m_next_id = 1;
};

} // namespace chat121::e2e
