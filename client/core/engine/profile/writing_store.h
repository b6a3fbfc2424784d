// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How a person writes, in the local store. Threads: engine. Errors: local_store.h.
#pragma once

#include "client/core/local_store/local_store.h"
#include "client/core/models/writing_choice.h"

namespace chat121::engine {

// What cannot be read is as it was never chosen.
Result<WritingChoice> loadWriting(LocalStore &store);
Result<void> saveWriting(LocalStore &store, const WritingChoice &choice);

} // namespace chat121::engine
