// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/gateway/address_count.h"

#include <algorithm>

namespace chat121::gateway {

namespace {

constexpr int kPrefixBytes = 8;

} // namespace

AddressCount::AddressCount(int total_max, int per_address_max, int per_loopback_max)
    : m_total_max(total_max)
    , m_per_address_max(per_address_max)
    , m_per_loopback_max(per_loopback_max)
{
}

QHostAddress AddressCount::groupOf(const QHostAddress &address)
{
    bool is_ipv4 = false;
    const quint32 ipv4 = address.toIPv4Address(&is_ipv4); // also ::ffff:1.2.3.4
    if (is_ipv4) return QHostAddress(ipv4);
    if (address.isLoopback()) return address;
    Q_IPV6ADDR bytes = address.toIPv6Address();
    std::fill(std::begin(bytes.c) + kPrefixBytes, std::end(bytes.c), quint8(0));
    return QHostAddress(bytes);
}

bool AddressCount::enter(const QHostAddress &address)
{
    if (isFull()) return false;
    const QHostAddress group = groupOf(address);
    int &count = m_counts[group];
    if (count >= (group.isLoopback() ? m_per_loopback_max : m_per_address_max)) return false;
    ++count;
    ++m_total;
    return true;
}

void AddressCount::leave(const QHostAddress &address)
{
    const auto found = m_counts.find(groupOf(address));
    if (found == m_counts.end()) return;
    --m_total;
    if (--*found <= 0) m_counts.erase(found);
}

} // namespace chat121::gateway
