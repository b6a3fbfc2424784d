// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/crypto/init.h"

#include <sodium.h>

#ifdef Q_OS_UNIX
#include <sys/resource.h>
#endif
#ifdef Q_OS_LINUX
#include <sys/prctl.h>
#endif

namespace chat121::crypto {

Result<void> initialise()
{
    if (sodium_init() < 0) return Error{Code::Crypto, QStringLiteral("libsodium does not start")};
    return success();
}

void forbidCoreDumps()
{
#ifdef Q_OS_UNIX
    const rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
#endif
#ifdef Q_OS_LINUX
    // A program that core_pattern names gets the memory whatever the limit says.
    prctl(PR_SET_DUMPABLE, 0);
#endif
}

} // namespace chat121::crypto
