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

// What a hash takes.
struct PasswordCost {
    quint64 memory_bytes = 0;
    quint32 passes = 0;

    auto fields() { return std::tie(memory_bytes, passes); }
    bool operator==(const PasswordCost &) const = default;
};
bool isBelow(const PasswordCost &cost, const PasswordCost &other); // in memory or in passes

// What this version makes for staff. Once it is raised, older ones down to the floor are still taken, and
// raised by their owner's client after the next log-in.
inline constexpr PasswordCost kUsualStaffCost{256ull * 1024 * 1024, 3};
PasswordParameters staffPasswordParameters(RandomSource &random, const PasswordCost &cost = kUsualStaffCost);

// Forbidden outside the floors and ceilings; the second for what a server says about staff's.
Result<void> checkPasswordParameters(const PasswordParameters &parameters);
Result<void> checkStaffPasswordParameters(const PasswordParameters &parameters);

struct PasswordKeys {
    Secret32 log_in;   // for the server
    Secret32 wrapping; // never leaves the client
};

// The password is UTF-8 in normal form C. Forbidden for bad parameters, Busy without the memory.
Result<PasswordKeys> derivePasswordKeys(QByteArrayView password_utf8, const PasswordParameters &parameters);

// What the server's hash of a log-in secret takes: the secret has 256 bits behind a slow hash already, and
// this one guards against a stolen table being used to log in. It needs no strength of its own.
inline constexpr PasswordCost kUsualLogInCost{8ull * 1024 * 1024, 1};

// What the server keeps of a log-in secret. A record without a cost is of the time before there was one in
// it.
struct StoredLogIn {
    PasswordSalt salt;
    FixedBytes<32> hash;
    PasswordCost cost = kUsualLogInCost;

    void read(Reader &reader);
    void write(Writer &writer) const;
    bool operator==(const StoredLogIn &) const = default;
};

Result<StoredLogIn> storeLogInSecret(const Secret32 &log_in, RandomSource &random);
// The same secret at another cost keeps its salt: that it is the same one can be seen.
Result<StoredLogIn> hashLogInSecret(const Secret32 &log_in, const PasswordSalt &salt,
                                    const PasswordCost &cost);
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
