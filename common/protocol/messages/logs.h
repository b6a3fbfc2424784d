// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Logs: sealed envelopes appended, read from a position on, pushed, acknowledged.
#pragma once

#include "common/protocol/messages/types.h"

namespace chat121::protocol {

struct Envelope {
    LogId log{};
    Sequence sequence{};
    EnvelopeKind kind = EnvelopeKind::Application;
    DeviceId sender{};
    AccountId sender_account{};
    quint32 generation = 0; // of the conversation's group
    quint64 epoch = 0;      // the MLS epoch it was sealed in
    UnixTime stored_at{};   // the server's clock
    LogId about{};          // waiting room: the conversation; inbox: the group's log
    Opaque<bounds::kCommitBytesMax> body{};
    auto fields()
    {
        return std::tie(log, sequence, kind, sender, sender_account, generation, epoch, stored_at, about,
                        body);
    }
};

// One sealed envelope for a log. The server takes application envelopes of the current epoch only.
// Answer: Stored, after the commit reached the disk; the same request again: the same answer.
struct Append {
    static constexpr auto kType = MessageType::Append;
    RequestId request{};
    LogId log{};
    EnvelopeKind kind = EnvelopeKind::Application; // Application or Opening
    quint32 generation = 0;
    quint64 epoch = 0;
    LogId about{};
    Sealed sealed{};
    auto fields() { return std::tie(request, log, kind, generation, epoch, about, sealed); }
};

struct Stored {
    static constexpr auto kType = MessageType::Stored;
    RequestId request{};
    LogId log{};
    Sequence sequence{};
    UnixTime stored_at{};
    auto fields() { return std::tie(request, log, sequence, stored_at); }
};

struct Position {
    LogId log{};
    quint64 incarnation = 0;
    Sequence after{};
    auto fields() { return std::tie(log, incarnation, after); }
};

// Many logs, one byte budget. Answer: Envelopes.
struct Since {
    static constexpr auto kType = MessageType::Since;
    RequestId request{};
    List<Position, bounds::kLogsPerSince> positions{};
    quint32 bytes_max = static_cast<quint32>(bounds::kSinceBytesMax);
    auto fields() { return std::tie(request, positions, bytes_max); }
};

// Where a log stands when the asker cannot know: its floor is above what was asked for (deleted by
// policy), it has another incarnation, or the asker named none.
struct Trimmed {
    LogId log{};
    quint64 incarnation = 0;
    Sequence floor{};
    auto fields() { return std::tie(log, incarnation, floor); }
};

// Oldest first within each log. `is_complete`: nothing is left above these for the asked logs.
struct Envelopes {
    static constexpr auto kType = MessageType::Envelopes;
    RequestId request{};
    List<Envelope, bounds::kEnvelopesPerReply> envelopes{};
    List<Trimmed, bounds::kLogsPerSince> trimmed{};
    bool is_complete = true;
    auto fields() { return std::tie(request, envelopes, trimmed, is_complete); }
};

// Server -> client, unasked: a new envelope in a log that the device reads.
struct EnvelopePushed {
    static constexpr auto kType = MessageType::EnvelopePushed;
    quint64 incarnation = 0;
    Envelope envelope{};
    auto fields() { return std::tie(incarnation, envelope); }
};

// The device has everything up to `sequence` on its own disk. No answer; never goes down.
struct Acknowledge {
    static constexpr auto kType = MessageType::Acknowledge;
    LogId log{};
    quint64 incarnation = 0;
    Sequence sequence{};
    auto fields() { return std::tie(log, incarnation, sequence); }
};

// Staff of the department: the waiting envelope `old`, sealed anew to the department's newest key.
// The old one is emptied in the same transaction. Answer: Stored, or Refused(Conflict).
struct ReplaceWaiting {
    static constexpr auto kType = MessageType::ReplaceWaiting;
    RequestId request{};
    LogId log{};
    Sequence old{};
    LogId about{};
    Sealed sealed{};
    auto fields() { return std::tie(request, log, old, about, sealed); }
};

} // namespace chat121::protocol
