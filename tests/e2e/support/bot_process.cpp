// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/e2e/support/bot_process.h"

#include "tests/e2e/support/programs.h"
#include "tests/e2e/support/wait.h"

#include <QJsonDocument>

namespace chat121::e2e {

BotProcess::BotProcess(const QString &home, const QStringList &more_arguments)
    : m_home(home)
    , m_more_arguments(more_arguments)
{
    QProcessEnvironment environment = privateEnvironment(home);
    environment.insert(QStringLiteral("CHAT121_PASSPHRASE"), QString::fromLatin1(kPassphrase));
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
    if (m_process.isOpen()) {
        readLines();
        m_process.readAllStandardOutput(); // half a line of an earlier life
    }
    m_process.start(programPath(QStringLiteral("chat121-bot")),
                    QStringList{QStringLiteral("--profile"), profile()} + m_more_arguments);
    return m_process.waitForStarted();
}

void BotProcess::killHard()
{
    m_process.kill();
    m_process.waitForFinished();
    readLines();
}

int BotProcess::exitCode()
{
    tell(QStringLiteral("quit"));
    const bool has_ended = waitFor([this] { return !isRunning(); }, 10s);
    readLines();
    return has_ended && m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
}

QString BotProcess::ending() const
{
    const bool is_crash = m_process.exitStatus() == QProcess::CrashExit;
    return QStringLiteral("%1 %2")
        .arg(is_crash ? QStringLiteral("signal") : QStringLiteral("status"))
        .arg(m_process.exitCode());
}

bool BotProcess::quit()
{
    return exitCode() == 0;
}

void BotProcess::readLines()
{
    m_process.setReadChannel(QProcess::StandardOutput);
    while (m_process.canReadLine())
        m_events.append(QJsonDocument::fromJson(m_process.readLine()).object());
}

void BotProcess::tell(const QString &command, QJsonObject fields)
{
    if (!isRunning()) return;
    fields.insert(QStringLiteral("do"), command);
    m_process.write(QJsonDocument(fields).toJson(QJsonDocument::Compact) + '\n');
}

std::optional<QJsonObject> BotProcess::waitForEvent(const QString &event, const Matches &matches,
                                                    qsizetype since, std::chrono::milliseconds at_most)
{
    qsizetype next = since;
    std::optional<QJsonObject> found;
    waitFor(
        [&] {
            for (; next < m_events.size() && !found; ++next) {
                const QJsonObject &candidate = m_events.at(next);
                const bool is_it =
                    event.isEmpty() || candidate.value(QStringLiteral("event")).toString() == event;
                if (is_it && matches(candidate)) found = candidate;
            }
            return found.has_value() || !isRunning();
        },
        at_most);
    return found;
}

std::optional<QJsonObject> BotProcess::ask(const QString &command, const QString &event,
                                           const QJsonObject &fields)
{
    const qsizetype since = mark();
    tell(command, fields);
    return waitForEvent(
        event, [](const QJsonObject &) { return true; }, since);
}

} // namespace chat121::e2e
