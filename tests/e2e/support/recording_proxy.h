// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A TCP proxy that keeps every byte that passes, both ways: what a wiretap on the cable would see.
//
// Ownership: sockets belong to the proxy. Threads: the caller's, which needs an event loop.
#pragma once

#include <QFile>
#include <QTcpServer>

class QTcpSocket;

namespace chat121::e2e {

class RecordingProxy final : public QObject {
    Q_OBJECT

public:
    // Everything is appended to `recording`.
    explicit RecordingProxy(const QString &recording);

    bool listen();
    quint16 port() const { return m_server.serverPort(); }
    void setTarget(quint16 port) { m_target = port; }
    qint64 bytesSeen() const { return m_bytes_seen; }

    // Cuts all connections that are open now.
    void cut();

private:
    void accept();
    void pass(QTcpSocket *from, QTcpSocket *to);

    QTcpServer m_server;
    QFile m_recording;
    quint16 m_target = 0;
    qint64 m_bytes_seen = 0;
};

} // namespace chat121::e2e
