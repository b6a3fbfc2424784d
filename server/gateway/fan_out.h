// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Hands deliveries to the network threads, in order and many at once: every thread gets every batch
// and picks what its sessions are meant to get. Before add() and after remove() they go nowhere: a
// device that is not connected reads its logs later.
//
// Owner: the program. Threads: deliver() from any; each receiver is called in its own thread.
#pragma once

#include "server/store/port.h"

#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace chat121::gateway {

class FanOut {
public:
    using Receive = std::function<void(const QList<store::Delivery> &)>;

    void deliver(const QList<store::Delivery> &deliveries);

    // REQUIRES: called in the receiver's thread, or before it runs
    void add(QObject *receiver, Receive receive);
    void remove(QObject *receiver);

private:
    struct Box {
        QObject *receiver = nullptr;
        Receive receive;
        QList<store::Delivery> waiting;
        bool is_posted = false;
    };
    static void post(const std::shared_ptr<std::mutex> &mutex, const std::shared_ptr<Box> &box);

    // Shared with posted calls, which may outlive us.
    std::shared_ptr<std::mutex> m_mutex = std::make_shared<std::mutex>();
    std::vector<std::shared_ptr<Box>> m_boxes;
};

} // namespace chat121::gateway
