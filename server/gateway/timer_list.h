// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The timers of one thread, ordered by deadline. Knows nothing of events or file descriptors, so it
// is tested without either. Owner: EpollDispatcher. Threads: one.
//
// Times are milliseconds of a clock that only rises; the caller passes `now`. Coarse timers may be
// late by up to a twentieth of their interval, so that many of them fire together (Qt allows 5 %);
// very coarse ones by up to a second.
#pragma once

#include <QHash>
#include <QList>
#include <QObject>

#include <optional>
#include <set>
#include <utility>

namespace chat121::gateway {

class TimerList {
public:
    struct Timer {
        int id = 0;
        qint64 interval_ms = 0;
        Qt::TimerType type = Qt::CoarseTimer;
        QObject *object = nullptr;
        quint64 serial = 0; // tells a timer from a later one that got the same id
    };

    // An id that is in use replaces the older timer.
    void add(int id, qint64 interval_ms, Qt::TimerType type, QObject *object, qint64 now_ms);
    bool remove(int id);
    bool removeAll(const QObject *object);

    // Those that are due, earliest first. They stay in the list.
    QList<Timer> due(qint64 now_ms) const;

    // Takes a due timer out of the order while its event is delivered, so that a nested event loop
    // does not fire it again. False: it is gone, firing already, or not due any more.
    bool beginFiring(const Timer &timer, qint64 now_ms);
    // Puts it back with its next deadline, if it still exists.
    void endFiring(const Timer &timer);

    // Nothing when no timer can become due. Never negative.
    std::optional<qint64> untilNext(qint64 now_ms) const;
    // -1 when there is no such timer.
    qint64 remaining(int id, qint64 now_ms) const;

    QList<Timer> of(const QObject *object) const;
    qsizetype size() const { return m_entries.size(); }

private:
    struct Entry {
        Timer timer;
        qint64 deadline_ms = 0;
        bool firing = false;
    };
    using Place = std::pair<qint64, quint64>; // deadline, serial

    static qint64 rounded(qint64 deadline_ms, const Timer &timer);

    QHash<int, Entry> m_entries;
    std::set<Place> m_order; // without those that fire now
    QHash<quint64, int> m_id_of_serial;
    quint64 m_last_serial = 0;
};

} // namespace chat121::gateway
