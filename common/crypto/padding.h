// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Hides lengths: multiples of 256 bytes up to 4 KiB, above that Padme (Nikitin et al., 2019), which
// costs at most 12 % and leaves log log of the length visible. Under a department's metadata shield the
// buckets are few and large (limits::kShieldBytesMin, kShieldBytesMax), so that short things look alike.
#pragma once

#include "common/base/result.h"

#include <QByteArray>

namespace chat121::crypto {

enum class Padding : quint8 {
    Steps,
    Shield, // powers of two; what no shield's bucket holds goes into one of Steps
};

// The bucket that `size` bytes go into; never smaller than `size`.
qsizetype paddedSize(qsizetype size, Padding padding = Padding::Steps);

// Content, one byte 0x80, zeros up to the bucket.
QByteArray pad(QByteArrayView content, Padding padding = Padding::Steps);
// Malformed if the length is no bucket of this padding or the mark is missing.
Result<QByteArray> unpad(QByteArrayView padded, Padding padding = Padding::Steps);

} // namespace chat121::crypto
