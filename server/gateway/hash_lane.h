// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Password hashes, slow and hungry on purpose: at most kPasswordHashesAtOnce at a time, and a short
// queue before them. Beyond that the answer is Busy, and chat goes on.
// Owner: the program. Threads: submit() from any; threads of its own inside.
#pragma once

#include "server/store/port.h"

#include <QThreadPool>

#include <atomic>

namespace chat121::gateway {

class HashLane {
public:
    using Work = std::function<store::Verdict<QByteArray>()>;

    HashLane();
    // Waits for the hashes that run; those that wait are dropped.
    ~HashLane();

    // `done` gets the bytes as Outcome::reply, in the port's thread. Busy: it is not called.
    Result<void> submit(const store::Port &port, Work work, store::Done done);

private:
    QThreadPool m_pool;
    std::atomic_int m_in_house = 0; // running and waiting
};

} // namespace chat121::gateway
