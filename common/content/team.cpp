// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/content/team.h"

#include "common/codec/numbered.h"

namespace chat121::content {

namespace {

struct Outer {
    FixedBytes<16> id{};
    UnixTime said_at{};
    quint16 type = 0;
    Opaque<limits::kTeamEntryBytesMax> body{};
    auto fields() { return std::tie(id, said_at, type, body); }
};

} // namespace

QByteArray encodeTeamEntry(const TeamEntry &entry)
{
    NumberedBody body = Numbered<TeamItem>::write(entry.item);
    const Outer outer{entry.id, entry.said_at, body.number, std::move(body.bytes)};
    return encode(outer);
}

Result<TeamEntry> decodeTeamEntry(QByteArrayView bytes)
{
    TRY_ASSIGN(const Outer outer, decode<Outer>(bytes));
    return TeamEntry{outer.id, outer.said_at,
                     Numbered<TeamItem>::read(outer.type, outer.body.bytes, TeamUnknown{outer.type})};
}

} // namespace chat121::content
