// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/crypto/sodium_random.h"

#include <sodium.h>

namespace chat121::crypto {

void SodiumRandom::fill(void *bytes, qsizetype size)
{
    randombytes_buf(bytes, static_cast<size_t>(size));
}

} // namespace chat121::crypto
