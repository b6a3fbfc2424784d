// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a password opens: two keys by Argon2id, one to log in with and one that wraps the account
// key. The server sees only the first and keeps a salted hash of it. The floors of
// common/base/limits.h hold whatever the server says. Slow on purpose: call it off the GUI thread.
#pragma once

#include "common/base/bytes.h"
#include "common/base/result.h"
#include "common/codec/fields.h"
#include "common/crypto/secret.h"

#include <tuple>

namespace chat121::crypto {

using PasswordSalt = FixedBytes<16>;

struct PasswordParameters {
    quint64 memory_bytes = 0;
    quint32 passes = 0;
    PasswordSalt salt;

    auto fields() { return std::tie(memory_bytes, passes, salt); }
    bool operator==(const PasswordParameters &) const = default;
};

// The ones this version makes: 64 MiB and 2 passes for guests, 256 MiB and 3 passes for staff.
PasswordParameters guestPasswordParameters(RandomSource &random);
PasswordParameters staffPasswordParameters(RandomSource &random);

// Forbidden outside the floors and ceilings; the second for what a server says about staff's.
Result<void> checkPasswordParameters(const PasswordParameters &parameters);
Result<void> checkStaffPasswordParameters(const PasswordParameters &parameters);

struct PasswordKeys {
    Secret32 log_in;   // for the server
    Secret32 wrapping; // never leaves the client
};

// The password is UTF-8 in normal form C. Forbidden for bad parameters, Busy without the memory.
Result<PasswordKeys> derivePasswordKeys(QByteArrayView password_utf8, const PasswordParameters &parameters);

// What the server keeps of a log-in secret.
struct StoredLogIn {
    PasswordSalt salt;
    FixedBytes<32> hash;

    auto fields() { return std::tie(salt, hash); }
    bool operator==(const StoredLogIn &) const = default;
};

Result<StoredLogIn> storeLogInSecret(const Secret32 &log_in, RandomSource &random);
Result<bool> checkLogInSecret(const Secret32 &log_in, const StoredLogIn &stored);

// What a wrapped key is for; bound to it, so that one cannot be put in another's place.
enum class WrapPurpose : quint8 { AccountKey = 1, OrganisationRoot = 2, DepartmentKey = 3, LocalStore = 4 };

struct WrapContext {
    quint64 owner = 0; // the value of an id
    WrapPurpose purpose = WrapPurpose::AccountKey;
    quint16 version = 1;
};

QByteArray wrapKey(const Secret32 &wrapping, const WrapContext &context, const Secret32 &key,
                   RandomSource &random);
Result<Secret32> unwrapKey(const Secret32 &wrapping, const WrapContext &context, QByteArrayView wrapped);

} // namespace chat121::crypto
