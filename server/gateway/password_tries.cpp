// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/gateway/password_tries.h"

#include "common/base/limits.h"

namespace chat121::gateway {

bool PasswordTries::mayTry(const QString &login_name, std::chrono::milliseconds now)
{
    const std::lock_guard lock(m_mutex);
    const QString name = login_name.toCaseFolded();
    if (m_tries.size() >= limits::kNamesWithTriesMax && !m_tries.contains(name)) makeRoom(now);
    Tries &tries = m_tries[name];
    if (tries.count == 0 || now - tries.first >= limits::kPasswordTriesPeriod) tries = {now, 0};
    if (tries.count >= limits::kPasswordTriesPerQuarterHour) return false;
    ++tries.count;
    return true;
}

void PasswordTries::succeeded(const QString &login_name)
{
    const std::lock_guard lock(m_mutex);
    m_tries.remove(login_name.toCaseFolded());
}

void PasswordTries::makeRoom(std::chrono::milliseconds now)
{
    m_tries.removeIf([&](const auto &entry) { return now - entry.value().first >= limits::kPasswordTriesPeriod; });
    // All of them are fresh: somebody makes names up. Forget those that were tried only once.
    if (m_tries.size() >= limits::kNamesWithTriesMax)
        m_tries.removeIf([](const auto &entry) { return entry.value().count <= 1; });
    if (m_tries.size() >= limits::kNamesWithTriesMax) m_tries.erase(m_tries.begin());
}

} // namespace chat121::gateway
