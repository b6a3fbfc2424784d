// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/crypto/dh.h"

#include <sodium.h>

namespace chat121::crypto {

DhPublicKey x25519PublicKey(const Secret32 &private_key)
{
    DhPublicKey key;
    crypto_scalarmult_base(key.data.data(), private_key.data());
    return key;
}

Result<Secret32> x25519(const Secret32 &private_key, const DhPublicKey &public_key)
{
    Secret32 shared;
    if (crypto_scalarmult(shared.data(), private_key.data(), public_key.data.data()) != 0)
        return Error{Code::Crypto, QStringLiteral("a public key of low order")};
    return shared;
}

} // namespace chat121::crypto
