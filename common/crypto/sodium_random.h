// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Random bytes of the operating system. Threads: any; an object has no state.
#pragma once

#include "common/base/random.h"

namespace chat121::crypto {

class SodiumRandom final : public RandomSource {
public:
    void fill(void *bytes, qsizetype size) override;
};

} // namespace chat121::crypto
