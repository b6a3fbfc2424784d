// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the server keeps of a password: a secret to log in with, and the account's key, wrapped under
// another secret that it never sees. Slow on purpose (Argon2id). Threads: any but the main one.
#pragma once

#include "client/core/engine/profile/profile.h"
#include "common/crypto/password.h"
#include "common/protocol/messages/passwords.h"

namespace chat121::engine {

// UTF-8 in normal form C: the same however it was typed.
QByteArray passwordBytes(const QString &password);

// `login_name` empty: the account's name stays. Busy without the memory that Argon2id needs.
Result<protocol::PasswordRecord> passwordRecordOf(const crypto::Secret32 &account_seed,
                                                  const QString &login_name, const QString &password,
                                                  RandomSource &random,
                                                  const crypto::PasswordCost &cost = crypto::kUsualStaffCost);

} // namespace chat121::engine
