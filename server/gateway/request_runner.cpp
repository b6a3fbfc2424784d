// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/gateway/request_runner.h"

#include "common/base/limits.h"
#include "server/gateway/hash_lane.h"

#include <QPointer>

namespace chat121::gateway {

using store::Outcome;
using store::Refusal;
using store::Verdict;

namespace {

Refusal busy()
{
    return {Code::Busy,
            protocol::Reason::ServerBusy,
            static_cast<quint32>(std::chrono::milliseconds(limits::kRetryAfter).count()),
            {}};
}

Refusal gone()
{
    return {Code::Network, protocol::Reason::None, 0, {}};
}

} // namespace

RequestRunner::RequestRunner(const Service &service, const store::Port &port, QObject *parent)
    : QObject(parent)
    , m_service(service)
    , m_port(port)
{
}

RequestRunner::~RequestRunner()
{
    for (WaitingRead &waiting : m_waiting)
        waiting.answer(gone());
}

void RequestRunner::start(const store::Handler &handler, store::Request request, Answer answer)
{
    lookUp(std::make_shared<Task>(Task{&handler, std::move(request), std::move(answer)}));
}

bool RequestRunner::keep(const TaskPointer &task, Verdict<Outcome> verdict)
{
    if (!verdict) {
        task->answer(verdict.error());
        return false;
    }
    task->request.prepared = std::move(verdict->reply);
    return true;
}

void RequestRunner::lookUp(const TaskPointer &task)
{
    if (!task->handler->look_up) return hash(task);
    const QPointer<RequestRunner> self(this);
    auto hash_next = [self, task](Verdict<Outcome> verdict) {
        if (!keep(task, std::move(verdict))) return;
        if (!self) return task->answer(gone());
        self->hash(task);
    };
    read(store::lookUpJob(*task->handler, task->request), task->request.frame.size(), std::move(hash_next));
}

void RequestRunner::hash(const TaskPointer &task)
{
    if (!task->handler->hash) return run(task);
    const QPointer<RequestRunner> self(this);
    auto work = [hashing = task->handler->hash, request = task->request] { return hashing(request); };
    const auto submitted =
        m_service.hashes->submit(m_port, std::move(work), [self, task](Verdict<Outcome> verdict) {
            if (self) --self->m_others;
            if (!keep(task, std::move(verdict))) return;
            if (!self) return task->answer(gone());
            self->run(task);
        });
    if (!submitted) return task->answer(busy());
    ++m_others;
}

void RequestRunner::run(const TaskPointer &task)
{
    switch (task->handler->lane) {
    case store::Lane::Read:
        return read(store::job(*task->handler, task->request), task->request.frame.size(), task->answer);
    case store::Lane::Write:
        return write(task);
    }
}

void RequestRunner::write(const TaskPointer &task)
{
    const qsizetype bytes = task->request.frame.size();
    // One request may always go, however large.
    if (m_write_bytes > 0 && m_write_bytes + bytes > limits::kWritesInFlightBytesMax)
        return task->answer(busy());
    const QPointer<RequestRunner> self(this);
    const auto submitted = m_service.writer->submit(m_port, bytes, store::job(*task->handler, task->request),
                                                    [self, task, bytes](Verdict<Outcome> verdict) {
                                                        if (self) {
                                                            --self->m_others;
                                                            self->m_write_bytes -= bytes;
                                                        }
                                                        task->answer(std::move(verdict));
                                                    });
    if (!submitted) return task->answer(busy());
    ++m_others;
    m_write_bytes += bytes;
}

void RequestRunner::read(store::Job job, qsizetype bytes, Answer answer)
{
    if (!m_is_held && m_reads < limits::kReadsInFlightMax) return submitRead(std::move(job), answer);
    const bool has_room = std::ssize(m_waiting) < limits::kReadsWaitingMax &&
                          m_waiting_bytes + bytes <= limits::kReadsWaitingBytesMax;
    if (!has_room) return answer(busy());
    m_waiting_bytes += bytes;
    m_waiting.push_back({std::move(job), bytes, std::move(answer)});
}

void RequestRunner::submitRead(store::Job job, const Answer &answer)
{
    const QPointer<RequestRunner> self(this);
    const auto submitted =
        m_service.readers->submit(m_port, std::move(job), [self, answer](Verdict<Outcome> verdict) {
            if (self) --self->m_reads;
            answer(std::move(verdict));
            if (self) self->startWaiting();
        });
    if (!submitted) return answer(busy());
    ++m_reads;
}

void RequestRunner::hold(bool is_held)
{
    m_is_held = is_held;
    startWaiting();
}

void RequestRunner::startWaiting()
{
    while (!m_is_held && !m_waiting.empty() && m_reads < limits::kReadsInFlightMax) {
        WaitingRead next = std::move(m_waiting.front());
        m_waiting.pop_front();
        m_waiting_bytes -= next.bytes;
        submitRead(std::move(next.job), next.answer);
    }
}

} // namespace chat121::gateway
