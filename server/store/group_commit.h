// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The one writer: jobs from every thread, in one transaction as many as queued up during the last
// one (natural group commit: no timer, nobody waits when idle), and answers only after COMMIT.
//
// A refused job leaves no trace and never fails its neighbours. When the database refuses the
// transaction (disk full, connection lost), every job of it is refused with Storage; nothing of it
// was acknowledged, and the next batch tries again. After an I/O error of COMMIT nobody knows what
// is on the disk: the writer stops for good (isBroken) and the program must end.
//
// Order of events for a committed batch: deliveries to the sink, then completions to the ports.
// So register a device with the router before its LogIn is submitted, or a push may pass it by.
//
// Threads: the object belongs to the thread that made it; submit() from any; one writer thread inside.
#pragma once

#include "common/base/clock.h"
#include "server/store/database_url.h"
#include "server/store/port.h"

namespace chat121::store {

struct WriterFigures {
    quint64 batches = 0;      // committed transactions
    quint64 jobs = 0;         // in them
    quint64 refused_jobs = 0; // by their own handler
    quint64 failed_batches = 0;
    qsizetype queued = 0; // now
};

class GroupCommit final {
public:
    // Opens the database, makes or upgrades its tables, and starts the thread. Errors are for the
    // operator: Storage (cannot open, damaged, read-only), Conflict (another server has it open),
    // Unsupported (made by a newer version).
    // `clock` must outlive the object. `on_broken` is called once, in the writer's thread.
    static Result<std::unique_ptr<GroupCommit>> start(const DatabaseUrl &url, const Clock &clock,
                                                      DeliverySink sink,
                                                      std::function<void(Error)> on_broken);
    // Finishes what is queued.
    ~GroupCommit();
    Q_DISABLE_COPY_MOVE(GroupCommit)

    // `bytes` is the size of what the job will write, roughly. Busy when kWriterQueueMax jobs wait;
    // then `done` is not called. REQUIRES: called in the port's thread.
    Result<void> submit(const Port &port, qsizetype bytes, Job job, Done done);

    // The same without that bound, for what is bounded by something else, such as one job for each
    // connection that ends. Fails when the database is broken, which ends the server.
    Result<void> submitAlways(const Port &port, Job job, Done done);

    // Runs one job and waits for its commit: for the start of the program and for tests.
    Verdict<Outcome> runAndWait(Job job);

    bool isBroken() const;
    WriterFigures figures() const;

private:
    class Writer;
    explicit GroupCommit(std::unique_ptr<Writer> writer);

    std::unique_ptr<Writer> m_writer;
};

} // namespace chat121::store
