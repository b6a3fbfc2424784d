// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What lies on the disk of a client, once that has ended.
#pragma once

#include "client/core/local_store/local_store.h"

#include <memory>

namespace chat121::test {

// Opened with Client::kPassphrase; null if that fails.
std::unique_ptr<LocalStore> storeAt(const QString &home);

} // namespace chat121::test
