// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How long to wait before the next attempt: doubling from kReconnectDelayMin to kReconnectDelayMax,
// each drawn at random from the upper half, so that a thousand clients do not come back at once.
// A value; any thread.
#pragma once

#include "common/base/random.h"

#include <chrono>

namespace chat121 {

class Backoff {
public:
    Backoff(std::chrono::milliseconds minimum, std::chrono::milliseconds maximum)
        : m_minimum(minimum)
        , m_maximum(maximum)
        , m_bound(minimum)
    {
    }

    std::chrono::milliseconds next(RandomSource &random);
    void reset() { m_bound = m_minimum; }

private:
    std::chrono::milliseconds m_minimum;
    std::chrono::milliseconds m_maximum;
    std::chrono::milliseconds m_bound; // of the next draw
};

} // namespace chat121
