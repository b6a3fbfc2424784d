// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What is never stored: sealed signals, and who is there.
#pragma once

#include "common/protocol/messages/types.h"

namespace chat121::protocol {

// Sealed, for the members of a conversation who are on-line now. No answer.
struct Signal {
    static constexpr auto kType = MessageType::Signal;
    LogId log{};
    Opaque<bounds::kSignalBytesMax> sealed{};
    auto fields() { return std::tie(log, sealed); }
};

struct Signalled {
    static constexpr auto kType = MessageType::Signalled;
    LogId log{};
    DeviceId sender{};
    Opaque<bounds::kSignalBytesMax> sealed{};
    auto fields() { return std::tie(log, sender, sealed); }
};

// An account that shares an open conversation with this device came on-line or left.
struct PresenceChanged {
    static constexpr auto kType = MessageType::PresenceChanged;
    AccountId account{};
    bool is_online = false;
    auto fields() { return std::tie(account, is_online); }
};

} // namespace chat121::protocol
