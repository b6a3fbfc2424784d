// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/gateway/send_queue.h"

#include "common/base/limits.h"

namespace chat121::gateway {

SendQueue::SendQueue(Transport &transport, qsizetype push_bytes_max, qsizetype reply_bytes_max)
    : m_transport(transport)
    , m_bytes_max{reply_bytes_max, push_bytes_max}
{
}

bool SendQueue::offer(const QList<QByteArray> &frames, Traffic traffic)
{
    qsizetype &bytes = m_bytes[static_cast<size_t>(traffic)];
    if (bytes > m_bytes_max[static_cast<size_t>(traffic)]) return false;
    for (const QByteArray &frame : frames) {
        bytes += frame.size();
        m_items.push_back({frame, traffic});
    }
    pump();
    return true;
}

void SendQueue::pump()
{
    while (!m_items.empty() && m_transport.unsentBytes() < limits::kWriteAheadBytesMax) {
        const Item item = std::move(m_items.front());
        m_items.pop_front();
        m_bytes[static_cast<size_t>(item.traffic)] -= item.frame.size();
        m_transport.send(item.frame);
    }
}

void SendQueue::clear()
{
    m_items.clear();
    m_bytes.fill(0);
}

} // namespace chat121::gateway
