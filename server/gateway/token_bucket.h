// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A rate: `per_second` sustained, `burst` at once. Times are of a clock that only rises.
#pragma once

#include <QtGlobal>

#include <chrono>

namespace chat121::gateway {

class TokenBucket {
public:
    // Full at the beginning.
    TokenBucket(int per_second, int burst, std::chrono::milliseconds now)
        : m_per_second(per_second)
        , m_milli_max(qint64(burst) * 1000)
        , m_milli(m_milli_max)
        , m_filled_at(now)
    {
    }

    // False: too fast.
    bool take(std::chrono::milliseconds now)
    {
        const qint64 span_ms = qMax<qint64>(0, (now - m_filled_at).count());
        m_milli = qMin(m_milli_max, m_milli + span_ms * m_per_second);
        m_filled_at = now;
        if (m_milli < 1000) return false;
        m_milli -= 1000;
        return true;
    }

private:
    qint64 m_per_second;
    qint64 m_milli_max; // thousandths of a token
    qint64 m_milli;
    std::chrono::milliseconds m_filled_at;
};

} // namespace chat121::gateway
