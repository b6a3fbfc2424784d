// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/crypto/init.h"

#include <sodium.h>

namespace chat121::crypto {

Result<void> initialise()
{
    if (sodium_init() < 0) return Error{Code::Crypto, QStringLiteral("libsodium does not start")};
    return success();
}

} // namespace chat121::crypto
