// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A hostile server: stands between a client and the honest server, inside of TLS, and may change,
// drop, repeat or hold back every message of the server. Or a faulty client: the same with its own.
//
// Ownership: wraps and owns the real transport. Threads: the engine's; the tampering function is
// called there.
#pragma once

#include "client/core/connection/transport.h"

#include <mutex>

namespace chat121::test {

// From one frame of the server to what the client gets instead. Shared by all connections of a client.
class Tampering {
public:
    using Function = std::function<QList<QByteArray>(const QByteArray &frame)>;

    void set(Function function);
    QList<QByteArray> apply(const QByteArray &frame);

    // Shown every message of the client, before the server has it.
    void watchSent(std::function<void(const QByteArray &frame)> watch);
    void sent(const QByteArray &frame);

    // How many messages have left for an archive: keys and entries.
    int uploads();

    // What of the client's the server never gets.
    void loseSent(std::function<bool(const QByteArray &frame)> is_lost);
    bool isLost(const QByteArray &frame);

    // What the server gets instead of a message of the client.
    void bendSent(Function bend);
    QList<QByteArray> bent(const QByteArray &frame);

private:
    std::mutex m_mutex;
    Function m_function;
    Function m_bend;
    std::function<void(const QByteArray &)> m_watch;
    std::function<bool(const QByteArray &)> m_is_lost;
    int m_uploads = 0;
};

class TamperingTransport final : public Transport {
    Q_OBJECT

public:
    TamperingTransport(std::unique_ptr<Transport> real, std::shared_ptr<Tampering> tampering);

    void open(const identity::HostPort &endpoint) override { m_real->open(endpoint); }
    void send(const QByteArray &frame) override
    {
        m_tampering->sent(frame);
        if (m_tampering->isLost(frame)) return;
        for (const QByteArray &instead : m_tampering->bent(frame))
            m_real->send(instead);
    }
    void ping() override { m_real->ping(); }
    void close() override { m_real->close(); }
    qint64 bytesToWrite() const override { return m_real->bytesToWrite(); }

private:
    const std::unique_ptr<Transport> m_real;
    const std::shared_ptr<Tampering> m_tampering;
};

} // namespace chat121::test
