// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A Profile in the local store, value by value. Threads: engine. Errors: local_store.h.
#pragma once

#include "client/core/engine/profile.h"
#include "client/core/local_store/local_store.h"

namespace chat121::engine {

Result<void> saveProfile(LocalStore &store, const Profile &profile);
// Nothing in a store that nobody has come into yet.
Result<std::optional<Profile>> loadProfile(LocalStore &store);

} // namespace chat121::engine
