// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Archives: one for an account, a log and sealed keys. SQL only: the rules are in server/relay/archive.
#pragma once

#include "common/crypto/hash.h"
#include "server/store/sql.h"

#include <optional>

namespace chat121::store {

struct ArchiveRow {
    AccountId account{};
    LogId log{};
    quint64 version = 0;
    QByteArray sealed_keys{};
    crypto::Hash finder{}; // zero: none
};

Result<std::optional<ArchiveRow>> findArchive(Sql &sql, AccountId account);
Result<std::optional<ArchiveRow>> findArchiveBy(Sql &sql, const crypto::Hash &finder);

// Makes the first version, or replaces the one before `archive.version`. False: it was another one.
Result<bool> putArchive(Sql &sql, const ArchiveRow &archive, UnixTime now);

// Where the entry with this id stands, or stood. 0: nowhere.
Result<Sequence> findArchiveEntry(Sql &sql, LogId log, const FixedBytes<16> &id);

// False: an entry with this id is there, or was.
Result<bool> addArchiveEntry(Sql &sql, LogId log, const FixedBytes<16> &id, Sequence sequence);

} // namespace chat121::store
