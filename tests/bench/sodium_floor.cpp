// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/bench/sodium_floor.h"

#include <sodium.h>

#include <cstdio>
#include <cstdlib>

using std::size_t;

namespace chat121::bench {

namespace {

constexpr size_t kHmacInput = 40; // a KDFLabel with a short label and the counter of HKDF-Expand
constexpr size_t kBytesMax = 64 * 1024;

// A floor that does not do its work would be a low one.
void insist(bool worked)
{
    if (worked) return;
    std::fprintf(stderr, "bench: the floor does not do its work\n");
    std::abort();
}

} // namespace

SodiumFloor::SodiumFloor()
    : m_buffer(kBytesMax)
{
    insist(sodium_init() >= 0);
    randombytes_buf(m_key.data(), m_key.size());
    randombytes_buf(m_nonce.data(), m_nonce.size());
    crypto_scalarmult_base(m_public_key.data(), m_key.data());
    crypto_sign_keypair(m_verification_key.data(), m_signing_key.data());
}

const SodiumFloor::Signed &SodiumFloor::signedSample(size_t bytes)
{
    const auto [place, is_new] = m_signed.try_emplace(bytes);
    if (is_new) {
        place->second.message.assign(bytes, 'm');
        crypto_sign_detached(place->second.signature.data(), nullptr, place->second.message.data(), bytes,
                             m_signing_key.data());
    }
    return place->second;
}

const SodiumFloor::Bytes &SodiumFloor::sealedSample(size_t bytes)
{
    const auto [place, is_new] = m_sealed.try_emplace(bytes);
    if (is_new) {
        place->second.resize(bytes + crypto_aead_chacha20poly1305_ietf_ABYTES);
        crypto_aead_chacha20poly1305_ietf_encrypt(place->second.data(), nullptr, m_buffer.data(), bytes,
                                                  nullptr, 0, nullptr, m_nonce.data(), m_key.data());
    }
    return place->second;
}

void SodiumFloor::hmac()
{
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, m_key.data(), m_key.size());
    crypto_auth_hmacsha256_update(&state, m_buffer.data(), kHmacInput);
    crypto_auth_hmacsha256_final(&state, m_buffer.data());
}

void SodiumFloor::seal(size_t bytes)
{
    crypto_aead_chacha20poly1305_ietf_encrypt_detached(m_buffer.data(), m_buffer.data() + bytes, nullptr,
                                                       m_buffer.data(), bytes, nullptr, 0, nullptr,
                                                       m_nonce.data(), m_key.data());
}

void SodiumFloor::open(size_t bytes)
{
    const Bytes &sealed = sealedSample(bytes);
    insist(crypto_aead_chacha20poly1305_ietf_decrypt(m_buffer.data(), nullptr, nullptr, sealed.data(),
                                                     sealed.size(), nullptr, 0, m_nonce.data(),
                                                     m_key.data()) == 0);
}

void SodiumFloor::sign(size_t bytes)
{
    crypto_sign_detached(m_buffer.data() + bytes, nullptr, m_buffer.data(), bytes, m_signing_key.data());
}

void SodiumFloor::verify(size_t bytes)
{
    const Signed &sample = signedSample(bytes);
    insist(crypto_sign_verify_detached(sample.signature.data(), sample.message.data(), bytes,
                                       m_verification_key.data()) == 0);
}

void SodiumFloor::publicKey()
{
    crypto_scalarmult_base(m_buffer.data(), m_key.data());
}

void SodiumFloor::agree()
{
    insist(crypto_scalarmult(m_buffer.data(), m_key.data(), m_public_key.data()) == 0);
}

void SodiumFloor::deriveKeyPair()
{
    hmac();
    hmac();
    publicKey();
}

void SodiumFloor::sealHpke(size_t bytes)
{
    deriveKeyPair();
    agree();
    for (int step = 0; step < 5; ++step)
        hmac();
    seal(bytes);
}

void SodiumFloor::openHpke(size_t bytes)
{
    agree();
    for (int step = 0; step < 5; ++step)
        hmac();
    open(bytes);
}

} // namespace chat121::bench
