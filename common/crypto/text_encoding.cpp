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

// --- base32 ---------------------------------------------------------------------------------------

namespace {

constexpr qsizetype kBits = 5; // of a letter
constexpr qsizetype kGroup = 4;

// "0123456789ABCDEFGHJKMNPQRSTVWXYZ", by arithmetic: which place of a table was read would tell a neighbour.
char letterOf(int value)
{
    const int letter =
        '0' + value + 7 * (value >= 10) + (value >= 18) + (value >= 20) + (value >= 22) + (value >= 27);
    return static_cast<char>(letter);
}

// -1: none.
int valueOf(char letter)
{
    int found = -1;
    for (int value = 0; value < 32; ++value)
        found += (letterOf(value) == letter) * (value + 1);
    return found;
}

int valueOf(QChar character)
{
    if (character.unicode() >= 0x80) return -1;
    const char letter = character.toUpper().toLatin1();
    if (letter == 'O') return 0;
    return letter == 'I' || letter == 'L' ? 1 : valueOf(letter);
}

bool isBetween(QChar character)
{
    return character.isSpace() || character == u'-' || character == u'\u2013';
}

} // namespace

void appendBase32(QString &text, QByteArrayView bytes)
{
    const qsizetype letters = bytes.size() * 8 / kBits;
    Q_ASSERT(letters * kBits == bytes.size() * 8);
    text.reserve(text.size() + letters + letters / kGroup); // or the place before would keep a part
    for (qsizetype at = 0; at < letters; ++at) {
        int value = 0;
        for (qsizetype bit = at * kBits; bit < (at + 1) * kBits; ++bit)
            value = value * 2 + ((static_cast<quint8>(bytes[bit / 8]) >> (7 - bit % 8)) & 1);
        if (at > 0 && at % kGroup == 0) text.append(u'-');
        text.append(QLatin1Char(letterOf(value)));
    }
}

Result<SecretBytes> fromBase32(QStringView text, qsizetype size)
{
    const Error malformed{Code::Malformed, QStringLiteral("base32")};
    const qsizetype letters = size * 8 / kBits;
    Q_ASSERT(letters * kBits == size * 8);
    SecretBytes bytes(size);
    qsizetype at = 0;
    for (const QChar character : text) {
        if (isBetween(character)) continue;
        const int value = valueOf(character);
        if (value < 0 || at == letters) return malformed;
        for (int bit = 0; bit < kBits; ++bit) {
            const qsizetype place = at * kBits + bit;
            const int one = (value >> (kBits - 1 - bit)) & 1;
            bytes.data()[place / 8] = static_cast<quint8>(bytes.data()[place / 8] | one << (7 - place % 8));
        }
        ++at;
    }
    if (at != letters) return malformed;
    return bytes;
}

} // namespace chat121::crypto
