// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The way in: a listener in the main thread and network threads that share the connections.
// Owner: the program. Threads: main.
#pragma once

#include "server/gateway/fan_out.h"
#include "server/gateway/listener.h"
#include "server/gateway/worker.h"

#include <QThread>

#include <memory>
#include <vector>

namespace chat121::gateway {

class Gateway final : public QObject {
    Q_OBJECT

public:
    // `service` and `fan_out` must outlive the gateway.
    Gateway(Options options, const Service &service, FanOut &fan_out, QObject *parent = nullptr);
    // Ends all connections at once.
    ~Gateway() override;

    // One sentence for the operator when it is not possible to listen.
    Result<void> start();
    quint16 port() const { return m_listener->serverPort(); }

    // Accepts nothing more, answers what was asked, tells everybody that the server goes away;
    // then, or after kDrainTimeout, stopped() is emitted, once.
    void stop();

Q_SIGNALS:
    void stopped();

private:
    struct Thread {
        QThread thread;
        Worker *worker = nullptr;
        bool is_drained = false;
    };

    void startThread(Thread &entry, int number);
    void handOver(const Arrival &arrival);
    void onReplaced(DeviceId device, quint64 by_claim);
    void onDrained(Thread &entry);
    void finishStop();

    const Options m_options;
    const Service &m_service;
    FanOut &m_fan_out;
    std::vector<std::unique_ptr<Thread>> m_threads;
    std::unique_ptr<Listener> m_listener;
    size_t m_next = 0;
    bool m_is_stopping = false;
    bool m_is_stopped = false;
};

} // namespace chat121::gateway
