// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A clock that stands still until the test moves it. Threads: any.
#pragma once

#include "common/base/clock.h"

#include <atomic>

namespace chat121::test {

class FakeClock final : public Clock {
public:
    explicit FakeClock(UnixTime now = {1'700'000'000'000})
        : m_now_ms(now.ms)
    {
    }

    UnixTime now() const override { return {m_now_ms.load()}; }
    std::chrono::milliseconds steady() const override
    {
        return std::chrono::milliseconds(m_steady_ms.load());
    }

    // Time passes: both clocks rise.
    void advance(std::chrono::milliseconds span)
    {
        m_now_ms += span.count();
        m_steady_ms += span.count();
    }

    // Somebody sets the calendar; the steady clock does not notice.
    void jumpTo(UnixTime now) { m_now_ms = now.ms; }

private:
    std::atomic<qint64> m_now_ms;
    std::atomic<qint64> m_steady_ms = 0;
};

} // namespace chat121::test
