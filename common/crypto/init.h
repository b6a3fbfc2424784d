// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Prepares the cryptographic library. Call once at the start of main(), before any other function
// of this folder; calling it again does no harm. Thread: main.
#pragma once

#include "common/base/result.h"

namespace chat121::crypto {

// Fails with Crypto if the library cannot start on this machine; the program must then end.
Result<void> initialise();

// What is in memory of this process is written to no file and handed to no program when it crashes, and no
// other process of the same user may look into it (Linux). For programs that hold keys; not inherited.
void forbidCoreDumps();

} // namespace chat121::crypto
