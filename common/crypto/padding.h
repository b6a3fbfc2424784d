// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Hides lengths: multiples of 256 bytes up to 4 KiB, above that Padme (Nikitin et al., 2019), which
// costs at most 12 % and leaves log log of the length visible.
#pragma once

#include "common/base/result.h"

#include <QByteArray>

namespace chat121::crypto {

// The bucket that `size` bytes go into; never smaller than `size`.
qsizetype paddedSize(qsizetype size);

// Content, one byte 0x80, zeros up to the bucket.
QByteArray pad(QByteArrayView content);
// Malformed if the length is no bucket or the mark is missing.
Result<QByteArray> unpad(QByteArrayView padded);

} // namespace chat121::crypto
