// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/identity/link_code.h"

#include "common/crypto/hash.h"
#include "common/crypto/text_encoding.h"

namespace chat121::identity {

namespace {

constexpr QByteArrayView kChecksumLabel = "chat121 link code 1";
constexpr qsizetype kChecksumBytes = 2;
static_assert((LinkCode::kBytes + kChecksumBytes) * 8 == LinkCode::kCharacters * 5);

using Whole = crypto::Secret<LinkCode::kBytes + kChecksumBytes>;

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
    crypto::appendBase32(text, whole.view());
    return text;
}

Result<LinkCode> LinkCode::parse(QStringView text)
{
    TRY_ASSIGN(const crypto::SecretBytes whole, crypto::fromBase32(text, kBytes + kChecksumBytes));
    LinkCode code;
    std::memcpy(code.m_secret.data(), whole.view().data(), kBytes);
    const crypto::Hash checksum = checksumOf(code.m_secret.view());
    if (!crypto::equalInConstantTime(checksum.view().first(kChecksumBytes), whole.view().sliced(kBytes)))
        return Error{Code::Malformed, QStringLiteral("a mistyped code")};
    return code;
}

} // namespace chat121::identity
