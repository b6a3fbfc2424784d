// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The event loop of the network threads, on epoll. Qt's own asks poll() about every socket at each
// wake-up, which costs O(connections); this one costs O(sockets that have something to say).
//
// Behaves as QEventDispatcherUNIX does: posted events first, then sockets, then timers; nested loops
// never deliver twice; a notifier that is switched off before its turn is not called. Only public
// Qt API: every posted event calls wakeUp(), so the event descriptor tells when not to sleep.
//
//     auto *dispatcher = new EpollDispatcher;
//     thread.setEventDispatcher(dispatcher); // takes it; before thread.start()
//
// Owner: the QThread. Threads: its own; wakeUp() and interrupt() from any. Linux only.
#pragma once

#include "server/gateway/timer_list.h"

#include <QAbstractEventDispatcher>
#include <QElapsedTimer>
#include <QHash>
#include <QList>
#include <QSocketNotifier>

#include <array>
#include <atomic>

namespace chat121::gateway {

class EpollDispatcher final : public QAbstractEventDispatcher {
    Q_OBJECT

public:
    explicit EpollDispatcher(QObject *parent = nullptr);
    ~EpollDispatcher() override;

    bool processEvents(QEventLoop::ProcessEventsFlags flags) override;

    void registerSocketNotifier(QSocketNotifier *notifier) override;
    void unregisterSocketNotifier(QSocketNotifier *notifier) override;

    void registerTimer(int id, qint64 interval, Qt::TimerType type, QObject *object) override;
    bool unregisterTimer(int id) override;
    bool unregisterTimers(QObject *object) override;
    QList<TimerInfo> registeredTimers(QObject *object) const override;
    int remainingTime(int id) override;

    void wakeUp() override;
    void interrupt() override;

private:
    // What is watched of one descriptor, and what the kernel has been told.
    struct Watched {
        std::array<QSocketNotifier *, 3> notifiers{}; // by QSocketNotifier::Type
        quint32 told = 0;
        bool is_dirty = false;

        quint32 wanted() const;
    };

    int waitMs(QEventLoop::ProcessEventsFlags flags) const;
    bool waitForWakeUp(int timeout_ms);
    bool waitForAll(int timeout_ms);
    void markReady(int fd, quint32 events, bool is_nested);
    void readWakeUp();
    void tellKernel(int fd, Watched &watched);
    void tellKernelOfChanges();
    bool activateNotifiers();
    bool activateTimers();

    int m_epoll = -1;
    int m_event = -1; // readable: somebody called wakeUp()
    std::atomic_bool m_is_awake = false;
    std::atomic_bool m_is_interrupted = false;

    QHash<int, Watched> m_watched;
    QList<int> m_dirty;               // changed since the last wait
    QList<QSocketNotifier *> m_ready; // still to be called; shared by nested loops
    TimerList m_timers;
    QElapsedTimer m_clock;
};

} // namespace chat121::gateway
