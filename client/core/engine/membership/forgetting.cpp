// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/engine/membership/forgetting.h"

namespace chat121::engine {

namespace {

using namespace std::chrono_literals;

constexpr auto kRoundInterval = 1h;
constexpr auto kLogInterval = 5s; // a moment for a person, many messages for a disk

} // namespace

Forgetting::Forgetting(Context &context, KeyPackages &packages, QObject *parent)
    : QObject(parent)
    , m_context(context)
    , m_packages(packages)
{
    connect(&m_rounds, &QTimer::timeout, this, [this] {
        if (const auto begun = beginRound(); !begun) m_context.storeFailed(begun.error());
    });
    connect(&m_groups, &QTimer::timeout, this, &Forgetting::nextGroup);
    connect(&m_log, &QTimer::timeout, this, &Forgetting::cleanLog);
}

void Forgetting::begin()
{
    m_rounds.start(kRoundInterval);
    m_log.start(kLogInterval);
    if (const auto begun = beginRound(); !begun) m_context.storeFailed(begun.error());
}

Result<void> Forgetting::beginRound()
{
    TRY(m_packages.removeExpired());
    TRY_ASSIGN(m_left, m_context.groups.keys());
    m_groups.start(0);
    return success();
}

void Forgetting::nextGroup()
{
    if (m_left.isEmpty()) return m_groups.stop();
    const GroupKey key = m_left.takeLast();
    if (const auto expired = m_context.groups.expire(key); !expired) m_context.storeFailed(expired.error());
}

Result<void> Forgetting::forgetNow()
{
    TRY(beginRound());
    m_groups.stop();
    for (const GroupKey &key : std::exchange(m_left, {}))
        TRY(m_context.groups.expire(key));
    return m_context.store.dropOldCopies();
}

// A disk that is full or busy now is tried again; nothing is lost by that.
void Forgetting::cleanLog()
{
    if (const auto dropped = m_context.store.dropOldCopies(); !dropped)
        qCDebug(lcClient) << "the store's log stays for now";
}

} // namespace chat121::engine
