// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A group's state at rest, in the two parts of SavedGroup. Pure functions; any thread.
//
// The bytes are secret: the local store seals them. Each part begins with its version; a reader of
// this version knows no other.
#pragma once

#include "common/mls/group_state.h"

namespace chat121::mls {

QByteArray saveEpoch(const GroupState &state);
QByteArray saveRatchets(const GroupState &state);

// Malformed for bytes that were not saved by this version; Conflict if the parts do not fit.
Result<std::unique_ptr<GroupState>> restoreState(QByteArrayView epoch, QByteArrayView ratchets);

void writeMembers(Writer &writer, const QList<Member> &members);
void readMembers(Reader &reader, QList<Member> &members);

} // namespace chat121::mls
