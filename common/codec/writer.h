// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Writes the TLS presentation language of RFC 9420, Section 2.1. Cannot fail: what is too large
// for a limit is the caller's check, before it writes.
#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace chat121 {

class Writer {
public:
    void u8(quint8 value) { m_bytes.append(static_cast<char>(value)); }
    void u16(quint16 value) { number(value, 2); }
    void u32(quint32 value) { number(value, 4); }
    void u64(quint64 value) { number(value, 8); }

    // The bytes alone, without a length.
    void raw(QByteArrayView bytes) { m_bytes.append(bytes); }

    // A variable-size vector of bytes, `opaque data<V>`. REQUIRES: bytes.size() < 2^30
    void vector(QByteArrayView bytes);

    // The same for content that is written piece by piece: what comes between the two calls. Vectors
    // may be nested. REQUIRES: `begin` is what beginVector() has returned
    qsizetype beginVector();
    void endVector(qsizetype begin);

    void reserve(qsizetype bytes) { m_bytes.reserve(bytes); }
    qsizetype size() const { return m_bytes.size(); }
    const QByteArray &bytes() const { return m_bytes; }
    QByteArray take() { return std::move(m_bytes); }

private:
    void number(quint64 value, int bytes);

    QByteArray m_bytes;
};

} // namespace chat121
