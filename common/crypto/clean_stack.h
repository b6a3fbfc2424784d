// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Keys that functions have left on the stack: spilled registers, working memory of the cryptographic
// library. Threads: any; each has its own stack.
#pragma once

namespace chat121::crypto {

// Overwrites what functions that have returned left on the stack of this thread.
void wipeStack();

// Does so when its scope ends: at the top of a function whose callees handle keys.
class CleanStack {
public:
    CleanStack() = default;
    ~CleanStack() { wipeStack(); }
    CleanStack(const CleanStack &) = delete;
    CleanStack &operator=(const CleanStack &) = delete;
};

} // namespace chat121::crypto
