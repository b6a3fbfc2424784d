// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A struct's fields() list is its codec.
//
//     struct Hello {
//         quint16 version = 0;
//         Text<limits::kNameBytesMax> name;
//         auto fields() { return std::tie(version, name); }
//     };
//     QByteArray bytes = encode(hello);
//     Result<Hello> back = decode<Hello>(bytes);   // Malformed on a cut or an extra byte
//
// Field types: the unsigned numbers, bool, enums (declare every value an EnumRange allows), Id,
// UnixTime, FixedBytes, Opaque, Text, List, std::optional and structs with fields(). A struct whose
// shape depends on a field (a `select` of the RFC) has read(Reader &) and write(Writer &) instead.
#pragma once

#include "common/base/bytes.h"
#include "common/base/clock.h"
#include "common/base/ids.h"
#include "common/codec/reader.h"
#include "common/codec/writer.h"

#include <QList>
#include <QString>
#include <QStringDecoder>

#include <optional>
#include <tuple>
#include <type_traits>

namespace chat121 {

// opaque data<V> with an upper bound.
template <qsizetype BytesMax>
struct Opaque {
    QByteArray bytes;

    Opaque() = default;
    Opaque(QByteArray value)
        : bytes(std::move(value))
    {
    }
    bool operator==(const Opaque &) const = default;
    static constexpr qsizetype kBytesMax = BytesMax;
};

// UTF-8 text with an upper bound in bytes; what is not valid UTF-8 is Malformed.
template <qsizetype BytesMax>
struct Text {
    QString text;

    Text() = default;
    Text(QString value)
        : text(std::move(value))
    {
    }
    bool operator==(const Text &) const = default;
    static constexpr qsizetype kBytesMax = BytesMax;
};

// A vector of structs: its length in bytes, then the items (RFC 9420, Section 2.1.2).
template <typename T, qsizetype CountMax>
struct List {
    QList<T> items;

    List() = default;
    List(QList<T> value)
        : items(std::move(value))
    {
    }
    bool operator==(const List &) const = default;
    static constexpr qsizetype kCountMax = CountMax;
};

// Specialise for each enum that travels: the inclusive range of its values; outside is Malformed.
//     template <> struct EnumRange<Role> { static constexpr Role min = Role::Owner, max = Role::Bot; };
template <typename Enum>
struct EnumRange;

namespace codec {

template <typename T>
concept HasFields = requires(T &value)
{
    value.fields();
};
template <typename T>
concept HasReadWrite = requires(T &value, const T &constant, Reader &reader, Writer &writer)
{
    value.read(reader);
    constant.write(writer);
};

inline void get(Reader &reader, quint8 &value)
{
    value = reader.u8();
}
inline void get(Reader &reader, quint16 &value)
{
    value = reader.u16();
}
inline void get(Reader &reader, quint32 &value)
{
    value = reader.u32();
}
inline void get(Reader &reader, quint64 &value)
{
    value = reader.u64();
}
inline void get(Reader &reader, bool &value)
{
    const quint8 byte = reader.u8();
    if (byte > 1) reader.fail(Code::Malformed);
    value = byte == 1;
}
inline void get(Reader &reader, UnixTime &time)
{
    const quint64 value = reader.u64();
    if (value >> 63) reader.fail(Code::Malformed);
    time.ms = static_cast<qint64>(value);
}

inline void put(Writer &writer, quint8 value)
{
    writer.u8(value);
}
inline void put(Writer &writer, quint16 value)
{
    writer.u16(value);
}
inline void put(Writer &writer, quint32 value)
{
    writer.u32(value);
}
inline void put(Writer &writer, quint64 value)
{
    writer.u64(value);
}
inline void put(Writer &writer, bool value)
{
    writer.u8(value ? 1 : 0);
}
inline void put(Writer &writer, UnixTime time)
{
    writer.u64(static_cast<quint64>(time.ms));
}

template <typename Tag>
void get(Reader &reader, Id<Tag> &id)
{
    id.value = reader.u64();
    if (id.value >> 63) reader.fail(Code::Malformed);
}
template <typename Tag>
void put(Writer &writer, Id<Tag> id)
{
    writer.u64(id.value);
}

template <size_t N>
void get(Reader &reader, FixedBytes<N> &bytes)
{
    if (const auto value = FixedBytes<N>::from(reader.raw(FixedBytes<N>::kSize))) bytes = *value;
}
template <size_t N>
void put(Writer &writer, const FixedBytes<N> &bytes)
{
    writer.raw(bytes.view());
}

template <qsizetype Max>
void get(Reader &reader, Opaque<Max> &opaque)
{
    opaque.bytes = reader.opaque(Max);
}
template <qsizetype Max>
void put(Writer &writer, const Opaque<Max> &opaque)
{
    writer.vector(opaque.bytes);
}

template <qsizetype Max>
void get(Reader &reader, Text<Max> &text)
{
    // ConvertInitialBom keeps a byte order mark: a text has one encoding, and so one hash.
    QStringDecoder decoder(QStringDecoder::Utf8,
                           QStringDecoder::Flag::Stateless | QStringDecoder::Flag::ConvertInitialBom);
    text.text = decoder(reader.vector(Max));
    if (decoder.hasError()) reader.fail(Code::Malformed);
}
template <qsizetype Max>
void put(Writer &writer, const Text<Max> &text)
{
    writer.vector(text.text.toUtf8());
}

template <typename E>
requires std::is_enum_v<E>
void get(Reader &reader, E &value)
{
    std::underlying_type_t<E> number = 0;
    get(reader, number);
    using Range = EnumRange<E>;
    const bool known = number >= static_cast<std::underlying_type_t<E>>(Range::min) &&
                       number <= static_cast<std::underlying_type_t<E>>(Range::max);
    if (!known) reader.fail(Code::Malformed);
    value = known ? static_cast<E>(number) : Range::min;
}
template <typename E>
requires std::is_enum_v<E>
void put(Writer &writer, E value)
{
    put(writer, static_cast<std::underlying_type_t<E>>(value));
}

template <typename T, qsizetype Max>
void get(Reader &reader, List<T, Max> &list);
template <typename T, qsizetype Max>
void put(Writer &writer, const List<T, Max> &list);
template <typename T>
void get(Reader &reader, std::optional<T> &value);
template <typename T>
void put(Writer &writer, const std::optional<T> &value);

template <HasReadWrite T>
void get(Reader &reader, T &value)
{
    value.read(reader);
}
template <HasReadWrite T>
void put(Writer &writer, const T &value)
{
    value.write(writer);
}

template <HasFields T>
requires(!HasReadWrite<T>) void get(Reader &reader, T &value)
{
    std::apply([&](auto &...field) { (get(reader, field), ...); }, value.fields());
}
template <HasFields T>
requires(!HasReadWrite<T>) void put(Writer &writer, const T &value)
{
    // fields() hands out references that are only read here.
    std::apply([&](const auto &...field) { (put(writer, field), ...); }, const_cast<T &>(value).fields());
}

template <typename T, qsizetype Max>
void get(Reader &reader, List<T, Max> &list)
{
    const QByteArrayView body = reader.vector();
    Reader items(body);
    while (!items.atEnd() && !items.failed()) {
        if (list.items.size() == Max) return reader.fail(Code::TooLarge);
        T item{};
        get(items, item);
        list.items.append(std::move(item));
    }
    if (items.failed()) reader.fail(Code::Malformed);
}
template <typename T, qsizetype Max>
void put(Writer &writer, const List<T, Max> &list)
{
    const qsizetype begin = writer.beginVector();
    for (const T &item : list.items)
        put(writer, item);
    writer.endVector(begin);
}

// optional<T> of RFC 9420, Section 2.1.1: a byte 0 or 1, then the value if it is there.
template <typename T>
void get(Reader &reader, std::optional<T> &value)
{
    bool present = false;
    get(reader, present);
    value.reset();
    if (!present || reader.failed()) return;
    value.emplace();
    get(reader, *value);
}
template <typename T>
void put(Writer &writer, const std::optional<T> &value)
{
    put(writer, value.has_value());
    if (value) put(writer, *value);
}

} // namespace codec

template <typename T>
QByteArray encode(const T &value)
{
    Writer writer;
    codec::put(writer, value);
    return writer.take();
}

// Fails if `bytes` is not exactly one T: a cut or an extra byte is Malformed.
template <typename T>
Result<T> decode(QByteArrayView bytes)
{
    Reader reader(bytes);
    T value{};
    codec::get(reader, value);
    TRY(reader.finish());
    return value;
}

} // namespace chat121
