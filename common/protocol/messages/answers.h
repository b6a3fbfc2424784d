// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Answers that fit many requests.
#pragma once

#include "common/protocol/messages/types.h"

namespace chat121::protocol {

struct Done {
    static constexpr auto kType = MessageType::Done;
    RequestId request{};
    auto fields() { return std::tie(request); }
};

// `request` 0: the connection as a whole; it is closed afterwards.
struct Refused {
    static constexpr auto kType = MessageType::Refused;
    RequestId request{};
    Code code = Code::Malformed;
    Reason reason = Reason::None;
    quint32 retry_after_ms = 0; // 0: do not retry unchanged
    auto fields() { return std::tie(request, code, reason, retry_after_ms); }
};

} // namespace chat121::protocol
