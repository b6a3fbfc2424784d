// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// One of several structs, each with a number of its own (kType), as a number and a body: a program passes
// over what a newer one has added.
//
//     using Item = std::variant<Text, Receipt, Unknown>;           // Unknown has no kType
//     const NumberedBody body = Numbered<Item>::write(item);
//     const Item back = Numbered<Item>::read(body.number, body.bytes, Unknown{body.number});
#pragma once

#include "common/codec/fields.h"

#include <variant>

namespace chat121 {

struct NumberedBody {
    quint16 number = 0;
    QByteArray bytes{};
};

template <typename Variant>
struct Numbered;

template <typename... Ts>
struct Numbered<std::variant<Ts...>> {
    using Item = std::variant<Ts...>;

    // REQUIRES: what `item` holds has a number
    static NumberedBody write(const Item &item)
    {
        return std::visit(
            [](const auto &value) -> NumberedBody {
                using T = std::decay_t<decltype(value)>;
                if constexpr (hasNumber<T>()) return {static_cast<quint16>(T::kType), encode(value)};
                Q_ASSERT_X(hasNumber<T>(), "Numbered::write", "what is unknown cannot be said");
                return {};
            },
            item);
    }

    // `unknown` when no struct has this number, or its body cannot be read.
    static Item read(quint16 number, QByteArrayView bytes, Item unknown)
    {
        std::optional<Item> item;
        const bool is_known = (readAs<Ts>(number, bytes, item) || ...);
        return is_known ? *std::move(item) : std::move(unknown);
    }

private:
    template <typename T>
    static constexpr bool hasNumber()
    {
        return requires
        {
            T::kType;
        };
    }

    template <typename T>
    static bool readAs(quint16 number, QByteArrayView bytes, std::optional<Item> &item)
    {
        if constexpr (hasNumber<T>()) {
            if (number != static_cast<quint16>(T::kType)) return false;
            if (auto value = decode<T>(bytes)) item.emplace(*std::move(value));
        }
        return item.has_value();
    }
};

} // namespace chat121
