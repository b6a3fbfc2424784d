// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// One attempt at one endpoint: whole binary frames in order, both ways. WebSocketTransport is the
// real one; tests play one by hand.
//
// After opened() any number of received(); exactly one closed() at the end, also when it never
// opened. Nothing is emitted before open() returned, and nothing after closed().
// Threads: the engine's.
#pragma once

#include "client/core/connection/failure.h"
#include "common/crypto/hash.h"
#include "common/identity/endpoint.h"

#include <QObject>

#include <functional>
#include <memory>

namespace chat121 {

class Transport : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    virtual void open(const identity::HostPort &endpoint) = 0;
    virtual void send(const QByteArray &frame) = 0; // ignored unless open
    virtual void ping() = 0;
    virtual void close() = 0; // closed() follows later, unless it was emitted
    virtual qint64 bytesToWrite() const = 0;

Q_SIGNALS:
    // `pin` is the hash of the public key that the server proved to have; zero without TLS (tests).
    void opened(const chat121::crypto::Hash &pin);
    void received(const QByteArray &frame);
    void ponged();
    void closed(const chat121::ConnectionFailure &failure);
};

using TransportFactory = std::function<std::unique_ptr<Transport>()>;

} // namespace chat121
