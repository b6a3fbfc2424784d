// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A clock that stands still until the test moves it.
#pragma once

#include "common/base/clock.h"

namespace chat121::test {

class FakeClock final : public Clock {
public:
    explicit FakeClock(UnixTime now = {1'700'000'000'000})
        : m_now(now)
    {
    }

    UnixTime now() const override { return m_now; }
    std::chrono::milliseconds steady() const override { return m_steady; }

    // Time passes: both clocks rise.
    void advance(std::chrono::milliseconds span)
    {
        m_now = m_now + span;
        m_steady += span;
    }

    // Somebody sets the calendar; the steady clock does not notice.
    void jumpTo(UnixTime now) { m_now = now; }

private:
    UnixTime m_now;
    std::chrono::milliseconds m_steady{0};
};

} // namespace chat121::test
