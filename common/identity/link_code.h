// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The code that a person carries from a computer at work to a new one: 104 random bits, so that nobody
// finds it by trying and nothing slow is needed, as 24 characters in groups of four. The last bits are
// a checksum: a mistyped code is found before anybody is asked. Letters are those of Crockford's base 32
// (no I, L, O, U); what people confuse with digits is read as these.
#pragma once

#include "common/base/result.h"
#include "common/crypto/secret.h"

#include <QString>

namespace chat121::identity {

class LinkCode {
public:
    static constexpr qsizetype kBytes = 13;
    static constexpr qsizetype kCharacters = 24;

    LinkCode() = default; // zeros: nobody's
    static LinkCode random(RandomSource &random);

    // "7K3M-..."
    QString text() const;
    // White space, dashes and the case of letters do not matter. Malformed: not a code, or mistyped.
    static Result<LinkCode> parse(QStringView text);

    const crypto::Secret<kBytes> &secret() const { return m_secret; }
    LinkCode clone() const;

    void read(Reader &reader) { m_secret.read(reader); }
    void write(Writer &writer) const { m_secret.write(writer); }

private:
    crypto::Secret<kBytes> m_secret;
};

} // namespace chat121::identity
