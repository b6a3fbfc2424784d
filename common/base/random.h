// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Random bytes, passed in wherever they are needed. crypto/sodium_random.h has the real source;
// tests may replay bytes.
#pragma once

#include <QByteArray>

namespace chat121 {

class RandomSource {
public:
    virtual ~RandomSource() = default;

    virtual void fill(void *bytes, qsizetype size) = 0;

    QByteArray bytes(qsizetype size)
    {
        QByteArray result(size, Qt::Uninitialized);
        fill(result.data(), size);
        return result;
    }

    // Never 0, and never with the top bit set: a fresh value for an Id.
    quint64 id()
    {
        quint64 value = 0;
        while (value == 0) {
            fill(&value, sizeof(value));
            value &= ~(1ull << 63);
        }
        return value;
    }
};

} // namespace chat121
