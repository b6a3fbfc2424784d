// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/gateway/timer_list.h"

namespace chat121::gateway {

namespace {

constexpr qint64 kVeryCoarseGridMs = 1000;
constexpr qint64 kCoarseSlackDivisor = 20;

qint64 roundedUp(qint64 value, qint64 grid)
{
    return (value + grid - 1) / grid * grid;
}

} // namespace

qint64 TimerList::rounded(qint64 deadline_ms, const Timer &timer)
{
    if (timer.type == Qt::PreciseTimer) return deadline_ms;
    if (timer.type == Qt::VeryCoarseTimer && timer.interval_ms >= kVeryCoarseGridMs)
        return roundedUp(deadline_ms, kVeryCoarseGridMs);
    const qint64 slack_ms = timer.interval_ms / kCoarseSlackDivisor;
    qint64 grid_ms = 1;
    while (grid_ms * 2 <= slack_ms)
        grid_ms *= 2;
    return roundedUp(deadline_ms, grid_ms);
}

void TimerList::add(int id, qint64 interval_ms, Qt::TimerType type, QObject *object, qint64 now_ms)
{
    remove(id);
    Entry entry;
    entry.timer = {id, interval_ms, type, object, ++m_last_serial};
    entry.deadline_ms = rounded(now_ms + interval_ms, entry.timer);
    m_order.insert({entry.deadline_ms, entry.timer.serial});
    m_id_of_serial.insert(entry.timer.serial, id);
    m_entries.insert(id, entry);
}

bool TimerList::remove(int id)
{
    const auto found = m_entries.constFind(id);
    if (found == m_entries.cend()) return false;
    m_order.erase({found->deadline_ms, found->timer.serial});
    m_id_of_serial.remove(found->timer.serial);
    m_entries.erase(found);
    return true;
}

bool TimerList::removeAll(const QObject *object)
{
    const QList<Timer> timers = of(object);
    for (const Timer &timer : timers)
        remove(timer.id);
    return !timers.isEmpty();
}

QList<TimerList::Timer> TimerList::due(qint64 now_ms) const
{
    QList<Timer> result;
    for (const auto &[deadline_ms, serial] : m_order) {
        if (deadline_ms > now_ms) break;
        result.append(m_entries.value(m_id_of_serial.value(serial)).timer);
    }
    return result;
}

bool TimerList::beginFiring(const Timer &timer, qint64 now_ms)
{
    const auto found = m_entries.find(timer.id);
    if (found == m_entries.end() || found->timer.serial != timer.serial) return false;
    if (found->firing || found->deadline_ms > now_ms) return false;
    m_order.erase({found->deadline_ms, timer.serial});
    found->firing = true;
    found->deadline_ms += timer.interval_ms;
    // A thread that was busy for long does not make up for the times that it missed.
    if (found->deadline_ms < now_ms) found->deadline_ms = now_ms + timer.interval_ms;
    found->deadline_ms = rounded(found->deadline_ms, timer);
    return true;
}

void TimerList::endFiring(const Timer &timer)
{
    const auto found = m_entries.find(timer.id);
    if (found == m_entries.end() || found->timer.serial != timer.serial) return;
    found->firing = false;
    m_order.insert({found->deadline_ms, timer.serial});
}

std::optional<qint64> TimerList::untilNext(qint64 now_ms) const
{
    if (m_order.empty()) return std::nullopt;
    return qMax<qint64>(0, m_order.begin()->first - now_ms);
}

qint64 TimerList::remaining(int id, qint64 now_ms) const
{
    const auto found = m_entries.constFind(id);
    if (found == m_entries.cend()) return -1;
    return qMax<qint64>(0, found->deadline_ms - now_ms);
}

QList<TimerList::Timer> TimerList::of(const QObject *object) const
{
    QList<Timer> result;
    for (const Entry &entry : m_entries) {
        if (entry.timer.object == object) result.append(entry.timer);
    }
    return result;
}

} // namespace chat121::gateway
