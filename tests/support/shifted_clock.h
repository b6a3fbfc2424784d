// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The system's clock as somebody has set it wrong. Threads: any.
#pragma once

#include "common/base/clock.h"

#include <atomic>

namespace chat121::test {

class ShiftedClock final : public Clock {
public:
    UnixTime now() const override { return m_system.now() + std::chrono::milliseconds(m_shift_ms.load()); }
    std::chrono::milliseconds steady() const override
    {
        const qint64 held_ms = m_held_ms;
        return held_ms < 0 ? m_system.steady() : std::chrono::milliseconds(held_ms);
    }
    void shift(std::chrono::milliseconds by) { m_shift_ms = by.count(); } // from the right time
    // From now on steady() stands still, but for what the test lets pass.
    void hold() { m_held_ms = m_system.steady().count(); }
    void pass(std::chrono::milliseconds by) { m_held_ms += by.count(); } // REQUIRES: hold()

private:
    SystemClock m_system;
    std::atomic<qint64> m_shift_ms = 0;
    std::atomic<qint64> m_held_ms = -1; // -1: it goes on
};

} // namespace chat121::test
