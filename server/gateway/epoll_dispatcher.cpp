// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/gateway/epoll_dispatcher.h"

#include "common/base/log.h"

#include <QCoreApplication>
#include <QTimerEvent>

#include <cerrno>
#include <limits>

#include <poll.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace chat121::gateway {

namespace {

constexpr int kEventsPerWait = 256;

constexpr std::array<quint32, 3> kEventsOfType{EPOLLIN, EPOLLOUT, EPOLLPRI};
constexpr quint32 kAlways = EPOLLHUP | EPOLLERR;

} // namespace

quint32 EpollDispatcher::Watched::wanted() const
{
    quint32 events = 0;
    for (size_t type = 0; type < notifiers.size(); ++type) {
        if (notifiers[type]) events |= kEventsOfType[type];
    }
    return events;
}

EpollDispatcher::EpollDispatcher(QObject *parent)
    : QAbstractEventDispatcher(parent)
    , m_epoll(epoll_create1(EPOLL_CLOEXEC))
    , m_event(eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC))
{
    if (m_epoll < 0 || m_event < 0) qFatal("no file descriptor is left for an event loop");
    epoll_event wake{};
    wake.events = EPOLLIN;
    wake.data.fd = m_event;
    epoll_ctl(m_epoll, EPOLL_CTL_ADD, m_event, &wake);
    m_clock.start();
}

EpollDispatcher::~EpollDispatcher()
{
    close(m_event);
    close(m_epoll);
}

bool EpollDispatcher::processEvents(QEventLoop::ProcessEventsFlags flags)
{
    m_is_interrupted.store(false);
    Q_EMIT awake();
    QCoreApplication::sendPostedEvents();

    const int timeout_ms = waitMs(flags);
    if (timeout_ms != 0) Q_EMIT aboutToBlock();
    if (m_is_interrupted.load()) return false;

    const bool with_sockets = !flags.testFlag(QEventLoop::ExcludeSocketNotifiers);
    bool handled = with_sockets ? waitForAll(timeout_ms) : waitForWakeUp(timeout_ms);
    if (with_sockets && activateNotifiers()) handled = true;
    if (!flags.testFlag(QEventLoop::X11ExcludeTimers) && activateTimers()) handled = true;
    return handled;
}

// -1: for ever.
int EpollDispatcher::waitMs(QEventLoop::ProcessEventsFlags flags) const
{
    // What nested loops left over, or a post since sendPostedEvents(): the descriptor is readable
    // in the latter case and ends the wait by itself.
    const bool may_wait = flags.testFlag(QEventLoop::WaitForMoreEvents) && !m_is_interrupted.load();
    if (!may_wait || !m_ready.isEmpty()) return 0;
    if (flags.testFlag(QEventLoop::X11ExcludeTimers)) return -1;
    const std::optional<qint64> until_next = m_timers.untilNext(m_clock.elapsed());
    if (!until_next) return -1;
    return static_cast<int>(qMin<qint64>(*until_next, std::numeric_limits<int>::max()));
}

bool EpollDispatcher::waitForWakeUp(int timeout_ms)
{
    pollfd wake{m_event, POLLIN, 0};
    if (poll(&wake, 1, timeout_ms) <= 0) return false;
    readWakeUp();
    return true;
}

bool EpollDispatcher::waitForAll(int timeout_ms)
{
    tellKernelOfChanges();
    std::array<epoll_event, kEventsPerWait> events;
    const int count = epoll_wait(m_epoll, events.data(), kEventsPerWait, timeout_ms);
    if (count < 0 && errno != EINTR) qCWarning(lcGateway, "epoll_wait failed: error %d", errno);
    const bool is_nested = !m_ready.isEmpty();
    bool was_woken = false;
    for (int i = 0; i < count; ++i) {
        const epoll_event event = events[static_cast<size_t>(i)];
        if (event.data.fd == m_event) {
            readWakeUp();
            was_woken = true;
        } else {
            markReady(event.data.fd, event.events, is_nested);
        }
    }
    return was_woken;
}

// No callback runs between the wait and this, so the descriptor still means what the kernel meant.
// Nested loops may find what an outer one has marked already.
void EpollDispatcher::markReady(int fd, quint32 events, bool is_nested)
{
    const auto found = m_watched.constFind(fd);
    if (found == m_watched.cend()) {
        // Closed by its owner while a copy of it lives on elsewhere.
        epoll_ctl(m_epoll, EPOLL_CTL_DEL, fd, nullptr);
        return;
    }
    for (size_t type = 0; type < found->notifiers.size(); ++type) {
        QSocketNotifier *const notifier = found->notifiers[type];
        const bool is_meant = notifier && (events & (kEventsOfType[type] | kAlways)) != 0;
        if (is_meant && !(is_nested && m_ready.contains(notifier))) m_ready.append(notifier);
    }
}

// First the descriptor, then the flag: a wakeUp() in between writes nothing, but its event was
// posted before, and posted events are looked at before the next wait.
void EpollDispatcher::readWakeUp()
{
    quint64 count = 0;
    while (read(m_event, &count, sizeof(count)) < 0 && errno == EINTR) {
    }
    m_is_awake.store(false);
}

void EpollDispatcher::wakeUp()
{
    if (m_is_awake.exchange(true)) return;
    const quint64 one = 1;
    while (write(m_event, &one, sizeof(one)) < 0 && errno == EINTR) {
    }
}

void EpollDispatcher::interrupt()
{
    m_is_interrupted.store(true);
    wakeUp();
}

void EpollDispatcher::registerSocketNotifier(QSocketNotifier *notifier)
{
    const int fd = static_cast<int>(notifier->socket());
    Watched &watched = m_watched[fd];
    QSocketNotifier *&place = watched.notifiers[notifier->type()];
    if (place && place != notifier)
        qCWarning(lcGateway, "two notifiers of the same kind for one socket: the older one is deaf now");
    place = notifier;
    if (watched.told == 0) return tellKernel(fd, watched);
    if (!watched.is_dirty) m_dirty.append(fd);
    watched.is_dirty = true;
}

void EpollDispatcher::unregisterSocketNotifier(QSocketNotifier *notifier)
{
    m_ready.removeOne(notifier);
    const int fd = static_cast<int>(notifier->socket());
    const auto found = m_watched.find(fd);
    if (found == m_watched.end() || found->notifiers[notifier->type()] != notifier) return;
    found->notifiers[notifier->type()] = nullptr;
    if (found->wanted() == 0) {
        // At once: the number may belong to another socket before the next wait.
        epoll_ctl(m_epoll, EPOLL_CTL_DEL, fd, nullptr);
        m_watched.erase(found);
        return;
    }
    if (!found->is_dirty) m_dirty.append(fd);
    found->is_dirty = true;
}

void EpollDispatcher::tellKernel(int fd, Watched &watched)
{
    const quint32 wanted = watched.wanted();
    watched.is_dirty = false;
    if (wanted == watched.told) return;
    epoll_event event{};
    event.events = wanted;
    event.data.fd = fd;
    const int first = watched.told == 0 ? EPOLL_CTL_ADD : EPOLL_CTL_MOD;
    watched.told = wanted;
    if (epoll_ctl(m_epoll, first, fd, &event) == 0) return;
    const bool was_unknown = first == EPOLL_CTL_MOD && errno == ENOENT;
    const bool was_known = first == EPOLL_CTL_ADD && errno == EEXIST;
    if (was_unknown && epoll_ctl(m_epoll, EPOLL_CTL_ADD, fd, &event) == 0) return;
    if (was_known && epoll_ctl(m_epoll, EPOLL_CTL_MOD, fd, &event) == 0) return;
    qCWarning(lcGateway, "a descriptor cannot be watched: error %d", errno);
}

void EpollDispatcher::tellKernelOfChanges()
{
    for (const int fd : std::as_const(m_dirty)) {
        const auto found = m_watched.find(fd);
        if (found != m_watched.end()) tellKernel(fd, *found);
    }
    m_dirty.clear();
}

bool EpollDispatcher::activateNotifiers()
{
    const bool any = !m_ready.isEmpty();
    QEvent event(QEvent::SockAct);
    while (!m_ready.isEmpty())
        QCoreApplication::sendEvent(m_ready.takeFirst(), &event);
    return any;
}

void EpollDispatcher::registerTimer(int id, qint64 interval, Qt::TimerType type, QObject *object)
{
    m_timers.add(id, interval, type, object, m_clock.elapsed());
}

bool EpollDispatcher::unregisterTimer(int id)
{
    return m_timers.remove(id);
}

bool EpollDispatcher::unregisterTimers(QObject *object)
{
    return m_timers.removeAll(object);
}

QList<QAbstractEventDispatcher::TimerInfo> EpollDispatcher::registeredTimers(QObject *object) const
{
    QList<TimerInfo> result;
    for (const TimerList::Timer &timer : m_timers.of(object))
        result.append(TimerInfo(timer.id, static_cast<int>(timer.interval_ms), timer.type));
    return result;
}

int EpollDispatcher::remainingTime(int id)
{
    return static_cast<int>(m_timers.remaining(id, m_clock.elapsed()));
}

bool EpollDispatcher::activateTimers()
{
    const qint64 now_ms = m_clock.elapsed();
    bool any = false;
    for (const TimerList::Timer &timer : m_timers.due(now_ms)) {
        if (!m_timers.beginFiring(timer, now_ms)) continue;
        any = true;
        QTimerEvent event(timer.id);
        QCoreApplication::sendEvent(timer.object, &event);
        m_timers.endFiring(timer);
    }
    return any;
}

} // namespace chat121::gateway
