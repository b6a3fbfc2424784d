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

// RFC 9420, Section 2.1.2: the shortest of three forms, marked by the two top bits.
void Writer::vector(QByteArrayView bytes)
{
    const auto size = static_cast<quint64>(bytes.size());
    Q_ASSERT_X(size < (1ull << 30), "Writer::vector", "longer than the grammar can say");
    if (size < (1u << 6)) {
        number(size, 1);
    } else if (size < (1u << 14)) {
        number(size | (1u << 14), 2);
    } else {
        number(size | (2ull << 30), 4);
    }
    m_bytes.append(bytes);
}

} // namespace chat121
