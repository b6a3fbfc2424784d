// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// From an accepted TCP connection to an open WebSocket: TLS, the HTTP request, the Origin check.
//
// QWebSocketServer::handleConnection() has neither a timer nor a useful bound for the request, so
// both are here. When too many connections are not open yet, the oldest of them has to go: a good
// client needs milliseconds, so the oldest is the least likely to be one.
//
// Owner: Worker. Threads: its network thread.
#pragma once

#include "common/base/clock.h"
#include "server/gateway/listener.h"
#include "server/gateway/options.h"
#include "server/gateway/transport.h"

#include <QTcpSocket>
#include <QWebSocketServer>

#include <map>
#include <memory>

namespace chat121::gateway {

class Handshakes final : public QObject {
    Q_OBJECT

public:
    Handshakes(const Options &options, const Clock &clock, QObject *parent = nullptr);
    ~Handshakes() override;

    void take(const Arrival &arrival);
    // Ends those that took too long.
    void sweep();
    void abortAll();

    qsizetype pending() const { return static_cast<qsizetype>(m_pending.size()); }

Q_SIGNALS:
    // The receiver takes the transport.
    void opened(chat121::gateway::Transport *transport, const QHostAddress &address);
    void failed(const QHostAddress &address);

private:
    struct Pending {
        QTcpSocket *socket = nullptr;
        QHostAddress address{};
        std::chrono::milliseconds deadline{};
        bool is_handed_over = false; // to QWebSocketServer
    };
    using Serial = quint64; // rises: the first in the map is the oldest

    QTcpSocket *makeSocket(qintptr descriptor);
    void onReadable(Serial serial);
    void onWebSocket();
    void fail(Serial serial);

    const Options m_options;
    const Clock &m_clock;
    QWebSocketServer m_upgrader; // never listens
    std::map<Serial, Pending> m_pending;
    Serial m_last = 0;
};

} // namespace chat121::gateway
