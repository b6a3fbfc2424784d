// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/base/clock.h"

namespace chat121 {

using std::chrono::duration_cast;
using std::chrono::milliseconds;

UnixTime SystemClock::now() const
{
    return {duration_cast<milliseconds>(std::chrono::system_clock::now().time_since_epoch()).count()};
}

milliseconds SystemClock::steady() const
{
    return duration_cast<milliseconds>(std::chrono::steady_clock::now().time_since_epoch());
}

} // namespace chat121
