// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The rules of the queue as pure functions: no database, no clock.
//
// Whoever waits live comes before whoever left a message; within each, the lowest place is next. A
// conversation that returns gets a place before all others of its kind.
#pragma once

#include "server/store/desk_rows.h"

namespace chat121::desk {

// Does `a` come before `b`?
bool isBefore(const store::ConversationRow &a, const store::ConversationRow &b);

// The place of a newcomer, and that of one who returns to the head. `waiting` is the department's queue.
qint64 placeAtEnd(const QList<store::ConversationRow> &waiting, UnixTime now);
qint64 placeAtHead(const QList<store::ConversationRow> &waiting, UnixTime now);

// 1: next. 0: not in the queue. REQUIRES: `waiting` is in order
quint32 positionOf(const QList<store::ConversationRow> &waiting, ConversationId conversation);

// How long somebody at `position` will probably wait, in seconds; 0: nobody can say. Honest means: from
// the median of recent waits, more for a longer queue, rounded up; and nothing rather than a guess when
// there were few waits, nobody is on duty, or it would be more than an hour.
quint32 estimateSeconds(quint32 position, quint32 agents_on_duty, QList<qint64> recent_waits_ms);

} // namespace chat121::desk
