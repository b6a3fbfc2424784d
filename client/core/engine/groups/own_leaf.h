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

namespace chat121::engine {

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
