// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/store/log_cache.h"

#include "common/base/limits.h"

#include <algorithm>

namespace chat121::store {

bool LogEntry::hasMember(DeviceId device) const
{
    return std::any_of(members.begin(), members.end(),
                       [device](const OpenMember &member) { return member.device == device; });
}

bool LogEntry::hasAccount(AccountId account) const
{
    return std::any_of(members.begin(), members.end(),
                       [account](const OpenMember &member) { return member.account == account; });
}

QList<DeviceId> LogEntry::devices() const
{
    QList<DeviceId> result;
    result.reserve(members.size());
    for (const OpenMember &member : members)
        result.append(member.device);
    return result;
}

const LogEntry *LogCache::find(LogId log) const
{
    const auto found = m_logs.constFind(log);
    return found == m_logs.constEnd() ? nullptr : &*found;
}

void LogCache::put(const LogEntry &entry)
{
    m_logs.insert(entry.id, entry);
    m_touched_logs.insert(entry.id);
}

void LogCache::forget(LogId log)
{
    m_logs.remove(log);
}

std::optional<quint64> LogCache::highestRequest(DeviceId device) const
{
    const auto found = m_requests.constFind(device);
    return found == m_requests.constEnd() ? std::nullopt : std::optional(*found);
}

void LogCache::putHighestRequest(DeviceId device, quint64 request)
{
    m_requests.insert(device, request);
    m_touched_devices.insert(device);
}

void LogCache::keepAll()
{
    m_touched_logs.clear();
    m_touched_devices.clear();
    if (m_logs.size() > limits::kLogCacheEntriesMax) m_logs.clear();
    if (m_requests.size() > limits::kLogCacheEntriesMax) m_requests.clear();
}

void LogCache::forgetTouched()
{
    forgetRegions();
    for (const LogId log : std::as_const(m_touched_logs))
        m_logs.remove(log);
    for (const DeviceId device : std::as_const(m_touched_devices))
        m_requests.remove(device);
    m_touched_logs.clear();
    m_touched_devices.clear();
}

} // namespace chat121::store
