// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/identity/erasure.h"

#include "common/identity/ids.h"

namespace chat121::identity {

namespace {

// SignedErasureWish as it travels: to learn which key it names, before that key's signature is checked.
struct WishParts {
    Opaque<ErasureWish::kBytesMax> body;
    crypto::Signature signature;

    auto fields() { return std::tie(body, signature); }
};

} // namespace

Result<VerifiedErasure> verifyErasure(QByteArrayView bytes)
{
    TRY_ASSIGN(const auto parts, decode<WishParts>(bytes));
    TRY_ASSIGN(const auto claimed, decode<ErasureWish>(parts.body.bytes));
    TRY_ASSIGN(const auto signed_wish, decode<SignedErasureWish>(bytes));
    TRY_ASSIGN(const ErasureWish wish, signed_wish.verify(claimed.account_key));
    if (!wish.conversation.isValid()) return Error{Code::Malformed, QStringLiteral("a wish for nothing")};
    return VerifiedErasure{wish, accountIdOf(wish.account_key), signed_wish.hash()};
}

Result<ErasureReceipt> verifyErasureReceipt(QByteArrayView bytes, const crypto::PublicKey &registrar,
                                            const VerifiedErasure &wish)
{
    TRY_ASSIGN(const auto signed_receipt, decode<SignedErasureReceipt>(bytes));
    TRY_ASSIGN(const ErasureReceipt receipt, signed_receipt.verify(registrar));
    if (receipt.wish != wish.hash)
        return Error{Code::Conflict, QStringLiteral("a receipt for another erasure")};
    return receipt;
}

} // namespace chat121::identity
