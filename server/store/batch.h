// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// One transaction for many jobs. Most batches run bare; only when a job refused after it had written,
// or a statement failed, the batch runs again with a savepoint around each job. So the savepoints
// cost nothing while all is well, and a refused job still leaves no trace.
//
// Threads: the writer's.
#pragma once

#include "server/store/port.h"
#include "server/store/sql.h"

#include <vector>

namespace chat121::store {

struct PendingJob {
    Job job;
    qsizetype bytes = 0;
    std::shared_ptr<Mailbox> mailbox; // null: `done` runs in the writer's thread
    Done done;
};

struct BatchResult {
    std::vector<Verdict<Outcome>> verdicts; // one for each job, in order; none has its deliveries
    QList<Delivery> deliveries{};           // of all committed jobs, in order; see everybodyResumes()
    int refused = 0;
    Failure failure = Failure::None; // of the transaction: nothing of it was stored
    QString failure_text{};
    bool is_broken = false; // nobody knows what is on the disk
};

BatchResult commitBatch(Sql &sql, const std::vector<PendingJob> &jobs, UnixTime now);

// The answer to `count` jobs when the transaction as a whole could not be stored.
BatchResult refuseAll(size_t count, Failure failure, const QString &text);

// The same for one job.
Refusal refusalOf(Failure failure, const QString &text);

} // namespace chat121::store
