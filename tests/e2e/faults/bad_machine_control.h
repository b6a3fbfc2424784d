// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a test says to the machine under its programs: a small file that both sides have in their
// memory.
//
// Ownership: BadMachine makes it, the shim reads it. Threads: any; it counts from the next call on.
#pragma once

#include <atomic>
#include <climits>

namespace chat121::e2e {

enum class DiskFault : int {
    None,
    Full,         // ENOSPC when a file would grow
    ReadOnly,     // EROFS when something would be opened or made for writing
    Unreadable,   // EACCES when something would be opened
    FailingWrite, // EIO
    FailingSync,  // EIO
};

struct BadMachineControl {
    std::atomic<DiskFault> fault = DiskFault::None;
    std::atomic<int> spared = 0; // so many calls go well before the first one fails
    std::atomic<int> failed = 0; // calls
    char folder[PATH_MAX] = {};  // only what is below fails
    std::atomic<long> clock_ahead_s = 0;
};

inline constexpr auto kBadMachineVariable = "CHAT121_BAD_MACHINE"; // the path of that file

} // namespace chat121::e2e
