// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A byte string of a fixed length: public keys, hashes, tokens. Not for secrets (crypto/secret.h).
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QHashFunctions>

#include <algorithm>
#include <array>
#include <compare>
#include <optional>

namespace chat121 {

template <size_t N>
struct FixedBytes {
    std::array<quint8, N> data{};

    static constexpr qsizetype kSize = static_cast<qsizetype>(N);

    // Nothing when `bytes` has another length.
    static std::optional<FixedBytes> from(QByteArrayView bytes)
    {
        if (bytes.size() != kSize) return std::nullopt;
        FixedBytes result;
        std::copy(bytes.begin(), bytes.end(), reinterpret_cast<char *>(result.data.data()));
        return result;
    }

    QByteArrayView view() const { return {reinterpret_cast<const char *>(data.data()), kSize}; }
    QByteArray toByteArray() const { return view().toByteArray(); }
    bool isZero() const
    {
        return std::all_of(data.begin(), data.end(), [](quint8 byte) { return byte == 0; });
    }

    auto operator<=>(const FixedBytes &) const = default;
    friend size_t qHash(const FixedBytes &bytes, size_t seed = 0)
    {
        return qHashBits(bytes.data.data(), N, seed);
    }
};

} // namespace chat121
