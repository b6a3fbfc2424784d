// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/gateway/fan_out.h"

#include <QMetaObject>

#include <utility>

namespace chat121::gateway {

void FanOut::deliver(const QList<store::Delivery> &deliveries)
{
    if (deliveries.isEmpty()) return;
    const std::lock_guard lock(*m_mutex);
    for (const auto &box : m_boxes) {
        box->waiting.append(deliveries);
        if (!std::exchange(box->is_posted, true)) post(m_mutex, box);
    }
}

// REQUIRES: the mutex is held, so that the receiver still exists
void FanOut::post(const std::shared_ptr<std::mutex> &mutex, const std::shared_ptr<Box> &box)
{
    QMetaObject::invokeMethod(
        box->receiver,
        [mutex, box] {
            QList<store::Delivery> batch;
            {
                const std::lock_guard lock(*mutex);
                batch = std::exchange(box->waiting, {});
                box->is_posted = false;
            }
            box->receive(batch);
        },
        Qt::QueuedConnection);
}

void FanOut::add(QObject *receiver, Receive receive)
{
    const std::lock_guard lock(*m_mutex);
    auto box = std::make_shared<Box>();
    box->receiver = receiver;
    box->receive = std::move(receive);
    m_boxes.push_back(std::move(box));
}

void FanOut::remove(QObject *receiver)
{
    const std::lock_guard lock(*m_mutex);
    std::erase_if(m_boxes, [&](const auto &box) { return box->receiver == receiver; });
}

} // namespace chat121::gateway
