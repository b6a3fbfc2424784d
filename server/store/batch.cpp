// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/store/batch.h"

namespace chat121::store {

namespace {

enum class Pass : quint8 {
    Stored,          // committed
    NeedsSavepoints, // a job left a trace that must go
    Failed,          // the transaction as a whole
};

Pass passAfterFailure(Sql &sql)
{
    return sql.failure() == Failure::Statement ? Pass::NeedsSavepoints : Pass::Failed;
}

Pass runBare(Sql &sql, const std::vector<PendingJob> &jobs, UnixTime now, BatchResult &result)
{
    if (!sql.beginWrite()) return Pass::Failed;
    for (const PendingJob &pending : jobs) {
        const quint64 writes_before = sql.writes();
        result.verdicts.push_back(pending.job(sql, now));
        if (sql.failure() != Failure::None) return passAfterFailure(sql);
        if (!result.verdicts.back() && sql.writes() != writes_before) return Pass::NeedsSavepoints;
    }
    return Pass::Stored;
}

Pass runWithSavepoints(Sql &sql, const std::vector<PendingJob> &jobs, UnixTime now, BatchResult &result)
{
    if (!sql.beginWrite()) return Pass::Failed;
    for (const PendingJob &pending : jobs) {
        if (!sql.setSavepoint()) return Pass::Failed;
        Verdict<Outcome> verdict = pending.job(sql, now);
        if (sql.failure() != Failure::None && sql.failure() != Failure::Statement) return Pass::Failed;
        if (sql.failure() == Failure::Statement) verdict = refusalOf(sql.failure(), sql.failureText());
        if (verdict) {
            if (!sql.releaseSavepoint()) return Pass::Failed;
        } else {
            sql.rollBackToSavepoint();
            if (sql.failure() != Failure::None) return Pass::Failed;
        }
        result.verdicts.push_back(std::move(verdict));
    }
    return Pass::Stored;
}

// Takes the deliveries out of the verdicts, in the order of the commit.
void collect(BatchResult &result)
{
    for (Verdict<Outcome> &verdict : result.verdicts) {
        if (verdict)
            result.deliveries.append(std::exchange(verdict->deliveries, {}));
        else
            ++result.refused;
    }
}

BatchResult fail(Sql &sql, size_t count, bool during_commit)
{
    const Failure failure = sql.failure();
    BatchResult result = refuseAll(count, failure, sql.failureText());
    result.is_broken = sql.engine() == Engine::Sqlite &&
                       ((during_commit && failure == Failure::Io) || failure == Failure::Damaged);
    // It may be stored all the same. A retry finds that out for the one who asked; for all others
    // there are deliveries that nobody has.
    if (during_commit && failure == Failure::ConnectionLost) result.deliveries = {everybodyResumes()};
    sql.rollBack();
    return result;
}

} // namespace

BatchResult commitBatch(Sql &sql, const std::vector<PendingJob> &jobs, UnixTime now)
{
    BatchResult result;
    result.verdicts.reserve(jobs.size());
    Pass pass = runBare(sql, jobs, now, result);
    if (pass == Pass::NeedsSavepoints) {
        sql.rollBack();
        result.verdicts.clear();
        pass = runWithSavepoints(sql, jobs, now, result);
    }
    if (pass != Pass::Stored) return fail(sql, jobs.size(), false);
    if (!sql.commit()) return fail(sql, jobs.size(), true);
    collect(result);
    return result;
}

BatchResult refuseAll(size_t count, Failure failure, const QString &text)
{
    BatchResult result;
    result.failure = failure;
    result.failure_text = text;
    result.verdicts.assign(count, Verdict<Outcome>(refusalOf(failure, text)));
    return result;
}

Refusal refusalOf(Failure failure, const QString &text)
{
    using protocol::Reason;
    switch (failure) {
    case Failure::DiskFull:
        return {Code::Storage, Reason::DiskFull, 5000, text};
    case Failure::None:
    case Failure::Statement:
        return {Code::Storage, Reason::None, 0, text};
    case Failure::Busy:
    case Failure::Io:
    case Failure::ConnectionLost:
    case Failure::ReadOnly:
    case Failure::Damaged:
        return {Code::Storage, Reason::ServerBusy, 5000, text};
    }
    Q_UNREACHABLE();
}

} // namespace chat121::store
