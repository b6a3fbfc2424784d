// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What an engine is made with: the real things by default, others in tests. A value.
#pragma once

#include "client/core/engine/entry/way_in.h"
#include "client/core/key_vault/key_vault.h"

namespace chat121::engine {

struct EngineSetup {
    QString directory;  // of the profile
    QString passphrase; // for machines without a key store; may be empty
    VaultChoice vault = vaultChoiceFromEnvironment();
    Transports transports = {};                                   // empty: WebSockets over TLS, pinned
    std::function<std::unique_ptr<Keychain>()> keychain = {};     // empty: the system's
    crypto::PasswordCost password_cost = crypto::kUsualStaffCost; // of passwords that log in with less
    const Clock *clock = nullptr;                                 // null: the system's; else it lives longer
    std::chrono::milliseconds key_store_patience = limits::kKeychainPatience;
};

} // namespace chat121::engine
