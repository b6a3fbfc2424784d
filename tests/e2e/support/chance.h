// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// When and whom a kill hits: another one in each run, so that runs add up.
#pragma once

#include "common/crypto/sodium_random.h"

namespace chat121::e2e {

// 0 ... bound - 1. REQUIRES: bound > 0
inline int chance(qsizetype bound)
{
    crypto::SodiumRandom random;
    return static_cast<int>(random.id() % static_cast<quint64>(bound));
}

} // namespace chat121::e2e
