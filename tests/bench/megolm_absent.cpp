// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Stands in for megolm.cpp where libolm is not installed.
#include "tests/bench/megolm.h"

namespace chat121::bench {

std::unique_ptr<Megolm> makeMegolm()
{
    return nullptr;
}

} // namespace chat121::bench
