// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Clients of benchmarks, each as in the shipped programs, and how an agent and a customer come to talk.
// Each step waits for at most 20 s.
#pragma once

#include "client/core/engine/live_workspace.h"

#include <memory>

namespace chat121::bench {

using Client = std::unique_ptr<LiveWorkspace>;

inline constexpr auto kBenchPassphrase = "a passphrase for benchmarks"; // of profiles without a key store

// With VaultChoice::Keychain the profile's key is in the key store of the system, which must be there.
engine::EngineSetup setupOf(const QString &folder, VaultChoice vault = VaultChoice::Passphrase);
Client openClient(const QString &folder, VaultChoice vault = VaultChoice::Passphrase);

// The agent founds an organisation, invites the customer and takes their conversation, which has begun.
bool foundsAndTakes(const Client &agent, const Client &customer, const QString &set_up_link);

} // namespace chat121::bench
