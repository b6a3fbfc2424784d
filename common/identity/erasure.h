// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The wish that a conversation be erased everywhere, and the server's receipt for it. Both are checked by
// whoever acts on them: a server can neither make up a person's wish nor deny its own receipt.
// Pure functions, thread-safe.
#pragma once

#include "common/identity/statements.h"

namespace chat121::identity {

struct VerifiedErasure {
    ErasureWish wish{};
    AccountId account{}; // whose key has signed it; from the key itself
    crypto::Hash hash{}; // what a receipt names
};

// The signature of the key that the wish names, and nothing else. Whether that account may wish it is
// decided by who knows the members: a customer for the own conversation, staff by mayErase().
Result<VerifiedErasure> verifyErasure(QByteArrayView bytes);

// Crypto when it is of another server, Conflict when it is for another wish.
Result<ErasureReceipt> verifyErasureReceipt(QByteArrayView bytes, const crypto::PublicKey &registrar,
                                            const VerifiedErasure &wish);

// Of a member: the customer, and staff who answer for others.
constexpr bool mayErase(Role role)
{
    return role == Role::Guest || role == Role::Owner || role == Role::Admin || role == Role::Supervisor;
}

} // namespace chat121::identity
