// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What staff share, as a colleague or a server may bend it: sealed entries, what is inside of them, and keys.
// What decodes must survive encoding.
// Reaches: Outer, TeamNote, TeamReply, TeamWrapUp, Tag, Devices, TeamStatement
#include "client/core/engine/team/team_ring.h"
#include "tests/fuzz/one_form.h"

#include <QtGlobal>

#include <cstdint>

using namespace chat121;
using chat121::test::decodeOne;
using namespace chat121::engine;

namespace {

void readEntry(QByteArrayView input)
{
    const auto first = content::decodeTeamEntry(input);
    if (!first || std::holds_alternative<content::TeamUnknown>(first->item)) return;
    const auto second = content::decodeTeamEntry(content::encodeTeamEntry(*first));
    if (!second || !(*second == *first)) qFatal("the entry was not the same after encoding");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArrayView input(data, static_cast<qsizetype>(size));
    readEntry(input);
    decodeOne<content::SealedTeamEntry>(input);
    decodeOne<identity::AuthoredTeamEntry>(input);
    decodeOne<TeamShare>(input);
    if (const auto ring = decode<TeamRing>(input); ring && !decode<TeamRing>(encode(*ring)))
        qFatal("a ring that was read cannot be written"); // its devices are sorted
    if (const auto sealed = decode<content::SealedTeamEntry>(input))
        if (openTeamEntry(TeamKey{}, LogId{1}, *sealed)) qFatal("an entry opened that nobody has sealed");
    return 0;
}
