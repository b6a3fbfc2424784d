// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/ops/control.h"

#include "common/base/log.h"
#include "server/ops/data_directory.h"

#include <QLocalSocket>

namespace chat121::ops {

namespace {

constexpr QByteArrayView kQuestion = "setup\n";
constexpr QByteArrayView kYes = "link ";
constexpr QByteArrayView kNo = "no ";
constexpr int kPatienceMs = 10'000;

QString socketPath(const QString &data)
{
    return data + QStringLiteral("/control");
}

} // namespace

ControlSocket::ControlSocket(const QString &data, MakeLink make_link, QObject *parent)
    : QObject(parent)
    , m_make_link(std::move(make_link))
{
    const QString path = socketPath(data);
    QLocalServer::removeServer(path); // of a server that was killed
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, [this] {
        while (QLocalSocket *const socket = m_server.nextPendingConnection()) {
            connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
            connect(socket, &QLocalSocket::readyRead, this, [this, socket] { answer(socket); });
            if (socket->bytesAvailable() > 0) answer(socket);
        }
    });
    if (!m_server.listen(path))
        qCWarning(lcOps) << "\"chat121-server setup\" will not reach this server while it runs:"
                         << m_server.errorString();
}

void ControlSocket::answer(QLocalSocket *socket)
{
    if (socket->bytesAvailable() < kQuestion.size()) return;
    if (socket->readAll() == kQuestion) {
        const auto link = m_make_link();
        socket->write(link ? kYes.toByteArray() + link->toUtf8()
                           : kNo.toByteArray() + link.error().detail.toUtf8());
    }
    socket->disconnectFromServer();
}

Result<QString> askForSetUpLink(const QString &data)
{
    QLocalSocket socket;
    socket.connectToServer(socketPath(data));
    if (!socket.waitForConnected(kPatienceMs))
        return Error{Code::Network,
                     QStringLiteral("The server that runs on the folder %1 does not answer.").arg(data)};
    socket.write(kQuestion.data(), kQuestion.size());
    QByteArray answer;
    while (socket.waitForReadyRead(kPatienceMs))
        answer.append(socket.readAll());
    answer.append(socket.readAll());
    if (answer.startsWith(kYes)) return QString::fromUtf8(answer.mid(kYes.size()));
    if (answer.startsWith(kNo)) return Error{Code::Conflict, QString::fromUtf8(answer.mid(kNo.size()))};
    return Error{Code::Network,
                 QStringLiteral("The server that runs on the folder %1 does not answer.").arg(data)};
}

} // namespace chat121::ops
