// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The organisation's root key outside of its owner's computer: a file that a passphrase opens, and a sheet
// of paper whose lines can be typed again.
//
// The file: a mark, a version, the Argon2id parameters (never below limits::kRootMemoryBytesMin, whatever
// the file says), the organisation's number, the key wrapped by XChaCha20-Poly1305, and a checksum that
// tells a damaged file from a wrong passphrase. The sheet: four lines of eight bytes each, in 32 letters
// and digits that nobody mistakes for each other, every line with its own check.
// Threads: any; sealing and opening are slow on purpose. Source: crypto.md, section 4; features.md, EE-05.
#pragma once

#include "common/crypto/secret.h"
#include "common/identity/ids.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace chat121::identity {

// REQUIRES: the passphrase is UTF-8 in normal form C. Busy without the memory.
Result<QByteArray> sealRootKey(const crypto::Secret32 &seed, QByteArrayView passphrase, RandomSource &random);

// Malformed: no such file, cut off or damaged. Unsupported: of a newer version. Conflict: another
// organisation's. Forbidden: made weaker than it may be. Crypto: the passphrase is a wrong one.
Result<crypto::Secret32> openRootKey(QByteArrayView file, QByteArrayView passphrase,
                                     const crypto::PublicKey &root_key);

inline constexpr qsizetype kRootSheetLines = 4;

// "1. 0123-4567-89AB-CDEF"
QStringList rootSheetOf(const crypto::Secret32 &seed);

struct TypedSheet {
    std::optional<crypto::Secret32> seed; // all lines are right
    QList<int> wrong;                     // lines that are missing or mistyped: 1, 2, ...
};

// Lines that begin with another thing than a number are passed over. Case, spaces and dashes do not
// matter; O is 0, and I and L are 1.
TypedSheet readRootSheet(QStringView text);

} // namespace chat121::identity
