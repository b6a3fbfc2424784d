// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/crypto/text_encoding.h"

#include "common/crypto/sodium_bytes.h"

#include <sodium.h>

namespace chat121::crypto {

namespace {

constexpr int kVariant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;

// What is not ASCII becomes '?', which both alphabets refuse. libsodium 1.0.18 itself reads a
// character above 127 as a negative number and accepts some as base64.
SecretBytes ascii(QStringView text)
{
    SecretBytes result(text.size());
    for (qsizetype i = 0; i < text.size(); ++i)
        result.data()[i] = text[i].unicode() < 0x80 ? static_cast<quint8>(text[i].unicode()) : quint8('?');
    return result;
}

SecretBytes first(const SecretBytes &bytes, size_t size)
{
    return SecretBytes(bytes.view().first(static_cast<qsizetype>(size)));
}

} // namespace

QString toBase64Url(QByteArrayView bytes)
{
    const size_t size = sodium_base64_encoded_len(static_cast<size_t>(bytes.size()), kVariant);
    SecretBytes text(static_cast<qsizetype>(size));
    sodium_bin2base64(reinterpret_cast<char *>(text.data()), size, in(bytes),
                      static_cast<size_t>(bytes.size()), kVariant);
    return QString::fromLatin1(text.view().chopped(1)); // without the final zero byte
}

Result<SecretBytes> fromBase64Url(QStringView text, qsizetype bytes_max)
{
    if (text.size() / 4 * 3 > bytes_max) return Error{Code::TooLarge, QStringLiteral("base64url")};
    const SecretBytes input = ascii(text);
    SecretBytes buffer(input.size() + 1);
    size_t size = 0;
    const int status =
        sodium_base642bin(buffer.data(), static_cast<size_t>(buffer.size()), characters(input.view()),
                          static_cast<size_t>(input.size()), nullptr, &size, nullptr, kVariant);
    if (status != 0) return Error{Code::Malformed, QStringLiteral("base64url")};
    if (static_cast<qsizetype>(size) > bytes_max) return Error{Code::TooLarge, QStringLiteral("base64url")};
    return first(buffer, size);
}

QString toHex(QByteArrayView bytes)
{
    SecretBytes text(bytes.size() * 2 + 1);
    sodium_bin2hex(reinterpret_cast<char *>(text.data()), static_cast<size_t>(text.size()), in(bytes),
                   static_cast<size_t>(bytes.size()));
    return QString::fromLatin1(text.view().chopped(1)); // without the final zero byte
}

Result<SecretBytes> fromHex(QStringView text, qsizetype bytes_max)
{
    if (text.size() / 2 > bytes_max) return Error{Code::TooLarge, QStringLiteral("hex")};
    const SecretBytes input = ascii(text);
    SecretBytes buffer(input.size() / 2 + 1);
    size_t size = 0;
    const int status =
        sodium_hex2bin(buffer.data(), static_cast<size_t>(buffer.size()), characters(input.view()),
                       static_cast<size_t>(input.size()), nullptr, &size, nullptr);
    if (status != 0) return Error{Code::Malformed, QStringLiteral("hex")};
    return first(buffer, size);
}

} // namespace chat121::crypto
