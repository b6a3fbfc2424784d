// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A WebSocket over TLS 1.3 to a server whose public key is pinned. There is no switch that lets
// another key or an older TLS pass. Without TLS only for tests, only to this machine, and only with
// a permission that nothing but tests/ can make.
//
// Threads: the engine's. Source: RFC 6455; security.md on what Qt does by default.
#pragma once

#include "client/core/connection/transport.h"

#include <QSslError>

#include <optional>

QT_BEGIN_NAMESPACE
class QWebSocket;
class QSslSocket;
QT_END_NAMESPACE

namespace chat121 {

namespace test {
struct PlainLoopbackKey; // defined in tests/client/core/connection/plain_loopback.h
}

class PlainLoopback {
private:
    friend struct test::PlainLoopbackKey;
    PlainLoopback() = default;
};

class WebSocketTransport final : public Transport {
    Q_OBJECT

public:
    explicit WebSocketTransport(const crypto::Hash &pin);
    explicit WebSocketTransport(PlainLoopback permission);
    ~WebSocketTransport() override;

    void open(const identity::HostPort &endpoint) override;
    void send(const QByteArray &frame) override;
    void ping() override;
    void close() override;
    qint64 bytesToWrite() const override;

private:
    void connectSignals();
    void checkCertificate(const QList<QSslError> &errors);
    void onConnected();
    void onDisconnected();
    void onSocketError();
    void end(ConnectionFault fault, const QString &detail);
    QSslSocket *tlsSocket() const;

    const std::optional<crypto::Hash> m_pin; // nothing: plain, to loopback only
    std::unique_ptr<QWebSocket> m_socket;
    bool m_reached = false; // somebody accepted the TCP connection
    bool m_pin_seen = false;
    bool m_open = false;
    bool m_ended = false;
};

// What Connection takes: one new transport for each attempt.
TransportFactory pinnedWebSockets(const crypto::Hash &pin);
TransportFactory plainWebSockets(PlainLoopback permission);

} // namespace chat121
