// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/interop/peer_process.h"

#include <QJsonDocument>

namespace chat121::interop {

namespace {

constexpr int kAnswerMs = 120'000; // a slow machine under a sanitizer; a peer that works takes milliseconds
constexpr int kEndMs = 10'000;

} // namespace

PeerProcess::PeerProcess(const QString &program, const QStringList &arguments)
{
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(program, arguments);
}

PeerProcess::~PeerProcess()
{
    m_process.closeWriteChannel(); // the end of its input is the end of a peer
    if (m_process.waitForFinished(kEndMs)) return;
    m_process.kill();
    m_process.waitForFinished();
}

Result<QByteArray> PeerProcess::line()
{
    while (!m_process.canReadLine()) {
        if (m_process.waitForReadyRead(kAnswerMs)) continue;
        return Error{Code::Network, QStringLiteral("no answer: %1").arg(m_process.errorString())};
    }
    return m_process.readLine();
}

Result<QJsonObject> PeerProcess::ask(const QString &operation, QJsonObject fields)
{
    fields[u"op"] = operation;
    if (m_process.state() == QProcess::NotRunning && !m_process.waitForStarted())
        return Error{Code::Network, m_process.errorString()};
    m_process.write(QJsonDocument(fields).toJson(QJsonDocument::Compact) + '\n');
    TRY_ASSIGN(const QByteArray answered, line());
    const QJsonObject answer = QJsonDocument::fromJson(answered).object();
    if (answer[u"ok"].toBool()) return answer;
    return Error{Code::Conflict, operation + QStringLiteral(": ") + answer[u"error"].toString()};
}

} // namespace chat121::interop
