// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/gateway/gateway.h"

#include "common/base/log.h"
#include "server/gateway/epoll_dispatcher.h"

#include <QTimer>

#include <algorithm>

namespace chat121::gateway {

Gateway::Gateway(Options options, const Service &service, FanOut &fan_out, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
    , m_service(service)
    , m_fan_out(fan_out)
{
    qRegisterMetaType<DeviceId>();
    qRegisterMetaType<QHostAddress>();
    m_listener = std::make_unique<Listener>(m_options, [this](const Arrival &arrival) { handOver(arrival); });
}

Gateway::~Gateway()
{
    m_listener->close();
    for (const auto &entry : m_threads) {
        QMetaObject::invokeMethod(entry->worker, &Worker::end, Qt::BlockingQueuedConnection);
        entry->thread.quit();
        entry->thread.wait();
    }
}

Result<void> Gateway::start()
{
    for (int number = 0; number < m_options.threads; ++number) {
        m_threads.push_back(std::make_unique<Thread>());
        startThread(*m_threads.back(), number);
    }
    return m_listener->start(m_options.address, m_options.port);
}

void Gateway::startThread(Thread &entry, int number)
{
    entry.thread.setObjectName(QStringLiteral("gateway-%1").arg(number));
    entry.thread.setEventDispatcher(new EpollDispatcher);
    entry.worker = new Worker(m_options, m_service, m_fan_out);
    entry.worker->moveToThread(&entry.thread);
    connect(&entry.thread, &QThread::finished, entry.worker, &QObject::deleteLater);
    connect(entry.worker, &Worker::left, m_listener.get(), &Listener::onLeft);
    connect(entry.worker, &Worker::replaced, this, &Gateway::onReplaced);
    connect(entry.worker, &Worker::drained, this, [this, &entry] { onDrained(entry); });
    entry.thread.start();
    QMetaObject::invokeMethod(entry.worker, &Worker::begin, Qt::BlockingQueuedConnection);
}

void Gateway::handOver(const Arrival &arrival)
{
    Worker *const worker = m_threads[m_next++ % m_threads.size()]->worker;
    QMetaObject::invokeMethod(
        worker, [worker, arrival] { worker->take(arrival); }, Qt::QueuedConnection);
}

void Gateway::onReplaced(DeviceId device, quint64 by_claim)
{
    for (const auto &entry : m_threads) {
        Worker *const worker = entry->worker;
        QMetaObject::invokeMethod(
            worker, [worker, device, by_claim] { worker->closeReplaced(device, by_claim); },
            Qt::QueuedConnection);
    }
}

void Gateway::stop()
{
    if (std::exchange(m_is_stopping, true)) return;
    m_listener->close();
    for (const auto &entry : m_threads)
        QMetaObject::invokeMethod(entry->worker, &Worker::drain, Qt::QueuedConnection);
    QTimer::singleShot(limits::kDrainTimeout, this, &Gateway::finishStop);
}

void Gateway::onDrained(Thread &entry)
{
    entry.is_drained = true;
    const bool all = std::all_of(m_threads.begin(), m_threads.end(),
                                 [](const auto &thread) { return thread->is_drained; });
    if (all) finishStop();
}

void Gateway::finishStop()
{
    if (!std::exchange(m_is_stopped, true)) Q_EMIT stopped();
}

} // namespace chat121::gateway
