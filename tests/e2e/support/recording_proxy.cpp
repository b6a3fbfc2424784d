// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/e2e/support/recording_proxy.h"

#include <QHostAddress>
#include <QTcpSocket>

namespace chat121::e2e {

RecordingProxy::RecordingProxy(const QString &recording)
    : m_recording(recording)
{
    connect(&m_server, &QTcpServer::newConnection, this, &RecordingProxy::accept);
}

bool RecordingProxy::listen()
{
    return m_recording.open(QIODevice::WriteOnly | QIODevice::Append) &&
           m_server.listen(QHostAddress::LocalHost);
}

void RecordingProxy::accept()
{
    while (QTcpSocket *client = m_server.nextPendingConnection()) {
        client->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        auto *target = new QTcpSocket(client);
        connect(client, &QTcpSocket::readyRead, target, [this, client, target] { pass(client, target); });
        connect(target, &QTcpSocket::readyRead, client, [this, client, target] { pass(target, client); });
        connect(target, &QTcpSocket::connected, client, [this, client, target] {
            target->setSocketOption(QAbstractSocket::LowDelayOption, 1); // a socket is there only now
            pass(client, target);
        });
        connect(client, &QTcpSocket::disconnected, client, &QObject::deleteLater);
        connect(target, &QTcpSocket::disconnected, client, [client] { client->disconnectFromHost(); });
        connect(target, &QTcpSocket::errorOccurred, client, [client] { client->abort(); });
        target->connectToHost(QHostAddress::LocalHost, m_target);
    }
}

void RecordingProxy::pass(QTcpSocket *from, QTcpSocket *to)
{
    if (to->state() != QAbstractSocket::ConnectedState) return;
    const QByteArray bytes = from->readAll();
    m_recording.write(bytes);
    m_bytes_seen += bytes.size();
    to->write(bytes);
    to->flush();
}

void RecordingProxy::cut()
{
    const auto clients = m_server.findChildren<QTcpSocket *>(Qt::FindDirectChildrenOnly);
    for (QTcpSocket *client : clients)
        client->abort();
}

} // namespace chat121::e2e
