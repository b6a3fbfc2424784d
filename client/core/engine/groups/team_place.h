// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Where this device stands with the group of a team: a note of the local store for each team's log, written
// in the transaction of what it is about. A team has one group at a time; where nobody can enter it any
// more, an administrator's computer begins the next generation, and everybody moves there.
//
// A generation never goes back, unless the server was put back from a backup.
// Threads: engine. Errors: local_store.h. Source: crypto.md, section 2.
#pragma once

#include "client/core/engine/groups/group_key.h"
#include "client/core/local_store/local_store.h"

namespace chat121::engine {

struct TeamPlace {
    LogId log{};
    quint32 generation = 0; // that this device was in, or means to enter first
    quint32 newest = 0;     // that has begun, as the log says
    UnixTime began_at{};    // this device began a generation itself; 0: it never did
    UnixTime day{};         // since when `entries` are counted
    quint16 entries = 0;    // from outside
    auto fields() { return std::tie(log, generation, newest, began_at, day, entries); }

    GroupKey group() const { return {log, generation}; }
    bool isMovedOn() const { return newest > generation; }
    bool mayBegin(UnixTime now) const;
    bool mayEnter(UnixTime now) const;
};

Result<TeamPlace> teamPlaceOf(LocalStore &store, LogId log);

Result<void> teamEntered(LocalStore &store, const GroupKey &group); // and older generations are over
Result<void> teamEnteredFromOutside(LocalStore &store, LogId log, UnixTime now);
Result<void> teamMovesOn(LocalStore &store, const GroupKey &next);
Result<void> teamBegun(LocalStore &store, LogId log, UnixTime now);
Result<void> teamRestored(LocalStore &store, LogId log); // what the server has now counts

} // namespace chat121::engine
