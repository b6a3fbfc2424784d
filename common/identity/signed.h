// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A statement and the signature over it. What is inside cannot be read before the signature is
// checked: verify() is the only way from Signed<T> to T.
//
// T is a struct of statements.h: it has kLabel, kBytesMax and fields(). The signature covers
// opaque label<V>, then the encoded T as it travelled.
#pragma once

#include "common/codec/fields.h"
#include "common/crypto/hash.h"
#include "common/crypto/signature.h"

namespace chat121::identity {

// The bytes that a signature with this label covers.
QByteArray signedBytes(QByteArrayView label, QByteArrayView body);

template <typename T>
class Signed {
public:
    Signed() = default; // verifies under no key

    static Signed sign(const T &statement, const crypto::SigningKey &key)
    {
        Signed result;
        result.m_body.bytes = encode(statement);
        result.m_signature = key.sign(signedBytes(T::kLabel, result.m_body.bytes));
        return result;
    }

    // Crypto if `signer` did not sign this as a T; Malformed if it did, but the bytes are no T.
    Result<T> verify(const crypto::PublicKey &signer) const
    {
        if (!crypto::verify(signer, signedBytes(T::kLabel, m_body.bytes), m_signature))
            return Error{Code::Crypto, QStringLiteral("a statement's signature does not verify")};
        return decode<T>(m_body.bytes);
    }

    // SHA-256 of what is signed, without the signature.
    crypto::Hash hash() const { return crypto::sha256(signedBytes(T::kLabel, m_body.bytes)); }

    auto fields() { return std::tie(m_body, m_signature); }
    bool operator==(const Signed &) const = default;

private:
    Opaque<T::kBytesMax> m_body;
    crypto::Signature m_signature;
};

// For statements of which both sides know every field, so that only the signature travels.
template <typename T>
crypto::Signature signDetached(const T &statement, const crypto::SigningKey &key)
{
    return key.sign(signedBytes(T::kLabel, encode(statement)));
}

template <typename T>
[[nodiscard]] bool verifyDetached(const T &statement, const crypto::PublicKey &signer,
                                  const crypto::Signature &signature)
{
    return crypto::verify(signer, signedBytes(T::kLabel, encode(statement)), signature);
}

} // namespace chat121::identity
