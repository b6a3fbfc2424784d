// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The least work that MLS asks for, done by libsodium alone: what our own code is measured against.
//
// It calls the library directly and not through common/crypto, because a floor that shares our wrappers
// would hide what they cost. It encodes nothing, allocates nothing and hashes no tree or transcript:
// whatever is not a key, a signature or a ciphertext counts as ours. Threads: one at a time.
#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <vector>

namespace chat121::bench {

class SodiumFloor {
public:
    SodiumFloor();

    // HMAC-SHA256 with a fresh 32-byte key over one block: a step of HKDF.
    void hmac();
    // ChaCha20-Poly1305: sealing, or opening, this many bytes.
    void seal(std::size_t bytes);
    void open(std::size_t bytes);
    // Ed25519 over this many bytes.
    void sign(std::size_t bytes);
    void verify(std::size_t bytes);
    // X25519: the public key of a private one, and the agreement of two parties.
    void publicKey();
    void agree();

    // RFC 9180, DeriveKeyPair: two steps of HKDF and a public key.
    void deriveKeyPair();
    // One single-shot HPKE message (base mode). What does not differ between the receivers of one
    // commit, the hashes of `info` and `psk_id`, is not counted: Encap has a key pair, an agreement and
    // two steps of HKDF; the key schedule has three more, for secret, key and nonce.
    void sealHpke(std::size_t bytes);
    // The same without the key pair, and opened.
    void openHpke(std::size_t bytes);

private:
    using Bytes = std::vector<unsigned char>;
    struct Signed {
        Bytes message;
        std::array<unsigned char, 64> signature;
    };
    const Signed &signedSample(std::size_t bytes);
    const Bytes &sealedSample(std::size_t bytes);

    std::array<unsigned char, 32> m_key{};
    std::array<unsigned char, 32> m_public_key{};
    std::array<unsigned char, 12> m_nonce{};
    std::array<unsigned char, 64> m_signing_key{};
    std::array<unsigned char, 32> m_verification_key{};
    std::map<std::size_t, Signed> m_signed;
    std::map<std::size_t, Bytes> m_sealed;
    Bytes m_buffer;
};

} // namespace chat121::bench
