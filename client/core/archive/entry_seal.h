// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// One entry of an archive: padded, sealed under an archive key, bound to the account and to the id
// that the server files it under. The id is a keyed hash of what the entry is about, so that two
// devices give the same entry the same id, and the server learns nothing from it.
// Threads: any.
#pragma once

#include "client/core/archive/keyring.h"

namespace chat121::archive {

using EntryId = FixedBytes<16>;

// Of a row: its conversation and id, and what has changed it last. Of what is said about a conversation: all
// of it.
EntryId entryIdOf(const Keyring &keyring, const content::ArchivedItem &item);

QByteArray sealEntry(const Keyring &keyring, AccountId owner, const content::ArchiveEntry &entry,
                     RandomSource &random);

// NotFound: sealed under a key that is not in this keyring. Crypto or Malformed: not what was put
// there, or in another's place. Unsupported: a newer program's.
Result<content::ArchiveEntry> openEntry(const Keyring &keyring, AccountId owner, QByteArrayView sealed);

} // namespace chat121::archive
