// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/codec/reader.h"

namespace chat121 {

void Reader::fail(Code code)
{
    if (m_failed) return;
    m_failed = true;
    m_code = code;
    m_rest = {};
}

quint64 Reader::number(int bytes)
{
    if (m_rest.size() < bytes) {
        fail(Code::Malformed);
        return 0;
    }
    quint64 value = 0;
    for (int i = 0; i < bytes; ++i)
        value = (value << 8) | static_cast<quint8>(m_rest[i]);
    m_rest = m_rest.sliced(bytes);
    return value;
}

QByteArrayView Reader::raw(qsizetype size)
{
    if (size < 0 || m_rest.size() < size) {
        fail(Code::Malformed);
        return {};
    }
    const QByteArrayView result = m_rest.first(size);
    m_rest = m_rest.sliced(size);
    return result;
}

// The two top bits of the first byte say how many bytes the length takes: 1, 2 or 4.
// "11" is reserved, and a length must use the shortest form: without that rule one message would
// have several encodings, and so several hashes.
qsizetype Reader::vectorLength()
{
    const quint8 first = u8();
    const int prefix = first >> 6;
    if (prefix == 3) {
        fail(Code::Malformed);
        return 0;
    }
    const int more_bytes = (1 << prefix) - 1;
    const quint64 high = static_cast<quint64>(first & 0x3f) << (8 * more_bytes);
    const auto length = static_cast<qsizetype>(high | number(more_bytes));

    const qsizetype length_min = prefix == 0 ? 0 : prefix == 1 ? 1 << 6 : 1 << 14;
    if (length < length_min) fail(Code::Malformed);
    return length;
}

QByteArrayView Reader::vector(qsizetype bytes_max)
{
    const qsizetype length = vectorLength();
    if (!m_failed && length > bytes_max) fail(Code::TooLarge);
    return m_failed ? QByteArrayView() : raw(length);
}

Result<void> Reader::finish() const
{
    if (m_failed) return Error{m_code, QStringLiteral("the bytes do not follow the grammar")};
    if (!m_rest.isEmpty()) return Error{Code::Malformed, QStringLiteral("bytes are left over")};
    return success();
}

} // namespace chat121
