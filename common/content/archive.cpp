// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/content/archive.h"

#include "common/codec/numbered.h"

namespace chat121::content {

namespace {

struct Outer {
    DeviceId writer{};
    quint64 stored_before = 0;
    quint16 type = 0;
    Opaque<limits::kSealedBytesMax> body{};
    auto fields() { return std::tie(writer, stored_before, type, body); }
};

} // namespace

QByteArray encodeArchiveEntry(const ArchiveEntry &entry)
{
    NumberedBody body = Numbered<ArchivedItem>::write(entry.item);
    const Outer outer{entry.writer, entry.stored_before, body.number, std::move(body.bytes)};
    return encode(outer);
}

Result<ArchiveEntry> decodeArchiveEntry(QByteArrayView bytes)
{
    TRY_ASSIGN(const Outer outer, decode<Outer>(bytes));
    return ArchiveEntry{
        outer.writer, outer.stored_before,
        Numbered<ArchivedItem>::read(outer.type, outer.body.bytes, ArchivedUnknown{outer.type})};
}

} // namespace chat121::content
