// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A transport that is played by hand: what was sent is kept, what is received is what the test says.
#pragma once

#include "client/core/connection/transport.h"
#include "common/protocol/message_type.h"

#include <QPointer>

namespace chat121::test {

class ScriptedTransport final : public Transport {
public:
    void open(const identity::HostPort &endpoint) override { opened_to = endpoint; }
    void send(const QByteArray &frame) override { sent.append(frame); }
    void ping() override { ++pings; }
    void close() override { is_closed = true; }
    qint64 bytesToWrite() const override { return to_write; }

    void playOpened() { Q_EMIT opened({}); }
    void playReceived(const QByteArray &frame) { Q_EMIT received(frame); }
    void playPong() { Q_EMIT ponged(); }
    void playClosed(ConnectionFault fault)
    {
        is_closed = true;
        Q_EMIT closed({fault, Code::Network, protocol::Reason::None, {}, false});
    }

    identity::HostPort opened_to;
    QList<QByteArray> sent;
    int pings = 0;
    qint64 to_write = 0;
    bool is_closed = false;
};

// Keeps a hand on the transport of the newest attempt.
class TransportScript {
public:
    TransportFactory factory()
    {
        return [this] {
            auto transport = std::make_unique<ScriptedTransport>();
            m_newest = transport.get();
            ++attempts;
            return transport;
        };
    }
    ScriptedTransport *newest() const { return m_newest; }

    int attempts = 0;

private:
    QPointer<ScriptedTransport> m_newest;
};

} // namespace chat121::test
