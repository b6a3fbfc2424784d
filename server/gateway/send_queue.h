// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What waits to be sent on one connection. The socket gets little ahead of time, so that a slow
// reader costs a bounded amount of memory and can still be told why it is cut off.
// Owner: Session. Threads: its network thread.
#pragma once

#include "server/gateway/transport.h"

#include <QList>

#include <array>
#include <deque>

namespace chat121::gateway {

// Pushes come whether the reader asked or not; replies only as fast as it asks. So they are counted
// apart: a large answer does not make the next push one too many.
enum class Traffic : quint8 { Reply, Push };

class SendQueue {
public:
    // `transport` must outlive the queue.
    SendQueue(Transport &transport, qsizetype push_bytes_max, qsizetype reply_bytes_max);

    // False: more than the bound waits already; nothing was taken, and the reader is too slow.
    [[nodiscard]] bool offer(const QList<QByteArray> &frames, Traffic traffic);
    // Goes on when the socket has sent something.
    void pump();
    void clear();

    qsizetype waitingBytes(Traffic traffic) const { return m_bytes[static_cast<size_t>(traffic)]; }
    bool isEmpty() const { return m_items.empty(); }

private:
    struct Item {
        QByteArray frame;
        Traffic traffic;
    };

    Transport &m_transport;
    const std::array<qsizetype, 2> m_bytes_max; // by Traffic
    std::deque<Item> m_items;
    std::array<qsizetype, 2> m_bytes{};
};

} // namespace chat121::gateway
