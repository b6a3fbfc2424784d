// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How old this device's own keys in a conversation's group are, and how much was said with them: a note of
// the local store for each group, written in the transaction of what it is about. Who renews them, and
// when: membership/rotation.h.
//
// Threads: engine. Errors: local_store.h. Source: RFC 9420, Sections 16.6 and 16.8.
#pragma once

#include "client/core/engine/groups/group_key.h"
#include "client/core/local_store/local_store.h"
#include "common/base/limits.h"

#include <chrono>

namespace chat121::engine {

// Own keys of a conversation in which a person writes: renewed when they are so old, or after so many words.
inline constexpr auto kLeafLife = std::chrono::hours(24);
inline constexpr quint32 kLeafWordsMax = 200;
inline constexpr auto kLeafRenewalSpread = std::chrono::seconds(10); // so that two who are due do not race
inline constexpr auto kLeafRenewalPause = std::chrono::minutes(1);   // between two, and after a refusal
inline constexpr int kLeafRenewalYieldsMax = 5; // times that words which are on their way go first
static_assert(kLeafRenewalPause > std::chrono::minutes(1) / limits::kCommitsPerMinute,
              "renewals leave commits to what people do");

struct OwnLeaf {
    GroupKey group{};
    UnixTime renewed_at{}; // 0: nobody knows
    quint32 words = 0;     // sealed since then; receipts do not count
    auto fields() { return std::tie(group, renewed_at, words); }
    bool operator==(const OwnLeaf &) const = default;
};

Result<QList<OwnLeaf>> ownLeaves(LocalStore &store);
Result<std::optional<OwnLeaf>> ownLeafOf(LocalStore &store, const GroupKey &group);

Result<void> leafRenewed(LocalStore &store, const GroupKey &group, UnixTime at);
Result<void> wordSealed(LocalStore &store, const GroupKey &group);
Result<void> forgetOwnLeaf(LocalStore &store, const GroupKey &group); // absent: success

} // namespace chat121::engine
