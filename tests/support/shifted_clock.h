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
    std::chrono::milliseconds steady() const override { return m_system.steady(); }
    void shift(std::chrono::milliseconds by) { m_shift_ms = by.count(); } // from the right time

private:
    SystemClock m_system;
    std::atomic<qint64> m_shift_ms = 0;
};

} // namespace chat121::test
