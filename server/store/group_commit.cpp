// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/store/group_commit.h"

#include "common/base/log.h"
#include "server/store/batch.h"
#include "server/store/migrator.h"

#include <condition_variable>
#include <deque>
#include <future>
#include <thread>

using namespace Qt::StringLiterals;

namespace chat121::store {

// The thread and what it shares with the submitting ones.
class GroupCommit::Writer {
public:
    Writer(DatabaseUrl url, const Clock &clock, DeliverySink sink, std::function<void(Error)> on_broken)
        : m_url(std::move(url))
        , m_clock(clock)
        , m_sink(std::move(sink))
        , m_on_broken(std::move(on_broken))
    {
    }

    Result<void> start();
    void stop();
    enum class Bound : quint8 { Queue, None };
    Result<void> enqueue(PendingJob job, Bound bound = Bound::Queue);
    bool isBroken() const { return m_is_broken.load(); }
    WriterFigures figures() const;

private:
    void work(const std::shared_ptr<std::promise<Result<void>>> &started);
    Result<void> open();
    std::vector<PendingJob> nextBatch();
    void runBatch(std::vector<PendingJob> jobs);
    void handOut(std::vector<PendingJob> &jobs, BatchResult result);
    void noteFailure(const BatchResult &result);

    const DatabaseUrl m_url;
    const Clock &m_clock;
    const DeliverySink m_sink;
    const std::function<void(Error)> m_on_broken;

    std::unique_ptr<Sql> m_sql; // the thread's own

    mutable std::mutex m_mutex; // guards what follows
    std::condition_variable m_wake;
    std::deque<PendingJob> m_queue;
    bool m_is_stopping = false;
    WriterFigures m_figures;

    std::atomic<bool> m_is_broken = false;
    std::thread m_thread;
};

Result<void> GroupCommit::Writer::start()
{
    const auto started = std::make_shared<std::promise<Result<void>>>();
    std::future<Result<void>> result = started->get_future();
    m_thread = std::thread([this, started] { work(started); });
    return result.get();
}

void GroupCommit::Writer::stop()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_is_stopping = true;
    }
    m_wake.notify_one();
    if (m_thread.joinable()) m_thread.join();
}

Result<void> GroupCommit::Writer::enqueue(PendingJob job, Bound bound)
{
    if (isBroken()) return Error{Code::Storage, u"the database failed; the server must be restarted"_s};
    {
        const std::scoped_lock lock(m_mutex);
        if (bound == Bound::Queue && std::ssize(m_queue) >= limits::kWriterQueueMax)
            return Error{Code::Busy, u"the writer's queue is full"_s};
        m_queue.push_back(std::move(job));
    }
    m_wake.notify_one();
    return success();
}

WriterFigures GroupCommit::Writer::figures() const
{
    const std::scoped_lock lock(m_mutex);
    WriterFigures figures = m_figures;
    figures.queued = std::ssize(m_queue);
    return figures;
}

Result<void> GroupCommit::Writer::open()
{
    TRY_ASSIGN(m_sql, Sql::open(m_url, Use::Write));
    auto migrated = migrate(*m_sql, compiledMigrations(), m_clock.now());
    if (!migrated) m_sql.reset();
    return migrated;
}

void GroupCommit::Writer::work(const std::shared_ptr<std::promise<Result<void>>> &started)
{
    const auto opened = open();
    const bool is_open = opened.has_value();
    started->set_value(opened);
    while (is_open) {
        std::vector<PendingJob> jobs = nextBatch();
        if (jobs.empty()) break;
        runBatch(std::move(jobs));
    }
    m_sql.reset();
}

// Everything that queued up meanwhile, within the limits of one transaction. Empty: the end.
std::vector<PendingJob> GroupCommit::Writer::nextBatch()
{
    std::unique_lock lock(m_mutex);
    m_wake.wait(lock, [this] { return m_is_stopping || !m_queue.empty(); });
    std::vector<PendingJob> jobs;
    qsizetype bytes = 0;
    while (!m_queue.empty() && std::ssize(jobs) < limits::kBatchRowsMax) {
        bytes += m_queue.front().bytes;
        if (!jobs.empty() && bytes > limits::kBatchBytesMax) break;
        jobs.push_back(std::move(m_queue.front()));
        m_queue.pop_front();
    }
    return jobs;
}

void GroupCommit::Writer::runBatch(std::vector<PendingJob> jobs)
{
    if (isBroken()) return handOut(jobs, refuseAll(jobs.size(), Failure::Io, u"stopped"_s));
    if (!m_sql) {
        if (const auto opened = open(); !opened)
            return handOut(jobs, refuseAll(jobs.size(), Failure::ConnectionLost, opened.error().detail));
        qCInfo(lcStore) << "the database is back";
    }
    BatchResult result = commitBatch(*m_sql, jobs, m_clock.now());
    noteFailure(result);
    handOut(jobs, std::move(result));
}

void GroupCommit::Writer::noteFailure(const BatchResult &result)
{
    if (result.failure == Failure::None) return;
    qCWarning(lcStore).noquote() << "nothing of a batch was stored:" << result.failure_text;
    if (result.failure == Failure::ConnectionLost) m_sql.reset(); // the next batch opens it again
    if (!result.is_broken) return;
    m_is_broken = true;
    if (m_on_broken) m_on_broken(Error{Code::Storage, result.failure_text});
}

void GroupCommit::Writer::handOut(std::vector<PendingJob> &jobs, BatchResult result)
{
    {
        const std::scoped_lock lock(m_mutex);
        const bool failed = result.failure != Failure::None;
        ++(failed ? m_figures.failed_batches : m_figures.batches);
        if (!failed) m_figures.jobs += jobs.size();
        m_figures.refused_jobs += static_cast<quint64>(result.refused);
    }
    if (m_sink && !result.deliveries.isEmpty()) m_sink(std::move(result.deliveries));

    // One post for each port, in the order of submission.
    std::vector<std::pair<std::shared_ptr<Mailbox>, QList<Completion>>> mail;
    for (size_t i = 0; i < jobs.size(); ++i) {
        Completion completion{std::move(jobs[i].done), std::move(result.verdicts[i])};
        if (!jobs[i].mailbox) {
            completion.done(std::move(completion.verdict)); // runAndWait
            continue;
        }
        const auto same = [&](const auto &entry) { return entry.first == jobs[i].mailbox; };
        auto entry = std::find_if(mail.begin(), mail.end(), same);
        if (entry == mail.end()) entry = mail.insert(entry, {jobs[i].mailbox, {}});
        entry->second.append(std::move(completion));
    }
    for (auto &[mailbox, completions] : mail)
        mailbox->put(std::move(completions), mailbox);
}

// --- the public side ------------------------------------------------------------------------------

GroupCommit::GroupCommit(std::unique_ptr<Writer> writer)
    : m_writer(std::move(writer))
{
}

GroupCommit::~GroupCommit()
{
    m_writer->stop();
}

Result<std::unique_ptr<GroupCommit>> GroupCommit::start(const DatabaseUrl &url, const Clock &clock,
                                                        DeliverySink sink,
                                                        std::function<void(Error)> on_broken)
{
    auto writer = std::make_unique<Writer>(url, clock, std::move(sink), std::move(on_broken));
    const auto started = writer->start();
    std::unique_ptr<GroupCommit> commit(new GroupCommit(std::move(writer)));
    if (!started) return started.error();
    return commit;
}

Result<void> GroupCommit::submit(const Port &port, qsizetype bytes, Job job, Done done)
{
    return m_writer->enqueue({std::move(job), bytes, port.mailbox(), std::move(done)});
}

Result<void> GroupCommit::submitAlways(const Port &port, Job job, Done done)
{
    return m_writer->enqueue({std::move(job), 0, port.mailbox(), std::move(done)}, Writer::Bound::None);
}

Verdict<Outcome> GroupCommit::runAndWait(Job job)
{
    const auto promise = std::make_shared<std::promise<Verdict<Outcome>>>();
    auto future = promise->get_future();
    TRY(m_writer->enqueue({std::move(job), 0, nullptr,
                           [promise](Verdict<Outcome> verdict) { promise->set_value(std::move(verdict)); }}));
    return future.get();
}

bool GroupCommit::isBroken() const
{
    return m_writer->isBroken();
}

WriterFigures GroupCommit::figures() const
{
    return m_writer->figures();
}

} // namespace chat121::store
