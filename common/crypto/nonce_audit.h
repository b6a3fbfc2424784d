// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A note of every sealing, so that a test can look for a (key, nonce) pair that was used twice, over
// all processes and restarts: row D5 of the threat list. In Debug builds only, and there only when
// CHAT121_NONCE_AUDIT names a file; in every other build noting is nothing at all.
//
// A note is appended with one write, before the sealed bytes are returned: it is there when the
// process is killed afterwards. It holds hashes and the tag, which travels openly; no key can be
// learned from it. Threads: any.
#pragma once

#include "common/crypto/secret.h"

namespace chat121::crypto {

enum class SealingCipher : char {
    ChaCha20 = 'c',  // aead...: MLS and HPKE, where every key seals once
    XChaCha20 = 'x', // box...: random nonces under one key
};

// cipher (1 byte), print of the key, print of key and nonce, tag (16 bytes each)
inline constexpr qsizetype kSealingPrintBytes = 16;
inline constexpr qsizetype kSealingNoteBytes = 1 + 3 * kSealingPrintBytes;

#ifdef CHAT121_NONCE_AUDIT
void noteSealing(SealingCipher cipher, const Secret32 &key, QByteArrayView nonce, QByteArrayView tag);
#else
inline void noteSealing(SealingCipher, const Secret32 &, QByteArrayView, QByteArrayView) {}
#endif

} // namespace chat121::crypto
