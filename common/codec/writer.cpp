// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/codec/writer.h"

namespace chat121 {

void Writer::number(quint64 value, int bytes)
{
    char buffer[8] = {};
    for (int i = 0; i < bytes; ++i)
        buffer[i] = static_cast<char>(value >> (8 * (bytes - 1 - i)));
    m_bytes.append(buffer, bytes);
}

namespace {

// RFC 9420, Section 2.1.2: the shortest of three forms, marked by the two top bits.
struct VectorLength {
    explicit VectorLength(qsizetype length)
    {
        auto value = static_cast<quint64>(length);
        Q_ASSERT_X(value < (1ull << 30), "Writer::vector", "longer than the grammar can say");
        if (value >= (1u << 14)) {
            value |= 2ull << 30;
            size = 4;
        } else if (value >= (1u << 6)) {
            value |= 1u << 14;
            size = 2;
        }
        for (int i = 0; i < size; ++i)
            bytes[i] = static_cast<char>(value >> (8 * (size - 1 - i)));
    }
    QByteArrayView view() const { return {bytes, size}; }

    char bytes[4] = {};
    int size = 1;
};

} // namespace

void Writer::vector(QByteArrayView bytes)
{
    m_bytes.append(VectorLength(bytes.size()).view());
    m_bytes.append(bytes);
}

// Most vectors are short: their length takes the one byte that is put here.
qsizetype Writer::beginVector()
{
    m_bytes.append('\0');
    return m_bytes.size();
}

// Above a longer one the content moves up by what its length takes more.
void Writer::endVector(qsizetype begin)
{
    const VectorLength length(m_bytes.size() - begin);
    m_bytes[begin - 1] = length.bytes[0];
    if (length.size > 1) m_bytes.insert(begin, length.view().sliced(1));
}

} // namespace chat121
