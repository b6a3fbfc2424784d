// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/content/content.h"

#include "common/codec/numbered.h"

namespace chat121::content {

namespace {

struct Outer {
    MessageId id{};
    UnixTime sent_at{};
    quint16 type = 0;
    Text<limits::kNameBytesMax> fallback{};
    Opaque<limits::kSealedBytesMax> body{};
    Opaque<limits::kWitnessBytesMax> witness{};
    auto fields() { return std::tie(id, sent_at, type, fallback, body, witness); }
};

} // namespace

QByteArray encodeContent(const Content &content, const QString &fallback)
{
    NumberedBody body = Numbered<Item>::write(content.item);
    Outer outer{content.id, content.sent_at, body.number, fallback, std::move(body.bytes), {}};
    if (!content.witness.isEmpty()) outer.witness = encode(content.witness);
    return encode(outer);
}

Result<Content> decodeContent(QByteArrayView bytes)
{
    TRY_ASSIGN(const Outer outer, decode<Outer>(bytes));
    const auto witness = decode<Witness>(outer.witness.bytes);
    const Unknown unknown{outer.type, outer.fallback.text};
    return Content{outer.id, outer.sent_at, Numbered<Item>::read(outer.type, outer.body.bytes, unknown),
                   witness ? *witness : Witness{}};
}

} // namespace chat121::content
