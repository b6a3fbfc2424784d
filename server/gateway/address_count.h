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
    AddressCount(int per_address_max, int per_loopback_max);

    // False when the address has its share already.
    bool enter(const QHostAddress &address);
    // REQUIRES: enter() was true for the same address
    void leave(const QHostAddress &address);

    qsizetype addresses() const { return m_counts.size(); }

private:
    static QHostAddress groupOf(const QHostAddress &address);

    int m_per_address_max;
    int m_per_loopback_max;
    QHash<QHostAddress, int> m_counts;
};

} // namespace chat121::gateway
