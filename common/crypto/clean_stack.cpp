// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/crypto/clean_stack.h"

#include <sodium.h>

namespace chat121::crypto {

void wipeStack()
{
    constexpr size_t kDeepestBytes = 32 * 1024; // of everything that handles a key; under a microsecond
    sodium_stackzero(kDeepestBytes);
}

} // namespace chat121::crypto
