// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/gateway/worker.h"

#include "common/base/log.h"

#include <unistd.h>

namespace chat121::gateway {

Worker::Worker(const Options &options, const Service &service, FanOut &fan_out)
    : m_options(options)
    , m_service(service)
    , m_fan_out(fan_out)
{
}

Worker::~Worker() = default;

void Worker::begin()
{
    m_port = std::make_unique<store::Port>();
    m_handshakes = std::make_unique<Handshakes>(m_options, *m_service.clock);
    connect(m_handshakes.get(), &Handshakes::opened, this, &Worker::onOpened);
    connect(m_handshakes.get(), &Handshakes::failed, this, &Worker::left);
    m_sweep = std::make_unique<QTimer>();
    connect(m_sweep.get(), &QTimer::timeout, this, &Worker::sweep);
    m_sweep->start(m_options.sweep_interval);
    m_fan_out.add(this, [this](const QList<store::Delivery> &deliveries) { deliver(deliveries); });
}

void Worker::end()
{
    m_fan_out.remove(this);
    m_is_draining = true;
    m_sweep.reset();
    m_handshakes.reset();
    qDeleteAll(std::exchange(m_sessions, {}));
    m_by_device.clear();
    m_by_account.clear();
    m_staff.clear();
    m_strangers.clear();
    m_port.reset();
}

void Worker::take(const Arrival &arrival)
{
    if (m_handshakes && !m_is_draining) return m_handshakes->take(arrival);
    ::close(static_cast<int>(arrival.descriptor));
    Q_EMIT left(arrival.address);
}

void Worker::onOpened(Transport *transport, const QHostAddress &address)
{
    Session::Surroundings surroundings{m_options, m_service, *m_port,
                                       [this](const store::Caller &caller) { reportLeft(caller); }};
    auto *const session = new Session(transport, address, std::move(surroundings), this);
    m_sessions.insert(session);
    connect(transport, &Transport::violated, this, &Worker::onViolated);
    connect(session, &Session::logInStarted, this, &Worker::onLogInStarted);
    connect(session, &Session::loggedIn, this, &Worker::onLoggedIn);
    connect(session, &Session::logInRefused, this, &Worker::forget);
    connect(session, &Session::ended, this, &Worker::onEnded);
    m_strangers.append(session);
    makeRoomForStrangers();
    if (m_is_draining) session->drain();
}

// As with the handshakes: who has not logged in for the longest time is the least likely to do it.
void Worker::makeRoomForStrangers()
{
    if (m_strangers.size() > m_options.unauthenticated_max) m_strangers.first()->giveWay();
}

void Worker::onLogInStarted(Session *session)
{
    m_by_device.insert(session->claimedDevice(), session);
}

void Worker::onLoggedIn(Session *session)
{
    m_strangers.removeOne(session);
    m_by_account.insert(session->caller().account, session);
    if (session->caller().isStaff()) m_staff.insert(session);
    Q_EMIT replaced(session->claimedDevice(), session->claim());
}

void Worker::forget(Session *session)
{
    m_by_device.remove(session->claimedDevice(), session);
    m_by_account.remove(session->caller().account, session);
    m_staff.remove(session);
}

void Worker::onEnded(Session *session)
{
    forget(session);
    m_strangers.removeOne(session);
    m_sessions.remove(session);
    Q_EMIT left(session->address());
    session->deleteLater();
    checkDrained();
}

void Worker::onViolated(quint16 code)
{
    ++m_violations;
    m_newest_violation = code;
}

// One line however many there are: who floods the server does not fill its log.
void Worker::reportViolations()
{
    if (m_violations == 0) return;
    qCInfo(lcGateway, "connections ended for what they sent: %d, the newest with close code %d",
           std::exchange(m_violations, 0), int(m_newest_violation));
}

// The server's end is not their leaving: the next start treats everybody alike.
void Worker::reportLeft(const store::Caller &caller)
{
    if (m_is_draining) return;
    auto job = [disconnected = m_service.disconnected, caller](store::Sql &sql, UnixTime now) {
        return disconnected(sql, caller, now);
    };
    auto done = [this, caller](const store::Verdict<store::Outcome> &verdict) {
        if (!verdict) m_unreported.append(caller);
    };
    const auto submitted = m_service.writer->submitAlways(*m_port, std::move(job), std::move(done));
    if (!submitted) qCWarning(lcGateway, "the desk could not be told that a device has left");
}

// An agent who seems to be there keeps customers waiting, so this is not forgotten.
void Worker::reportLeftAgain()
{
    const QList<store::Caller> unreported = std::exchange(m_unreported, {});
    for (const store::Caller &caller : unreported)
        m_service.claims->leaveAgain(caller, [this](const store::Caller &left) { reportLeft(left); });
}

void Worker::closeReplaced(DeviceId device, ClaimSerial newer_than)
{
    for (Session *const session : m_by_device.values(device)) {
        const bool is_older = session->caller().isLoggedIn() && session->claim() < newer_than;
        if (is_older) session->close(CloseCode::Replaced);
    }
}

void Worker::deliver(const QList<store::Delivery> &deliveries)
{
    for (const store::Delivery &delivery : deliveries)
        deliver(delivery);
}

void Worker::deliver(const store::Delivery &delivery)
{
    const QList<Session *> audience = audienceOf(delivery.to);
    if (audience.isEmpty()) return;
    if (delivery.keeping == store::Keeping::Unknown) {
        for (Session *const session : audience)
            session->close(CloseCode::TryAgainLater);
        return;
    }
    const QList<QByteArray> frames = protocol::toFrames(delivery.message);
    for (Session *const session : audience)
        session->push(frames, delivery.keeping);
}

QList<Session *> Worker::audienceOf(const store::Audience &audience) const
{
    QList<Session *> result;
    const auto add = [&](Session *session) {
        if (session->caller().isLoggedIn() && audience.includes(session->caller())) result.append(session);
    };
    switch (audience.kind) {
    case store::Audience::Kind::Devices:
        for (const DeviceId device : audience.devices) {
            // Those whose log-in still runs as well: what they are told is older than this.
            if (device != audience.except) result.append(m_by_device.values(device));
        }
        return result;
    case store::Audience::Kind::Account:
        for (Session *const session : m_by_account.values(audience.account))
            add(session);
        return result;
    case store::Audience::Kind::Department:
    case store::Audience::Kind::Staff:
        for (Session *const session : m_staff)
            add(session);
        return result;
    case store::Audience::Kind::Everybody:
        for (Session *const session : m_sessions)
            add(session);
        return result;
    }
    return result;
}

void Worker::sweep()
{
    m_handshakes->sweep();
    const std::chrono::milliseconds now = m_service.clock->steady();
    const QSet<Session *> sessions = m_sessions; // ending removes from the set
    for (Session *const session : sessions)
        session->sweep(now);
    reportViolations();
    reportLeftAgain();
    checkDrained();
}

void Worker::drain()
{
    m_is_draining = true;
    m_handshakes->abortAll();
    const QSet<Session *> sessions = m_sessions;
    for (Session *const session : sessions)
        session->drain();
    checkDrained();
}

void Worker::checkDrained()
{
    if (m_is_draining && m_sessions.isEmpty()) Q_EMIT drained();
}

} // namespace chat121::gateway
