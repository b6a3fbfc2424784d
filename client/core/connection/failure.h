// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Why a connection ended, or a request was not answered, in types: the engine makes one sentence of
// it (connectionSentence). Values; any thread.
#pragma once

#include "common/base/result.h"
#include "common/protocol/message_type.h"

namespace chat121 {

enum class ConnectionFault : quint8 {
    Unreachable,        // no endpoint answers: server down, or no network
    TlsRefused,         // the server does not speak TLS 1.3
    WrongPin,           // another certificate than the invitation named
    NotAChatServer,     // something answers there, but no WebSocket
    WrongRegistrar,     // a chat server, but not ours
    VersionUnsupported, // it shares no protocol version with us
    Nonsense,           // a frame that makes no sense
    Silent,             // it stopped answering
    Closed,             // it closed the connection, or the connection broke
    Refused,            // it refused the connection or the log-in: see reason
};

struct ConnectionFailure {
    ConnectionFault fault = ConnectionFault::Closed;
    Code code = Code::Network;
    protocol::Reason reason = protocol::Reason::None; // Refused
    QString detail{};                                 // for the log: never content
    bool is_final = false; // trying again by itself is over: a person has to do something
};

// What happened, what is not lost, what to do; in the reader's language.
QString connectionSentence(const ConnectionFailure &failure);

// A request that failed. Network: the connection broke before the answer; whether it was carried out
// is unknown, and sending the same request id again is harmless.
struct RequestFailure {
    Code code = Code::Network;
    protocol::Reason reason = protocol::Reason::None;
    quint32 retry_after_ms = 0;
};

} // namespace chat121
