// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Secrets as text, and padding. What is accepted has exactly one form, except for what people type.
#include "common/crypto/padding.h"
#include "common/crypto/text_encoding.h"

#include <QtGlobal>

#include <cstdint>

using namespace chat121;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArrayView input(data, static_cast<qsizetype>(size));
    const QString text = QString::fromLatin1(input);

    const auto base64 = crypto::fromBase64Url(text, 1024);
    if (base64 && crypto::toBase64Url(base64->view()) != text) qFatal("base64url with two forms");
    const auto hex = crypto::fromHex(text, 1024);
    if (hex && crypto::toHex(hex->view()) != text.toLower()) qFatal("hex with two forms");
    const auto base32 = crypto::fromBase32(text, 10);
    if (base32) {
        QString again;
        crypto::appendBase32(again, base32->view());
        if (*crypto::fromBase32(again, 10) != *base32) qFatal("base32 that does not come back");
    }
    const auto content = crypto::unpad(input);
    if (content && crypto::pad(*content) != input) qFatal("padding with two forms");
    const auto shielded = crypto::unpad(input, crypto::Padding::Shield);
    if (shielded && crypto::pad(*shielded, crypto::Padding::Shield) != input)
        qFatal("a shield's padding with two forms");
    return 0;
}
