// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A Transport on QWebSocket of Qt 6.4. What Qt leaves open is closed here: message size from the
// first byte, text frames, a peer that sends pings and never reads the pongs.
#pragma once

#include "server/gateway/transport.h"

#include <QPointer>
#include <QTcpSocket>

#include <memory>

class QSslSocket;
class QWebSocket;

namespace chat121::gateway {

class QtTransport final : public Transport {
    Q_OBJECT

public:
    // Takes both; `socket` is the one below the web socket.
    QtTransport(std::unique_ptr<QWebSocket> web_socket, QTcpSocket *socket);
    ~QtTransport() override;

    void send(const QByteArray &frame) override;
    qint64 unsentBytes() const override;
    void ping() override;
    void close(CloseCode code) override;
    void abort() override;

private:
    void connectSignals();
    void onDisconnected();

    std::unique_ptr<QWebSocket> m_web_socket;
    QPointer<QTcpSocket> m_socket;
    QSslSocket *m_tls = nullptr; // m_socket, if it is one: it buffers a second time, encrypted
    bool m_is_closed = false;
};

} // namespace chat121::gateway
