// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/identity/link_code.h"

#include "common/crypto/hash.h"

namespace chat121::identity {

namespace {

constexpr QByteArrayView kChecksumLabel = "chat121 link code 1";
constexpr qsizetype kChecksumBytes = 2;
constexpr qsizetype kGroup = 4;
constexpr int kBits = 5;
static_assert((LinkCode::kBytes + kChecksumBytes) * 8 == LinkCode::kCharacters * kBits);

using Whole = crypto::Secret<LinkCode::kBytes + kChecksumBytes>;

// By arithmetic and not from a table: which place was read would tell a neighbour about the code.
char characterOf(int value)
{
    const int letter =
        '0' + value + 7 * (value >= 10) + (value >= 18) + (value >= 20) + (value >= 22) + (value >= 27);
    return static_cast<char>(letter);
}

// -1: none.
int valueOf(char character)
{
    int found = -1;
    for (int value = 0; value < 32; ++value)
        found += (characterOf(value) == character) * (value + 1);
    return found;
}

char readAs(QChar character)
{
    const char letter = character.toUpper().toLatin1();
    if (letter == 'O') return '0';
    return letter == 'I' || letter == 'L' ? '1' : letter;
}

crypto::Hash checksumOf(QByteArrayView secret)
{
    return crypto::sha256({kChecksumLabel, secret});
}

} // namespace

LinkCode LinkCode::random(RandomSource &random)
{
    LinkCode code;
    code.m_secret = crypto::Secret<kBytes>::random(random);
    return code;
}

LinkCode LinkCode::clone() const
{
    LinkCode code;
    code.m_secret = m_secret.clone();
    return code;
}

QString LinkCode::text() const
{
    Whole whole;
    std::memcpy(whole.data(), m_secret.data(), kBytes);
    std::memcpy(whole.data() + kBytes, checksumOf(m_secret.view()).data.data(), kChecksumBytes);
    QString text;
    for (qsizetype at = 0; at < kCharacters; ++at) {
        int value = 0;
        for (qsizetype bit = at * kBits; bit < (at + 1) * kBits; ++bit)
            value = value * 2 + ((whole.data()[bit / 8] >> (7 - bit % 8)) & 1);
        if (at > 0 && at % kGroup == 0) text.append(u'-');
        text.append(QLatin1Char(characterOf(value)));
    }
    return text;
}

Result<LinkCode> LinkCode::parse(QStringView text)
{
    const Error malformed{Code::Malformed, QStringLiteral("not a code")};
    Whole whole;
    qsizetype at = 0;
    for (const QChar character : text) {
        if (character.isSpace() || character == u'-' || character == u'\u2013') continue;
        const int value = character.unicode() < 128 ? valueOf(readAs(character)) : -1;
        if (value < 0 || at == kCharacters) return malformed;
        for (int bit = 0; bit < kBits; ++bit) {
            const qsizetype place = at * kBits + bit;
            const int one = (value >> (kBits - 1 - bit)) & 1;
            whole.data()[place / 8] = static_cast<quint8>(whole.data()[place / 8] | one << (7 - place % 8));
        }
        ++at;
    }
    if (at != kCharacters) return malformed;
    LinkCode code;
    std::memcpy(code.m_secret.data(), whole.data(), kBytes);
    const crypto::Hash checksum = checksumOf(code.m_secret.view());
    if (!crypto::equalInConstantTime(checksum.view().first(kChecksumBytes), whole.view().sliced(kBytes)))
        return malformed;
    return code;
}

} // namespace chat121::identity
