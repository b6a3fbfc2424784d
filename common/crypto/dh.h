// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// X25519 (RFC 7748).
#pragma once

#include "common/base/bytes.h"
#include "common/base/result.h"
#include "common/crypto/secret.h"

namespace chat121::crypto {

using DhPublicKey = FixedBytes<32>;

DhPublicKey x25519PublicKey(const Secret32 &private_key);

// Crypto if the result is all zero, that is if the peer's key has low order.
Result<Secret32> x25519(const Secret32 &private_key, const DhPublicKey &public_key);

} // namespace chat121::crypto
