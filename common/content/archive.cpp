// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/content/archive.h"

namespace chat121::content {

namespace {

struct Outer {
    DeviceId writer{};
    quint64 stored_before = 0;
    quint16 type = 0;
    Opaque<limits::kSealedBytesMax> body{};
    auto fields() { return std::tie(writer, stored_before, type, body); }
};

template <typename T>
bool readAs(const Outer &outer, std::optional<ArchivedItem> &item)
{
    if (outer.type != static_cast<quint16>(T::kType)) return false;
    auto value = decode<T>(outer.body.bytes);
    if (!value) return false;
    item.emplace(*std::move(value));
    return true;
}

template <typename... T>
ArchivedItem readAny(const Outer &outer)
{
    std::optional<ArchivedItem> item;
    const bool is_known = (readAs<T>(outer, item) || ...);
    return is_known ? *std::move(item) : ArchivedUnknown{outer.type};
}

} // namespace

QByteArray encodeArchiveEntry(const ArchiveEntry &entry)
{
    Outer outer{entry.writer, entry.stored_before, 0, {}};
    std::visit(
        [&outer](const auto &value) {
            using T = std::decay_t<decltype(value)>;
            if constexpr (std::is_same_v<T, ArchivedUnknown>) {
                Q_ASSERT_X(false, "encodeArchiveEntry", "an unknown item cannot be kept");
            } else {
                outer.type = static_cast<quint16>(T::kType);
                outer.body = encode(value);
            }
        },
        entry.item);
    return encode(outer);
}

Result<ArchiveEntry> decodeArchiveEntry(QByteArrayView bytes)
{
    TRY_ASSIGN(const Outer outer, decode<Outer>(bytes));
    return ArchiveEntry{outer.writer, outer.stored_before,
                        readAny<ArchivedRow, ArchivedConversation, ArchivedErasure>(outer)};
}

} // namespace chat121::content
