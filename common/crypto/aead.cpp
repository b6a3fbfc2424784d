// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/crypto/aead.h"

#include "common/crypto/nonce_audit.h"
#include "common/crypto/sodium_bytes.h"

#include <sodium.h>

namespace chat121::crypto {

namespace {

static_assert(kAeadTagBytes == crypto_aead_chacha20poly1305_ietf_ABYTES);
static_assert(kAeadNonceBytes == crypto_aead_chacha20poly1305_ietf_NPUBBYTES);
static_assert(kAeadTagBytes == crypto_aead_xchacha20poly1305_ietf_ABYTES);
static_assert(kBoxNonceBytes == crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);
static_assert(AeadKey::kSize == crypto_aead_chacha20poly1305_ietf_KEYBYTES);
static_assert(AeadKey::kSize == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);

// One error for everything that does not open: the reason would help an attacker only.
Error doesNotOpen()
{
    return {Code::Crypto, QStringLiteral("sealed bytes do not open")};
}

} // namespace

QByteArray aeadSeal(const AeadKey &key, const AeadNonce &nonce, QByteArrayView aad, QByteArrayView plaintext)
{
    QByteArray sealed(plaintext.size() + kAeadTagBytes, Qt::Uninitialized);
    crypto_aead_chacha20poly1305_ietf_encrypt(out(sealed), nullptr, in(plaintext), length(plaintext), in(aad),
                                              length(aad), nullptr, nonce.data.data(), key.data());
    noteSealing(SealingCipher::ChaCha20, key, nonce.view(), QByteArrayView(sealed).last(kAeadTagBytes));
    return sealed;
}

Result<QByteArray> aeadOpen(const AeadKey &key, const AeadNonce &nonce, QByteArrayView aad,
                            QByteArrayView sealed)
{
    if (sealed.size() < kAeadTagBytes) return doesNotOpen();
    QByteArray plaintext(sealed.size() - kAeadTagBytes, Qt::Uninitialized);
    const int status = crypto_aead_chacha20poly1305_ietf_decrypt(out(plaintext), nullptr, nullptr, in(sealed),
                                                                 length(sealed), in(aad), length(aad),
                                                                 nonce.data.data(), key.data());
    if (status != 0) return doesNotOpen();
    return plaintext;
}

void aeadSealInPlace(const AeadKey &key, const AeadNonce &nonce, QByteArrayView aad, QByteArray &buffer)
{
    const qsizetype size = buffer.size();
    buffer.resize(size + kAeadTagBytes);
    unsigned char *bytes = out(buffer);
    crypto_aead_chacha20poly1305_ietf_encrypt_detached(bytes, bytes + size, nullptr, bytes,
                                                       static_cast<unsigned long long>(size), in(aad),
                                                       length(aad), nullptr, nonce.data.data(), key.data());
    noteSealing(SealingCipher::ChaCha20, key, nonce.view(), QByteArrayView(buffer).last(kAeadTagBytes));
}

Result<void> aeadOpenInPlace(const AeadKey &key, const AeadNonce &nonce, QByteArrayView aad,
                             QByteArray &buffer)
{
    const qsizetype size = buffer.size() - kAeadTagBytes;
    if (size < 0) return doesNotOpen();
    unsigned char *bytes = out(buffer);

    // libsodium zeroes the buffer when the tag is wrong; asking for the check alone first (no output)
    // leaves it as it was.
    const auto open = [&](unsigned char *target) {
        return crypto_aead_chacha20poly1305_ietf_decrypt_detached(
            target, nullptr, bytes, static_cast<unsigned long long>(size), bytes + size, in(aad), length(aad),
            nonce.data.data(), key.data());
    };
    if (open(nullptr) != 0 || open(bytes) != 0) return doesNotOpen();
    buffer.resize(size);
    return success();
}

QByteArray boxSeal(const AeadKey &key, QByteArrayView aad, QByteArrayView plaintext, RandomSource &random)
{
    QByteArray sealed(plaintext.size() + kBoxOverheadBytes, Qt::Uninitialized);
    unsigned char *nonce = out(sealed);
    random.fill(nonce, kBoxNonceBytes);
    crypto_aead_xchacha20poly1305_ietf_encrypt(nonce + kBoxNonceBytes, nullptr, in(plaintext),
                                               length(plaintext), in(aad), length(aad), nullptr, nonce,
                                               key.data());
    noteSealing(SealingCipher::XChaCha20, key, QByteArrayView(sealed).first(kBoxNonceBytes),
                QByteArrayView(sealed).last(kAeadTagBytes));
    return sealed;
}

Result<QByteArray> boxOpen(const AeadKey &key, QByteArrayView aad, QByteArrayView sealed)
{
    if (sealed.size() < kBoxOverheadBytes) return doesNotOpen();
    const QByteArrayView body = sealed.sliced(kBoxNonceBytes);
    QByteArray plaintext(sealed.size() - kBoxOverheadBytes, Qt::Uninitialized);
    const int status =
        crypto_aead_xchacha20poly1305_ietf_decrypt(out(plaintext), nullptr, nullptr, in(body), length(body),
                                                   in(aad), length(aad), in(sealed), key.data());
    if (status != 0) return doesNotOpen();
    return plaintext;
}

} // namespace chat121::crypto
