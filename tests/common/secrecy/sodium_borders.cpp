// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The functions of libsodium that turn secrets into something public, in front of the library's own: each
// calls the real one and then unmarks what everybody may know. This file is the whole list of what this
// project takes for public:
//   - public keys and signatures; ciphertexts with their tags;
//   - whether a tag or a MAC fits, and whether a peer's key has low order: the peer sees the answer;
//   - what is signed: it travels, or every member has it (a confirmation tag is part of the transcript);
//   - the plaintext of what has verified, but for the keys in it: its lengths lead the decoder.
// Prototypes as in libsodium's manual. Threads: one.
#include "tests/common/secrecy/borders.h"

#include <cstdlib>
#include <vector>

#include <dlfcn.h>

using namespace chat121::test;

namespace {

using Bytes = unsigned char *;
using ConstBytes = const unsigned char *;
using Size = unsigned long long;

template <typename Function>
Function *real(const char *name)
{
    void *found = dlsym(RTLD_NEXT, name);
    if (found == nullptr) std::abort();
    return reinterpret_cast<Function *>(found);
}

int answer(int status)
{
    makePublic(&status, sizeof(status));
    return status;
}

constexpr size_t kKeyBytes = 32;
constexpr size_t kTagBytes = 16;

// The plaintexts that hold keys: a path secret is nothing else; GroupSecrets (RFC 9420, Section 12.4.3.1)
// is joiner_secret<V>, optional path_secret<V>, psks<V>, here without PSKs.
void makePublicButForKeys(Bytes plain, size_t size)
{
    constexpr size_t kWithoutPath = 1 + kKeyBytes + 1 + 1;
    constexpr size_t kWithPath = kWithoutPath + 1 + kKeyBytes;
    if (size == kKeyBytes) return;
    makePublic(plain, size);
    if (size != kWithoutPath && size != kWithPath) return;
    makeSecret(plain + 1, kKeyBytes);
    if (size == kWithPath) makeSecret(plain + 1 + kKeyBytes + 2, kKeyBytes);
}

} // namespace

extern "C" {

int crypto_scalarmult_base(Bytes q, ConstBytes n)
{
    const int status = real<int(Bytes, ConstBytes)>("crypto_scalarmult_base")(q, n);
    makePublic(q, kKeyBytes);
    return answer(status);
}

int crypto_scalarmult(Bytes q, ConstBytes n, ConstBytes p)
{
    return answer(real<int(Bytes, ConstBytes, ConstBytes)>("crypto_scalarmult")(q, n, p));
}

int crypto_sign_seed_keypair(Bytes pk, Bytes sk, ConstBytes seed)
{
    const int status = real<int(Bytes, Bytes, ConstBytes)>("crypto_sign_seed_keypair")(pk, sk, seed);
    makePublic(pk, kKeyBytes);
    return answer(status);
}

int crypto_sign_detached(Bytes signature, Size *length, ConstBytes m, Size mlen, ConstBytes sk)
{
    const int status = real<int(Bytes, Size *, ConstBytes, Size, ConstBytes)>("crypto_sign_detached")(
        signature, length, m, mlen, sk);
    makePublic(signature, 64);
    return answer(status);
}

int crypto_sign_verify_detached(ConstBytes signature, ConstBytes m, Size mlen, ConstBytes pk)
{
    const std::vector<unsigned char> message(m, m + mlen);
    makePublic(message.data(), message.size());
    return answer(real<int(ConstBytes, ConstBytes, Size, ConstBytes)>("crypto_sign_verify_detached")(
        signature, message.data(), mlen, pk));
}

int sodium_memcmp(const void *a, const void *b, size_t size)
{
    return answer(real<int(const void *, const void *, size_t)>("sodium_memcmp")(a, b, size));
}

int crypto_aead_chacha20poly1305_ietf_encrypt(Bytes c, Size *clen, ConstBytes m, Size mlen, ConstBytes ad,
                                              Size adlen, ConstBytes nsec, ConstBytes npub, ConstBytes k)
{
    using Function =
        int(Bytes, Size *, ConstBytes, Size, ConstBytes, Size, ConstBytes, ConstBytes, ConstBytes);
    const int status = real<Function>("crypto_aead_chacha20poly1305_ietf_encrypt")(c, clen, m, mlen, ad,
                                                                                   adlen, nsec, npub, k);
    makePublic(c, mlen + kTagBytes);
    return answer(status);
}

int crypto_aead_chacha20poly1305_ietf_encrypt_detached(Bytes c, Bytes mac, Size *maclen, ConstBytes m,
                                                       Size mlen, ConstBytes ad, Size adlen, ConstBytes nsec,
                                                       ConstBytes npub, ConstBytes k)
{
    using Function =
        int(Bytes, Bytes, Size *, ConstBytes, Size, ConstBytes, Size, ConstBytes, ConstBytes, ConstBytes);
    const int status = real<Function>("crypto_aead_chacha20poly1305_ietf_encrypt_detached")(
        c, mac, maclen, m, mlen, ad, adlen, nsec, npub, k);
    makePublic(c, mlen);
    makePublic(mac, kTagBytes);
    return answer(status);
}

int crypto_aead_chacha20poly1305_ietf_decrypt(Bytes m, Size *mlen, Bytes nsec, ConstBytes c, Size clen,
                                              ConstBytes ad, Size adlen, ConstBytes npub, ConstBytes k)
{
    using Function = int(Bytes, Size *, Bytes, ConstBytes, Size, ConstBytes, Size, ConstBytes, ConstBytes);
    const int status = answer(real<Function>("crypto_aead_chacha20poly1305_ietf_decrypt")(
        m, mlen, nsec, c, clen, ad, adlen, npub, k));
    if (status == 0) makePublicButForKeys(m, clen - kTagBytes);
    return status;
}

int crypto_aead_chacha20poly1305_ietf_decrypt_detached(Bytes m, Bytes nsec, ConstBytes c, Size clen,
                                                       ConstBytes mac, ConstBytes ad, Size adlen,
                                                       ConstBytes npub, ConstBytes k)
{
    using Function =
        int(Bytes, Bytes, ConstBytes, Size, ConstBytes, ConstBytes, Size, ConstBytes, ConstBytes);
    const int status = answer(real<Function>("crypto_aead_chacha20poly1305_ietf_decrypt_detached")(
        m, nsec, c, clen, mac, ad, adlen, npub, k));
    if (status == 0 && m != nullptr) makePublicButForKeys(m, clen);
    return status;
}

} // extern "C"
