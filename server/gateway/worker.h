// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What lives in one network thread: its handshakes, its sessions, and who of them gets a delivery.
// Owner: Gateway. Threads: made in main, then moved; everything but the constructor runs in its own.
#pragma once

#include "server/gateway/fan_out.h"
#include "server/gateway/handshakes.h"
#include "server/gateway/session.h"

#include <QSet>
#include <QTimer>

namespace chat121::gateway {

class Worker final : public QObject {
    Q_OBJECT

public:
    // All must outlive the worker.
    Worker(const Options &options, const Service &service, FanOut &fan_out);
    ~Worker() override;

    // First call in the thread: makes what belongs to it.
    void begin();
    // Last call in the thread: ends every connection.
    void end();
    void take(const Arrival &arrival);
    // Another connection of the device has proven itself: older ones end.
    void closeReplaced(DeviceId device, ClaimSerial newer_than);
    // No new connections or frames; drained() follows when the last session has ended.
    void drain();

Q_SIGNALS:
    void left(const QHostAddress &address);
    void replaced(chat121::DeviceId device, quint64 by_claim);
    void drained();

private:
    void onOpened(Transport *transport, const QHostAddress &address);
    void onLogInStarted(Session *session);
    void onLoggedIn(Session *session);
    void onEnded(Session *session);
    void onViolated(quint16 code);
    void reportViolations();
    void forget(Session *session);
    void makeRoomForStrangers();
    void reportLeft(const store::Caller &caller);
    void reportLeftAgain();
    void deliver(const QList<store::Delivery> &deliveries);
    void deliver(const store::Delivery &delivery);
    QList<Session *> audienceOf(const store::Audience &audience) const;
    void sweep();
    void checkDrained();

    const Options m_options;
    const Service m_service;
    FanOut &m_fan_out;

    std::unique_ptr<store::Port> m_port;
    std::unique_ptr<Handshakes> m_handshakes;
    std::unique_ptr<QTimer> m_sweep;
    QSet<Session *> m_sessions;
    QMultiHash<DeviceId, Session *> m_by_device;   // from the start of their log-in
    QMultiHash<AccountId, Session *> m_by_account; // logged in
    QSet<Session *> m_staff;
    QList<store::Caller> m_unreported; // have left, and the database could not be told
    QList<Session *> m_strangers;      // not logged in, oldest first
    int m_violations = 0;              // since the last report
    quint16 m_newest_violation = 0;
    bool m_is_draining = false;
};

} // namespace chat121::gateway
