// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Takes one connection's requests through their stages (look-up, hash, run) on the threads of the
// Service, and keeps one connection from taking more than its share of them.
// Owner: Session. Threads: its network thread.
#pragma once

#include "server/gateway/service.h"

#include <QObject>

#include <deque>
#include <functional>
#include <memory>

namespace chat121::gateway {

class RequestRunner final : public QObject {
    Q_OBJECT

public:
    using Answer = std::function<void(store::Verdict<store::Outcome>)>;

    RequestRunner(const Service &service, const store::Port &port, QObject *parent = nullptr);
    // Those that have not begun are answered with Code::Network.
    ~RequestRunner() override;

    // `answer` is called exactly once, also after our end, unless the Port ends first.
    void start(const store::Handler &handler, store::Request request, Answer answer);
    // `bytes`: what the job keeps in memory until it has run.
    void read(store::Job job, qsizetype bytes, Answer answer);

    // While held, no further read begins: the answers to the last ones are not sent yet.
    void hold(bool is_held);

    bool isIdle() const { return m_reads == 0 && m_others == 0 && m_waiting.empty(); }

private:
    struct Task {
        const store::Handler *handler;
        store::Request request;
        Answer answer;
    };
    using TaskPointer = std::shared_ptr<Task>;
    struct WaitingRead {
        store::Job job;
        qsizetype bytes = 0;
        Answer answer;
    };

    void lookUp(const TaskPointer &task);
    void hash(const TaskPointer &task);
    void run(const TaskPointer &task);
    void write(const TaskPointer &task);
    // Keeps what a stage found for the next; false when it ended the task.
    static bool keep(const TaskPointer &task, store::Verdict<store::Outcome> verdict);
    void submitRead(store::Job job, const Answer &answer);
    void startWaiting();

    const Service &m_service;
    const store::Port &m_port;
    bool m_is_held = false;
    int m_reads = 0;
    int m_others = 0; // writes and hashes
    qsizetype m_write_bytes = 0;
    qsizetype m_waiting_bytes = 0;
    std::deque<WaitingRead> m_waiting;
};

} // namespace chat121::gateway
