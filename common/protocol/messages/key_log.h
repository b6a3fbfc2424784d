// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The key log: proofs about what the server has said of keys; see common/identity/key_log.h.
#pragma once

#include "common/protocol/messages/types.h"

namespace chat121::protocol {

// How earlier sizes of the log and statements in it stand to its newest head. Answer: KeyLog.
struct FetchKeyLog {
    static constexpr auto kType = MessageType::FetchKeyLog;
    RequestId request{};
    List<quint64, bounds::kKeyLogSizesMax> sizes{};
    List<Hash, bounds::kKeyLogLeavesMax> leaves{}; // identity::leafOf()
    auto fields() { return std::tie(request, sizes, leaves); }
};

struct KeyLogPath {
    List<Hash, bounds::kKeyLogPathMax> hashes{};
    auto fields() { return std::tie(hashes); }
};

// `is_logged` false: the log does not have the statement; then the rest is empty.
struct KeyLogInclusion {
    bool is_logged = false;
    quint64 index = 0;
    KeyLogPath path{};
    auto fields() { return std::tie(is_logged, index, path); }
};

// One consistency path for each size and one inclusion for each leaf, in their order, all of them for
// `head`. A size above the head's has an empty path.
struct KeyLog {
    static constexpr auto kType = MessageType::KeyLog;
    RequestId request{};
    Opaque<bounds::kKeyLogHeadBytesMax> head{}; // encode(identity::SignedKeyLogHead)
    List<KeyLogPath, bounds::kKeyLogSizesMax> consistency{};
    List<KeyLogInclusion, bounds::kKeyLogLeavesMax> inclusion{};
    auto fields() { return std::tie(request, head, consistency, inclusion); }
};

} // namespace chat121::protocol
