// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/store/reader_pool.h"

#include "common/base/log.h"
#include "server/store/batch.h"

#include <condition_variable>
#include <deque>
#include <future>
#include <thread>

using namespace Qt::StringLiterals;

namespace chat121::store {

class ReaderPool::Workers {
public:
    Workers(DatabaseUrl url, const Clock &clock, DeliverySink sink)
        : m_url(std::move(url))
        , m_clock(clock)
        , m_sink(std::move(sink))
    {
    }

    Result<void> start(int count);
    void stop();
    Result<void> enqueue(PendingJob job);

private:
    void work(const std::shared_ptr<std::promise<Result<void>>> &started);
    std::optional<PendingJob> next();
    Verdict<Outcome> read(std::unique_ptr<Sql> &sql, const Job &job);

    const DatabaseUrl m_url;
    const Clock &m_clock;
    const DeliverySink m_sink;

    std::mutex m_mutex; // guards what follows
    std::condition_variable m_wake;
    std::deque<PendingJob> m_queue;
    bool m_is_stopping = false;

    std::vector<std::thread> m_threads;
};

Result<void> ReaderPool::Workers::start(int count)
{
    for (int i = 0; i < count; ++i) {
        const auto started = std::make_shared<std::promise<Result<void>>>();
        std::future<Result<void>> result = started->get_future();
        m_threads.emplace_back([this, started] { work(started); });
        TRY(result.get());
    }
    return success();
}

void ReaderPool::Workers::stop()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_is_stopping = true;
    }
    m_wake.notify_all();
    for (std::thread &thread : m_threads)
        thread.join();
}

Result<void> ReaderPool::Workers::enqueue(PendingJob job)
{
    {
        const std::scoped_lock lock(m_mutex);
        if (std::ssize(m_queue) >= limits::kReaderQueueMax)
            return Error{Code::Busy, u"the readers' queue is full"_s};
        m_queue.push_back(std::move(job));
    }
    m_wake.notify_one();
    return success();
}

void ReaderPool::Workers::work(const std::shared_ptr<std::promise<Result<void>>> &started)
{
    auto opened = Sql::open(m_url, Use::Read);
    if (!opened) return started->set_value(opened.error());
    std::unique_ptr<Sql> sql = *std::move(opened);
    started->set_value(success());
    while (auto pending = next()) {
        Verdict<Outcome> verdict = read(sql, pending->job);
        if (verdict && m_sink && !verdict->deliveries.isEmpty())
            m_sink(std::exchange(verdict->deliveries, {}));
        if (pending->mailbox)
            pending->mailbox->put({Completion{std::move(pending->done), std::move(verdict)}},
                                  pending->mailbox);
        else
            pending->done(std::move(verdict)); // runAndWait
    }
}

std::optional<PendingJob> ReaderPool::Workers::next()
{
    std::unique_lock lock(m_mutex);
    m_wake.wait(lock, [this] { return m_is_stopping || !m_queue.empty(); });
    if (m_queue.empty()) return std::nullopt;
    PendingJob job = std::move(m_queue.front());
    m_queue.pop_front();
    return job;
}

// A read transaction, so that several queries of one job agree with each other.
Verdict<Outcome> ReaderPool::Workers::read(std::unique_ptr<Sql> &sql, const Job &job)
{
    if (!sql) {
        TRY_ASSIGN(sql, Sql::open(m_url, Use::Read)); // it was lost before
    }
    Verdict<Outcome> verdict = Refusal{};
    if (sql->beginRead()) verdict = job(*sql, m_clock.now());
    const Failure failure = sql->failure();
    if (failure != Failure::None) verdict = refusalOf(failure, sql->failureText());
    sql->rollBack();
    if (failure == Failure::ConnectionLost) sql.reset();
    return verdict;
}

// --- the public side ------------------------------------------------------------------------------

ReaderPool::ReaderPool(std::unique_ptr<Workers> workers)
    : m_workers(std::move(workers))
{
}

ReaderPool::~ReaderPool()
{
    m_workers->stop();
}

Result<std::unique_ptr<ReaderPool>> ReaderPool::start(const DatabaseUrl &url, const Clock &clock, int count,
                                                      DeliverySink sink)
{
    auto workers = std::make_unique<Workers>(url, clock, std::move(sink));
    const auto started = workers->start(count);
    std::unique_ptr<ReaderPool> pool(new ReaderPool(std::move(workers)));
    if (!started) return started.error();
    return pool;
}

Result<void> ReaderPool::submit(const Port &port, Job job, Done done)
{
    return m_workers->enqueue({std::move(job), 0, port.mailbox(), std::move(done)});
}

Verdict<Outcome> ReaderPool::runAndWait(Job job)
{
    const auto promise = std::make_shared<std::promise<Verdict<Outcome>>>();
    auto future = promise->get_future();
    TRY(m_workers->enqueue({std::move(job), 0, nullptr, [promise](Verdict<Outcome> verdict) {
                                promise->set_value(std::move(verdict));
                            }}));
    return future.get();
}

} // namespace chat121::store
