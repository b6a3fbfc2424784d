// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/engine/groups/team_place.h"

#include "common/base/limits.h"

namespace chat121::engine {

namespace {

QString nameOf(LogId log)
{
    return QStringLiteral("team place %1").arg(QString::number(log.value, 16));
}

Result<void> save(LocalStore &store, TeamPlace place)
{
    NoteRecord note;
    note.name = nameOf(place.log);
    note.value = encode(place);
    return store.notes().save(note);
}

// A clock that was put back ends no waiting before its time.
bool isWithin(UnixTime from, UnixTime now, std::chrono::milliseconds time)
{
    return from.ms > 0 && now < from + time;
}

} // namespace

bool TeamPlace::mayBegin(UnixTime now) const
{
    return !isWithin(began_at, now, limits::kTeamGenerationInterval);
}

bool TeamPlace::mayEnter(UnixTime now) const
{
    return entries < limits::kTeamEntriesMax || !isWithin(day, now, limits::kTeamEntriesTime);
}

Result<TeamPlace> teamPlaceOf(LocalStore &store, LogId log)
{
    TRY_ASSIGN(const auto note, store.notes().find(nameOf(log)));
    if (note) return decode<TeamPlace>(note->value.bytes);
    TeamPlace place;
    place.log = log;
    return place;
}

Result<void> teamEntered(LocalStore &store, const GroupKey &group)
{
    TRY_ASSIGN(TeamPlace place, teamPlaceOf(store, group.log));
    if (place.generation == group.generation && !place.isMovedOn()) return success();
    place.generation = group.generation;
    place.newest = group.generation; // the server has no later one, whatever it said before
    return save(store, place);
}

Result<void> teamEnteredFromOutside(LocalStore &store, LogId log, UnixTime now)
{
    TRY_ASSIGN(TeamPlace place, teamPlaceOf(store, log));
    if (!isWithin(place.day, now, limits::kTeamEntriesTime)) {
        place.day = now;
        place.entries = 0;
    }
    if (place.entries < limits::kTeamEntriesMax) ++place.entries;
    return save(store, place);
}

Result<void> teamMovesOn(LocalStore &store, const GroupKey &next)
{
    TRY_ASSIGN(TeamPlace place, teamPlaceOf(store, next.log));
    if (place.newest >= next.generation) return success();
    place.newest = next.generation;
    return save(store, place);
}

Result<void> teamBegun(LocalStore &store, LogId log, UnixTime now)
{
    TRY_ASSIGN(TeamPlace place, teamPlaceOf(store, log));
    place.began_at = now;
    return save(store, place);
}

Result<void> teamRestored(LocalStore &store, LogId log)
{
    TRY_ASSIGN(TeamPlace place, teamPlaceOf(store, log));
    if (place.generation == 0 && place.newest == 0) return success();
    place.generation = 0;
    place.newest = 0;
    return save(store, place);
}

} // namespace chat121::engine
