// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/e2e/support/bot_process.h"

#include "tests/e2e/support/programs.h"
#include "tests/e2e/support/wait.h"

#include <QJsonDocument>

#include <signal.h>

namespace chat121::e2e {

BotProcess::BotProcess(const QString &name, const QString &home)
    : m_name(name)
    , m_home(home)
{
    QProcessEnvironment environment = privateEnvironment(home);
    environment.insert(QStringLiteral("CHAT121_PASSPHRASE"), QStringLiteral("a passphrase for tests"));
    m_process.setProcessEnvironment(environment);
    QObject::connect(&m_process, &QProcess::readyReadStandardOutput, &m_process, [this] { readLines(); });
    QObject::connect(&m_process, &QProcess::readyReadStandardError, &m_process,
                     [this] { m_errors.append(m_process.readAllStandardError()); });
}

BotProcess::~BotProcess()
{
    if (isRunning()) killHard();
}

bool BotProcess::start()
{
    m_process.start(programPath(QStringLiteral("chat121-bot")), {QStringLiteral("--profile"), m_home + QStringLiteral("/profile")});
    return m_process.waitForStarted();
}

void BotProcess::killHard()
{
    ::kill(static_cast<pid_t>(m_process.processId()), SIGKILL);
    m_process.waitForFinished();
    readLines();
}

bool BotProcess::quit()
{
    tell({{QStringLiteral("op"), QStringLiteral("quit")}});
    return m_process.waitForFinished(10000) && m_process.exitStatus() == QProcess::NormalExit && m_process.exitCode() == 0;
}

void BotProcess::readLines()
{
    m_process.setReadChannel(QProcess::StandardOutput);
    while (m_process.canReadLine()) {
        const QJsonObject line = QJsonDocument::fromJson(m_process.readLine()).object();
        if (line.contains(QStringLiteral("id"))) m_answers.insert(line.value(QStringLiteral("id")).toInteger(), line);
        else m_events.append(line);
    }
}

void BotProcess::tell(QJsonObject request)
{
    m_process.write(QJsonDocument(request).toJson(QJsonDocument::Compact) + '\n');
}

std::optional<QJsonObject> BotProcess::ask(QJsonObject request, std::chrono::milliseconds at_most)
{
    const qint64 id = m_next_id++;
    request.insert(QStringLiteral("id"), id);
    tell(request);
    waitFor([this, id] { return m_answers.contains(id) || !isRunning(); }, at_most);
    const auto answer = m_answers.constFind(id);
    return answer == m_answers.constEnd() ? std::nullopt : std::optional(*answer);
}

std::optional<QJsonObject> BotProcess::waitForEvent(const std::function<bool(const QJsonObject &)> &matches, std::chrono::milliseconds at_most)
{
    qsizetype next = 0;
    std::optional<QJsonObject> found;
    waitFor(
        [&] {
            for (; next < m_events.size() && !found; ++next) {
                if (matches(m_events.at(next))) found = m_events.at(next);
            }
            return found.has_value();
        },
        at_most);
    return found;
}

} // namespace chat121::e2e
