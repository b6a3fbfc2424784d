// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the server is: its registrar key, made at the first start and kept in the database or, when the
// operator names one, in a file; and the one-time token that lets a founder in.
#pragma once

#include "common/crypto/signature.h"
#include "server/store/group_commit.h"

#include <functional>
#include <optional>

namespace chat121::directory {

struct ServerIdentity {
    crypto::SigningKey registrar;
    crypto::Hash fake_settings_key; // Services::fake_settings_key
    bool is_set_up = false;         // an organisation has been founded here
};

// The file in which the registrar's seed lies in place of the database.
struct SeedFile {
    QString name;                         // for the operator
    std::optional<crypto::Secret32> seed; // nothing: the file is to be made
    // Keeps it for good: it is on the disk when this returns. One sentence on failure.
    std::function<Result<void>(const crypto::Secret32 &seed)> keep;
};

// Loads it, or makes it at the first start. Waits for the writer. Storage when the database fails; Crypto,
// with a sentence for the operator, when the seed is in a file.
Result<ServerIdentity> loadServerIdentity(store::GroupCommit &writer, RandomSource &random);

// The same with a file, which gets the seed that the database has or a fresh one; only then the
// database's is overwritten. Crypto, with a sentence and nothing changed, when the file holds another
// registrar than the database, or does not hold the one that the database has forgotten.
Result<ServerIdentity> loadServerIdentity(store::GroupCommit &writer, RandomSource &random,
                                          const SeedFile &file);

// A fresh token for the set-up link: it replaces any older one, works once and for
// limits::kSetUpLinkLife. The server keeps its hash only. Conflict when an organisation exists.
Result<crypto::Secret32> makeSetUpToken(store::GroupCommit &writer, RandomSource &random);

// For Welcome::is_set_up; a job for a reader, whose Outcome::reply is "1" or "0".
store::Verdict<store::Outcome> isSetUp(store::Sql &sql, UnixTime now);

} // namespace chat121::directory
