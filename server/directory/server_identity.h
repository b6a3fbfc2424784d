// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the server is: its registrar key, made at the first start and kept in the database, and the
// one-time token that lets a founder in.
#pragma once

#include "common/crypto/signature.h"
#include "server/store/group_commit.h"

namespace chat121::directory {

struct ServerIdentity {
    crypto::SigningKey registrar;
    crypto::Hash fake_settings_key; // Services::fake_settings_key
    bool is_set_up = false;         // an organisation has been founded here
};

// Loads it, or makes it at the first start. Waits for the writer.
Result<ServerIdentity> loadServerIdentity(store::GroupCommit &writer, RandomSource &random);

// A fresh token for the set-up link: it replaces any older one, works once and for
// limits::kSetUpLinkLife. The server keeps its hash only. Conflict when an organisation exists.
Result<crypto::Secret32> makeSetUpToken(store::GroupCommit &writer, RandomSource &random);

// For Welcome::is_set_up; a job for a reader, whose Outcome::reply is "1" or "0".
store::Verdict<store::Outcome> isSetUp(store::Sql &sql, UnixTime now);

} // namespace chat121::directory
