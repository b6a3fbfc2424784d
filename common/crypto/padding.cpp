// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/crypto/padding.h"

#include "common/base/limits.h"

#include <algorithm>
#include <bit>

namespace chat121::crypto {

namespace {

constexpr qsizetype kBucketBytes = 256;
constexpr qsizetype kBucketsEndBytes = 4 * 1024;
constexpr char kMark = '\x80';

// Padme: with E = floor(log2 L) and S = floor(log2 E) + 1, the last E - S bits of the length are
// rounded up to zero.
qsizetype padme(quint64 size)
{
    const auto e = std::bit_width(size) - 1;
    const auto s = std::bit_width(e);
    const quint64 mask = (1ull << (e - s)) - 1;
    return static_cast<qsizetype>((size + mask) & ~mask);
}

// REQUIRES: 0 <= size <= kShieldBytesMax
qsizetype shieldedSize(qsizetype size)
{
    const auto power = static_cast<qsizetype>(std::bit_ceil(static_cast<quint64>(size)));
    return std::clamp(power, limits::kShieldBytesMin, limits::kShieldBytesMax);
}

} // namespace

qsizetype paddedSize(qsizetype size, Padding padding)
{
    Q_ASSERT_X(size >= 0, "paddedSize", "a size");
    if (padding == Padding::Shield && size <= limits::kShieldBytesMax) return shieldedSize(size);
    if (size > kBucketsEndBytes) return padme(static_cast<quint64>(size));
    return std::max(kBucketBytes, (size + kBucketBytes - 1) / kBucketBytes * kBucketBytes);
}

QByteArray pad(QByteArrayView content, Padding padding)
{
    const qsizetype size = paddedSize(content.size() + 1, padding);
    QByteArray padded;
    padded.reserve(size);
    padded.append(content).append(kMark);
    padded.resize(size, '\0');
    return padded;
}

Result<QByteArray> unpad(QByteArrayView padded, Padding padding)
{
    const Error malformed{Code::Malformed, QStringLiteral("padding")};
    if (padded.isEmpty() || paddedSize(padded.size(), padding) != padded.size()) return malformed;
    qsizetype end = padded.size() - 1;
    while (end > 0 && padded[end] == '\0')
        --end;
    // The mark stands in the last bucket, or there would be two paddings of one content.
    if (padded[end] != kMark || paddedSize(end + 1, padding) != padded.size()) return malformed;
    return padded.first(end).toByteArray();
}

} // namespace chat121::crypto
