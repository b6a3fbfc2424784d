// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How a Result ended, as a number that a table of rows can hold.
#pragma once

#include "common/base/result.h"

namespace chat121::test {

inline constexpr int kAccepted = 0;

constexpr int refused(Code code)
{
    return static_cast<int>(code);
}

template <typename T>
int outcome(const Result<T> &result)
{
    return result ? kAccepted : refused(result.error().code);
}

} // namespace chat121::test
