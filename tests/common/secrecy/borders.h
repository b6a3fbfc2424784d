// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Secrets as valgrind sees them: memory that is marked as never written. Whatever is computed from it is
// marked too, and memcheck reports each branch and each address that depends on it. What may be known
// to everybody is unmarked where it leaves the cryptographic library (sodium_borders.cpp).
// Outside of valgrind all this does nothing. Threads: one.
#pragma once

#include "common/base/random.h"
#include "tests/support/random_sources.h"

#include <valgrind/memcheck.h>

namespace chat121::test {

inline void makeSecret(void *bytes, size_t size)
{
    static_cast<void>(VALGRIND_MAKE_MEM_UNDEFINED(bytes, size));
}

inline void makePublic(const void *bytes, size_t size)
{
    static_cast<void>(VALGRIND_MAKE_MEM_DEFINED(bytes, size));
}

// Every random byte is a secret: keys, seeds, path secrets, reuse guards.
class SecretRandom final : public RandomSource {
public:
    explicit SecretRandom(quint64 seed)
        : m_random(seed)
    {
    }

    void fill(void *bytes, qsizetype size) override
    {
        m_random.fill(bytes, size);
        makeSecret(bytes, static_cast<size_t>(size));
    }

private:
    SeededRandom m_random;
};

} // namespace chat121::test
