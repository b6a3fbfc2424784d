// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Linking a device: common/identity/device_link.h.
#pragma once

#include "common/protocol/messages/types.h"

namespace chat121::protocol {

using LinkBytes = Opaque<bounds::kLinkBytesMax>; // sealed under a code that the server never sees

// By a device that lets another one in: a slot under the hash of what the code gives to find it. An older
// one of the account is closed. Answer: Done.
struct OpenLink {
    static constexpr auto kType = MessageType::OpenLink;
    RequestId request{};
    Hash slot{};
    LinkBytes offer{};
    auto fields() { return std::tie(request, slot, offer); }
};

// Answer: Done, also when it is closed already.
struct CloseLink {
    static constexpr auto kType = MessageType::CloseLink;
    RequestId request{};
    auto fields() { return std::tie(request); }
};

// By the new computer. Answer: Link, or Refused(LinkUnknown).
struct FetchLink {
    static constexpr auto kType = MessageType::FetchLink;
    RequestId request{};
    FixedBytes<32> finder{}; // its SHA-256 names the slot
    auto fields() { return std::tie(request, finder); }
};

struct Link {
    static constexpr auto kType = MessageType::Link;
    RequestId request{};
    LinkBytes offer{};
    auto fields() { return std::tie(request, offer); }
};

// Once for each slot; the same again is answered again. Answer: Done, or Refused(LinkUnknown).
struct AskLink {
    static constexpr auto kType = MessageType::AskLink;
    RequestId request{};
    FixedBytes<32> finder{};
    LinkBytes ask{};
    auto fields() { return std::tie(request, finder, ask); }
};

// Unasked, to the device that opened the slot.
struct LinkAsked {
    static constexpr auto kType = MessageType::LinkAsked;
    LinkBytes ask{};
    auto fields() { return std::tie(ask); }
};

// `grant` empty: the person said no. Answer: Done, or Refused(LinkUnknown).
struct AnswerLink {
    static constexpr auto kType = MessageType::AnswerLink;
    RequestId request{};
    LinkBytes grant{};
    auto fields() { return std::tie(request, grant); }
};

// Answer: LinkAnswer, or Refused(LinkUnknown).
struct FetchLinkAnswer {
    static constexpr auto kType = MessageType::FetchLinkAnswer;
    RequestId request{};
    FixedBytes<32> finder{};
    auto fields() { return std::tie(request, finder); }
};

struct LinkAnswer {
    static constexpr auto kType = MessageType::LinkAnswer;
    RequestId request{};
    LinkState state = LinkState::Open;
    LinkBytes grant{}; // Granted
    auto fields() { return std::tie(request, state, grant); }
};

} // namespace chat121::protocol
