// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The beginning of a connection, and its framing: versions, the log-in of a device, messages that are larger
// than a frame.
#pragma once

#include "common/protocol/messages/types.h"

namespace chat121::protocol {

inline constexpr quint16 kVersionMin = 1;
inline constexpr quint16 kVersionMax = 1;

// Client -> server, the first frame of a connection. Answer: Welcome, or Refused(VersionUnsupported).
struct Hello {
    static constexpr auto kType = MessageType::Hello;
    quint16 version_min = kVersionMin;
    quint16 version_max = kVersionMax;
    quint64 features = 0; // bit set; none is defined yet, unknown bits are ignored
    auto fields() { return std::tie(version_min, version_max, features); }
};

struct Welcome {
    static constexpr auto kType = MessageType::Welcome;
    quint16 version = 0;
    quint64 features = 0;
    Key registrar{};  // the server's identity; the client compares it with its profile
    Hash challenge{}; // fresh and random; every signature before log-in covers it
    UnixTime now{};   // the server's clock
    bool is_set_up = false;
    auto fields() { return std::tie(version, features, registrar, challenge, now, is_set_up); }
};

// Answer: LoggedIn. Logging in again with the same device closes its older connection.
struct LogIn {
    static constexpr auto kType = MessageType::LogIn;
    RequestId request{};
    AccountId account{};
    DeviceId device{};
    quint64 start_counter = 0; // rises with every start of the client; a lower one is refused
    RequestId last_request{};  // the highest request this device has ever used
    Signature device_proof{};
    auto fields() { return std::tie(request, account, device, start_counter, last_request, device_proof); }
};

// A log that the device may read, and how far it has acknowledged.
struct Head {
    LogId log{};
    quint64 incarnation = 0; // changes when a server was restored from a backup
    Sequence head{};
    Sequence floor{}; // the lowest sequence that is still kept; 0: all
    Sequence acknowledged{};
    auto fields() { return std::tie(log, incarnation, head, floor, acknowledged); }
};

struct LoggedIn {
    static constexpr auto kType = MessageType::LoggedIn;
    RequestId request{};
    quint32 key_packages = 0;                   // one-time key packages the server still has of this device
    List<Head, bounds::kHeadsPerReply> heads{}; // only logs whose head is above `acknowledged`
    auto fields() { return std::tie(request, key_packages, heads); }
};

// A part of an encoded message that is larger than a frame. Parts come in order, one message at a
// time and direction, and other messages may stand between them. Only after log-in.
struct Chunk {
    static constexpr auto kType = MessageType::Chunk;
    quint32 index = 0;
    bool is_last = false;
    Opaque<bounds::kChunkBytesMax> part{};
    auto fields() { return std::tie(index, is_last, part); }
};

} // namespace chat121::protocol
