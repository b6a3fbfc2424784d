// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The registrar's key in a file of its own, so that no copy of the database holds it: its 32 bytes,
// readable by the server's user only. Source: features.md, EE-05. Threads: any.
#pragma once

#include "common/crypto/secret.h"
#include "server/ops/config.h"

#include <optional>

namespace chat121::ops {

// Nothing when the file is empty, or missing in a folder where it can be made. One sentence when it holds
// something else, can be read by others, or is not there to be read.
Result<std::optional<crypto::Secret32>> readRegistrarKey(const RegistrarKeyFile &file);

// Whole or not at all, with mode 0600; on the disk, and read again, when this returns.
Result<void> writeRegistrarKey(const RegistrarKeyFile &file, const crypto::Secret32 &seed);

} // namespace chat121::ops
