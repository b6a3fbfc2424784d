// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A server in the test's own process that speaks the wire as far as sessions need it, and lies,
// drops and doubles when it is told to. Plain WebSockets on the loopback address, or TLS.
//
// Ownership: the test's. Threads: the test's.
#pragma once

#include "common/crypto/signature.h"
#include "common/protocol/frame.h"
#include "common/protocol/messages/logs.h"
#include "common/protocol/messages/session.h"

#include <QHash>
#include <QSslConfiguration>
#include <QWebSocket>
#include <QWebSocketServer>

#include <functional>
#include <map>

namespace chat121::test {

class FakeServer final : public QObject {
public:
    explicit FakeServer(const std::optional<QSslConfiguration> &tls);
    ~FakeServer() override;

    quint16 port() const { return m_server.serverPort(); }
    const protocol::Key &registrar() const { return m_registrar; }

    // What a log holds; appending pushes to everybody who is logged in.
    protocol::Envelope append(LogId log, const QByteArray &body);
    void trim(LogId log, Sequence floor);
    void setIncarnation(quint64 incarnation) { m_incarnation = incarnation; }

    void send(const QByteArray &message);
    void cut(); // all connections, without a word
    void closePort() { m_server.close(); }
    qsizetype connections() const { return m_sockets.size(); }

    // The test's hands: what is asked for is answered by the server unless this returns true.
    std::function<bool(protocol::MessageType, const QByteArray &)> intercept;
    // How often a push goes out: 0 dropped, 1, 2 doubled ...; asked for each.
    std::function<int()> pushes;
    qsizetype envelopes_per_reply = 50;

    QList<protocol::LogIn> log_ins;
    QHash<LogId, Sequence> acknowledged;
    int since_count = 0;

private:
    struct Log {
        QList<protocol::Envelope> envelopes; // sequence 1 first
        Sequence floor{};
    };

    void onConnection();
    void onFrame(QWebSocket *socket, const QByteArray &frame);
    void answerLogIn(QWebSocket *socket, const QByteArray &frame);
    void answerSince(const QByteArray &frame);
    void collect(const protocol::Position &position, protocol::Envelopes &answer);

    QWebSocketServer m_server;
    protocol::Key m_registrar;
    quint64 m_incarnation = 1;
    std::map<LogId, Log> m_logs;
    QList<QWebSocket *> m_sockets;
    QList<QWebSocket *> m_logged_in;
};

} // namespace chat121::test
