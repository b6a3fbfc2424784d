// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Since when this device has tried to change its keys in a group without the server's word for it: a note
// of the local store for each such group, written in the transaction of the commit that it is about. Who
// looks at them, and what a person is told: unconfirmed.h.
//
// Threads: engine. Errors: local_store.h.
#pragma once

#include "client/core/engine/groups/group_key.h"
#include "client/core/local_store/local_store.h"

namespace chat121::engine {

struct OwnChange {
    GroupKey group{};
    UnixTime since{};
    quint8 is_told = 0;
    auto fields() { return std::tie(group, since, is_told); }
};

Result<QList<OwnChange>> ownChanges(LocalStore &store);
Result<void> save(LocalStore &store, OwnChange change);

// The time counts from the first attempt since the last one that was settled.
Result<bool> isChangeTried(LocalStore &store, const GroupKey &group);
Result<void> changeTried(LocalStore &store, const GroupKey &group, UnixTime now);
Result<void> changeSettled(LocalStore &store, const GroupKey &group);

} // namespace chat121::engine
