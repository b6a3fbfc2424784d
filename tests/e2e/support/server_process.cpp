// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/e2e/support/server_process.h"

#include "tests/e2e/support/programs.h"
#include "tests/e2e/support/wait.h"

#include <QRegularExpression>

namespace chat121::e2e {

using namespace std::chrono_literals;

ServerProcess::ServerProcess(const QString &data_directory, quint16 port, const QStringList &more_arguments)
    : m_data_directory(data_directory)
    , m_more_arguments(more_arguments)
    , m_port(port)
{
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.setProcessEnvironment(privateEnvironment(data_directory + QStringLiteral("-home")));
    QObject::connect(&m_process, &QProcess::readyRead, &m_process, [this] { readOutput(); });
}

ServerProcess::~ServerProcess()
{
    if (isRunning()) killHard();
}

// The server prints `ready host:port` and, when nobody has founded an organisation yet, its link.
void ServerProcess::readOutput()
{
    m_output.append(m_process.readAll());
    for (qsizetype end; (end = m_output.indexOf('\n', m_parsed)) >= 0; m_parsed = end + 1) {
        const QString line = QString::fromUtf8(m_output.mid(m_parsed, end - m_parsed));
        static const QRegularExpression link(QStringLiteral("(chat121:\\S+)"));
        static const QRegularExpression ready(QStringLiteral("\\bready\\b.*:(\\d+)\\b"));
        if (const auto match = link.match(line); match.hasMatch()) m_set_up_link = match.captured(1);
        if (const auto match = ready.match(line); match.hasMatch()) {
            m_port = match.captured(1).toUShort();
            m_is_ready = true;
        }
    }
}

void ServerProcess::setPublicPort(quint16 port)
{
    m_more_arguments += {QStringLiteral("--public-address"), QStringLiteral("127.0.0.1:%1").arg(port)};
}

bool ServerProcess::start()
{
    m_is_ready = false;
    m_process.start(programPath(QStringLiteral("chat121-server")),
                    QStringList{QStringLiteral("--data"), m_data_directory, QStringLiteral("--listen"),
                                QStringLiteral("127.0.0.1:%1").arg(m_port)} +
                        m_more_arguments);
    return waitFor([this] { return m_is_ready || !isRunning(); }, 20s) && m_is_ready;
}

bool ServerProcess::stop()
{
    m_process.terminate();
    return m_process.waitForFinished(15000) && exitCode() == 0;
}

int ServerProcess::exitCode() const
{
    return m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
}

void ServerProcess::killHard()
{
    m_process.kill();
    m_process.waitForFinished();
}

} // namespace chat121::e2e
