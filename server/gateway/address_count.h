// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How many connections each address has, so that one address cannot take them all. In memory only;
// addresses are never logged. An IPv6 customer has a /64, so that counts as one address.
// Owner: Listener. Threads: one.
#pragma once

#include <QHash>
#include <QHostAddress>

namespace chat121::gateway {

class AddressCount {
public:
    AddressCount(int total_max, int per_address_max, int per_loopback_max);

    // False when the address has its share already, or everybody together has.
    bool enter(const QHostAddress &address);
    // REQUIRES: enter() was true for the same address
    void leave(const QHostAddress &address);

    int total() const { return m_total; }
    bool isFull() const { return m_total >= m_total_max; }
    bool isNearlyFull() const { return m_total >= m_total_max - m_total_max / 10; }
    qsizetype addresses() const { return m_counts.size(); }

private:
    static QHostAddress groupOf(const QHostAddress &address);

    int m_total_max;
    int m_per_address_max;
    int m_per_loopback_max;
    int m_total = 0;
    QHash<QHostAddress, int> m_counts;
};

} // namespace chat121::gateway
