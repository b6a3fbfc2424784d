// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Where the answers to submitted jobs arrive: in the thread of the Port, in the order in which they
// were submitted to the same writer, several at once. Nothing arrives after the Port is destroyed.
//
// Threads: a Port lives in the thread that submits. Its Mailbox is shared with the working threads.
#pragma once

#include "server/store/outcome.h"

#include <QObject>

#include <functional>
#include <memory>
#include <mutex>

namespace chat121::store {

class Sql;

// A unit of work inside the open transaction. It may run more than once before its transaction is
// committed (after a failed neighbour everything runs again), so it changes nothing but the database.
using Job = std::function<Verdict<Outcome>(Sql &, UnixTime now)>;

using Done = std::function<void(Verdict<Outcome>)>;

struct Completion {
    Done done;
    Verdict<Outcome> verdict;
};

class Mailbox {
public:
    explicit Mailbox(QObject *receiver)
        : m_receiver(receiver)
    {
    }
    void close();
    bool isOpen();
    void put(QList<Completion> completions, const std::shared_ptr<Mailbox> &self);
    QList<Completion> take();

private:
    std::mutex m_mutex;
    QObject *m_receiver; // null: closed
    QList<Completion> m_waiting;
    bool m_posted = false;
};

class Port final : public QObject {
    Q_OBJECT

public:
    explicit Port(QObject *parent = nullptr);
    ~Port() override;

    const std::shared_ptr<Mailbox> &mailbox() const { return m_mailbox; }

private:
    std::shared_ptr<Mailbox> m_mailbox;
};

// Takes the deliveries of committed work, in the order of the commits of one writer. It is called in
// the writer's thread (and in readers' threads for ephemeral signals), so it must be safe there; it
// only hands the values over to the gateway threads.
using DeliverySink = std::function<void(QList<Delivery>)>;

} // namespace chat121::store
