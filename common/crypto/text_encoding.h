// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Secrets as text, without tables whose access pattern shows them: for links and recovery sheets.
#pragma once

#include "common/base/result.h"
#include "common/crypto/secret.h"

#include <QString>

namespace chat121::crypto {

// base64url without padding (RFC 4648, Section 5).
QString toBase64Url(QByteArrayView bytes);
// Malformed for any other character; TooLarge beyond `bytes_max`.
Result<SecretBytes> fromBase64Url(QStringView text, qsizetype bytes_max);

QString toHex(QByteArrayView bytes);
Result<SecretBytes> fromHex(QStringView text, qsizetype bytes_max);

// What people read aloud and type: base32 with the letters of Crockford's alphabet, four and four with dashes
// between. Appended to `text` in one piece. REQUIRES: as many bytes as make whole letters.
void appendBase32(QString &text, QByteArrayView bytes);
// White space, dashes and the case of letters do not matter; O counts as 0, I and L as 1. Malformed: any
// other character, or not exactly `size` bytes.
Result<SecretBytes> fromBase32(QStringView text, qsizetype size);

} // namespace chat121::crypto
