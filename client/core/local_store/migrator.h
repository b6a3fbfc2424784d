// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Brings a store to this program's schema: the numbered files of migrations/, each once, each in
// one transaction with the number that it reaches. Private to this folder. Threads: the store's.
#pragma once

#include "common/base/result.h"

namespace chat121 {

class Database;

// The number of the newest file. Set in the file's header as `user_version`.
int newestSchema();

// Unsupported for a store of a newer program; it is not touched.
Result<void> migrate(Database &database);

} // namespace chat121
