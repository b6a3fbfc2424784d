// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The keys of an account's archive, and the record on the server that holds them: sealed under a key
// that only the recovery words give, bound to the account, the purpose and the version.
//
// The server cannot make an older version pass for a newer one, nor one account's for another's. All
// sealing of an account's history is in this folder; the flows are in client/core/engine.
// Threads: any. Values that wipe themselves.
#pragma once

#include "common/content/archive.h"
#include "common/crypto/recovery_words.h"

#include <vector>

namespace chat121::archive {

using WordsMark = FixedBytes<16>;

struct ArchiveKey {
    quint32 number = 0; // rising; an entry says which one it is sealed under
    UnixTime made_at{};
    crypto::Secret32 key;
};

// A customer's account has no password: the words open it, too. A new device takes the place of the
// one that was lost, whose key lets it return to the groups.
struct CustomerAccount {
    crypto::Secret32 account_seed;
    crypto::Secret32 device_seed;
    DepartmentId department{};
    ConversationId conversation{};
    Text<limits::kNameBytesMax> name{};
    auto fields() { return std::tie(account_seed, device_seed, department, conversation, name); }
};

// A member of staff who has lost the password: the words give the account's key, and with it another one.
struct StaffAccount {
    crypto::Secret32 account_seed;
    auto fields() { return std::tie(account_seed); }
};

struct Keyring {
    crypto::Secret32 index_key; // names entries; the same for ever, so that nothing is kept twice
    std::vector<ArchiveKey> keys;
    std::optional<CustomerAccount> customer;
    std::optional<StaffAccount> staff;

    static Keyring make(RandomSource &random, UnixTime now);
    Keyring clone() const;

    // Entries from now on are sealed under a new key. TooLarge when there are too many.
    Result<void> addKey(RandomSource &random, UnixTime now);
    const ArchiveKey *find(quint32 number) const;
    const ArchiveKey &newest() const { return keys.back(); } // REQUIRES: made, or opened

    void read(Reader &reader);
    void write(Writer &writer) const;
};

// Which record of which account; bound to it.
struct KeysPlace {
    AccountId owner{};
    quint64 version = 0;
};

struct OpenedKeys {
    Keyring keyring;
    QList<WordsMark> former; // of words that were replaced
};

QByteArray sealKeys(const Keyring &keyring, const crypto::RecoverySecret &words, const KeysPlace &place,
                    const QList<WordsMark> &former, RandomSource &random);

// NotFound: these never were its words. Expired: they were, until newer ones were made. Crypto or
// Malformed: the words are right, and what is there is not what was put there. Unsupported: a newer
// program's.
Result<OpenedKeys> openKeys(QByteArrayView sealed, const crypto::RecoverySecret &words,
                            const KeysPlace &place);

WordsMark markOf(const crypto::RecoverySecret &words);

} // namespace chat121::archive
