// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Reads beside the writer: each thread has a connection of its own and sees what is committed.
// A job runs in a read transaction and gives back a reply and, for signals, ephemeral deliveries.
//
// Threads: submit() from any; `count` reading threads inside.
#pragma once

#include "common/base/clock.h"
#include "server/store/database_url.h"
#include "server/store/port.h"

namespace chat121::store {

class ReaderPool final {
public:
    // REQUIRES: the writer has started, since it makes the tables.
    static Result<std::unique_ptr<ReaderPool>> start(const DatabaseUrl &url, const Clock &clock, int count,
                                                     DeliverySink sink);
    ~ReaderPool();
    Q_DISABLE_COPY_MOVE(ReaderPool)

    // Busy when kReaderQueueMax jobs wait; then `done` is not called.
    // With several threads, jobs of one port may finish in another order.
    Result<void> submit(const Port &port, Job job, Done done);

    // Runs one job and waits for it: for the start of the program and for tests.
    Verdict<Outcome> runAndWait(Job job);

private:
    class Workers;
    explicit ReaderPool(std::unique_ptr<Workers> workers);

    std::unique_ptr<Workers> m_workers;
};

} // namespace chat121::store
