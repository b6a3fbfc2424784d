// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/identity/safety_words.h"

#include "common/base/limits.h"
#include "common/crypto/hash.h"
#include "common/crypto/recovery_words.h"

namespace chat121::identity {

namespace {

constexpr QByteArrayView kLabel = "chat121 safety words 1";
constexpr int kBitsOfAWord = 11;

} // namespace

QStringList safetyWords(const crypto::PublicKey &root_key, const crypto::PublicKey &one,
                        const crypto::PublicKey &other)
{
    static_assert(limits::kSafetyWords * kBitsOfAWord <= crypto::Hash::kSize * 8);
    const bool is_in_order = one.view().compare(other.view()) <= 0;
    const QByteArrayView first = is_in_order ? one.view() : other.view();
    const QByteArrayView second = is_in_order ? other.view() : one.view();
    crypto::Hash hash = crypto::sha256({kLabel, root_key.view(), first, second});
    for (int round = 1; round < limits::kSafetyWordRounds; ++round)
        hash = crypto::sha256({hash.view(), first, second});

    QStringList words;
    quint32 bits = 0;
    int held = 0;
    for (const char byte : hash.view()) {
        bits = (bits << 8) | static_cast<quint8>(byte);
        held += 8;
        if (held < kBitsOfAWord) continue;
        held -= kBitsOfAWord;
        words.append(crypto::recoveryWordList().at((bits >> held) & ((1u << kBitsOfAWord) - 1)));
        if (words.size() == limits::kSafetyWords) break;
    }
    return words;
}

} // namespace chat121::identity
