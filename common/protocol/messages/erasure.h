// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Conversations that are erased everywhere, by a wish that a member's account has signed.
#pragma once

#include "common/protocol/messages/types.h"

namespace chat121::protocol {

// Deletes what the server has of the conversation that the wish names, and closes it first. Whoever has
// the wish may bring it, and again: after a restore the server does not know it any more. Answer: Erased,
// always the same one; or Refused(UnknownLog) where there is nothing, or the signer may not wish it.
struct EraseConversation {
    static constexpr auto kType = MessageType::EraseConversation;
    RequestId request{};
    Chain wish{}; // encode(identity::SignedErasureWish)
    auto fields() { return std::tie(request, wish); }
};

struct Erased {
    static constexpr auto kType = MessageType::Erased;
    RequestId request{};
    Chain receipt{}; // encode(identity::SignedErasureReceipt)
    auto fields() { return std::tie(request, receipt); }
};

// Unasked, to the devices of everybody who was in it: clients check the wish themselves.
struct ConversationErased {
    static constexpr auto kType = MessageType::ConversationErased;
    Chain wish{};
    auto fields() { return std::tie(wish); }
};

// After log-in: which of these conversations were erased while the device was away? The asker names what
// it has, so that the server need not keep who was in what it has erased. Answer: Erasures.
struct FetchErasures {
    static constexpr auto kType = MessageType::FetchErasures;
    RequestId request{};
    List<ConversationId, bounds::kErasuresPerRequest> conversations{};
    auto fields() { return std::tie(request, conversations); }
};

struct Erasures {
    static constexpr auto kType = MessageType::Erasures;
    RequestId request{};
    List<Chain, bounds::kErasuresPerRequest> wishes{};
    auto fields() { return std::tie(request, wishes); }
};

} // namespace chat121::protocol
