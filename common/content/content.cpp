// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/content/content.h"

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

template <typename T>
bool readAs(const Outer &outer, Item &item)
{
    if (outer.type != static_cast<quint16>(T::kType)) return false;
    auto value = decode<T>(outer.body.bytes);
    if (!value) return false;
    item = *std::move(value);
    return true;
}

template <typename... T>
Item readAny(const Outer &outer)
{
    Item item = Unknown{outer.type, outer.fallback.text};
    (readAs<T>(outer, item) || ...);
    return item;
}

} // namespace

QByteArray encodeContent(const Content &content, const QString &fallback)
{
    Outer outer{content.id, content.sent_at, 0, fallback, {}, {}};
    if (!content.witness.isEmpty()) outer.witness = encode(content.witness);
    std::visit(
        [&outer](const auto &value) {
            using T = std::decay_t<decltype(value)>;
            if constexpr (std::is_same_v<T, Unknown>) {
                Q_ASSERT_X(false, "encodeContent", "an unknown item cannot be said");
            } else {
                outer.type = static_cast<quint16>(T::kType);
                outer.body = encode(value);
            }
        },
        content.item);
    return encode(outer);
}

Result<Content> decodeContent(QByteArrayView bytes)
{
    TRY_ASSIGN(const Outer outer, decode<Outer>(bytes));
    const auto witness = decode<Witness>(outer.witness.bytes);
    return Content{outer.id, outer.sent_at, readAny<TextMessage, Receipt, Typing, Profile, Notice>(outer),
                   witness ? *witness : Witness{}};
}

} // namespace chat121::content
