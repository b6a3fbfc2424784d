// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Reads the TLS presentation language of RFC 9420, Section 2.1, from a byte string.
//
// The first error sticks: every later read returns zero or nothing, and finish() reports the
// error. A decoder is therefore straight-line code with a single check, at its end.
// A Reader borrows its input and never allocates more than the input is long.
#pragma once

#include "common/base/result.h"

#include <QByteArray>
#include <QByteArrayView>

#include <limits>

namespace chat121 {

class Reader {
public:
    explicit Reader(QByteArrayView input)
        : m_rest(input)
    {
    }

    quint8 u8() { return static_cast<quint8>(number(1)); }
    quint16 u16() { return static_cast<quint16>(number(2)); }
    quint32 u32() { return static_cast<quint32>(number(4)); }
    quint64 u64() { return number(8); }

    // Exactly `size` bytes of the input, borrowed from it. Empty after an error.
    QByteArrayView raw(qsizetype size);

    // A variable-size vector of bytes, `opaque data<V>`, borrowed from the input.
    // Fails with TooLarge if it holds more than `bytes_max`.
    QByteArrayView vector(qsizetype bytes_max = kAnySize);

    // The same, copied.
    QByteArray opaque(qsizetype bytes_max = kAnySize) { return vector(bytes_max).toByteArray(); }

    // Everything that is left, borrowed.
    QByteArrayView rest() { return raw(m_rest.size()); }

    qsizetype remaining() const { return m_rest.size(); }
    bool atEnd() const { return m_rest.isEmpty(); }
    bool failed() const { return m_failed; }
    void fail(Code code);

    // The error of the first failed read; Malformed if input is left over; success otherwise.
    Result<void> finish() const;

    static constexpr qsizetype kAnySize = std::numeric_limits<qsizetype>::max();

private:
    quint64 number(int bytes);
    qsizetype vectorLength();

    QByteArrayView m_rest;
    bool m_failed = false;
    Code m_code = Code::Malformed;
};

} // namespace chat121
