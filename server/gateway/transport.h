// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// One open WebSocket, as far as the rest of the server cares: binary frames in and out. Everything
// that knows which WebSocket library is used stands behind this and Handshakes.
//
// Owner: the Session. Threads: the network thread of its connection.
#pragma once

#include <QByteArray>
#include <QObject>

namespace chat121::gateway {

// RFC 6455, Section 7.4, and what we mean by them.
enum class CloseCode : quint16 {
    Normal = 1000,
    GoingAway = 1001, // the server stops
    ProtocolError = 1002,
    Unsupported = 1003,    // a text frame
    PolicyViolated = 1008, // refused, too many frames, not logged in in time
    TooLarge = 1009,
    TryAgainLater = 1013, // the reader was too slow: connect again and resume by cursor
    Replaced = 4001,      // the same device has logged in on another connection
};

class Transport : public QObject {
    Q_OBJECT

public:
    // Hands the frame to the socket, which buffers without a limit: mind unsentBytes().
    virtual void send(const QByteArray &frame) = 0;
    // Bytes that the socket has not given to the kernel yet.
    virtual qint64 unsentBytes() const = 0;
    virtual void ping() = 0;
    // Starts the closing handshake; closed() follows when the peer plays along, else abort() it.
    virtual void close(CloseCode code) = 0;
    // Ends it at once; closed() is emitted.
    virtual void abort() = 0;

Q_SIGNALS:
    void frameReceived(const QByteArray &frame); // a whole binary message, within the limits
    void fragmentReceived();                     // a part of one that is not the last
    void ponged();
    void drained();              // unsentBytes() has fallen
    void violated(quint16 code); // the peer broke a rule and is being closed: its close code
    void closed();               // once, and the last signal

protected:
    using QObject::QObject;
};

} // namespace chat121::gateway
