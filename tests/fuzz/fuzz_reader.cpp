// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The presentation language itself: a struct with every kind of field, and the bare Reader driven by
// the input. What decodes must encode to the same bytes: the grammar has one form for each value.
#include "common/codec/fields.h"

#include <QtGlobal>

#include <cstdint>
#include <tuple>

using namespace chat121;

namespace {

enum class Colour : quint8 { Red = 1, Blue = 3 };

struct Item {
    quint16 number = 0;
    Text<64> text{};
    auto fields() { return std::tie(number, text); }
};

struct Everything {
    bool flag = false;
    Colour colour = Colour::Red;
    UnixTime time{};
    DeviceId id{};
    FixedBytes<4> fixed{};
    Opaque<1024> opaque{};
    List<Item, 16> list{};
    std::optional<Item> optional{};
    quint64 number = 0;
    auto fields() { return std::tie(flag, colour, time, id, fixed, opaque, list, optional, number); }
};

void driveReader(QByteArrayView input)
{
    Reader program(input.first(input.size() / 2));
    Reader reader(input.sliced(input.size() / 2));
    while (!program.atEnd()) {
        switch (program.u8() % 7) {
        case 0:
            reader.u8();
            break;
        case 1:
            reader.u16();
            break;
        case 2:
            reader.u32();
            break;
        case 3:
            reader.u64();
            break;
        case 4:
            reader.raw(program.u8());
            break;
        case 5:
            reader.vector(program.u16());
            break;
        case 6:
            reader.opaque();
            break;
        }
    }
    const bool finished = reader.finish().has_value();
    if (finished && !reader.atEnd()) qFatal("finish() overlooked what is left");
}

} // namespace

template <>
struct chat121::EnumRange<Colour> {
    static constexpr Colour min = Colour::Red, max = Colour::Blue;
};

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArrayView input(data, static_cast<qsizetype>(size));
    driveReader(input);
    if (const auto value = decode<Everything>(input); value && encode(*value) != input)
        qFatal("a second form of the same value was accepted");
    return 0;
}
