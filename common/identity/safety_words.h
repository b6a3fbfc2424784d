// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Safety words: what two people compare, aloud or face to face, to be sure that each talks to the key of
// the other. The same on both sides: they follow from both account keys and the organisation's root key,
// and from nothing that a server says.
//
// Eight of the 2048 words of common/crypto/recovery_words.h, which belong to no language: 88 bits. Whoever
// looks for a key with the same words pays limits::kSafetyWordRounds hashes for each try. Threads: any.
// Source: security.md, E17, "safety numbers".
#pragma once

#include "common/crypto/signature.h"

#include <QStringList>

namespace chat121::identity {

QStringList safetyWords(const crypto::PublicKey &root_key, const crypto::PublicKey &one,
                        const crypto::PublicKey &other);

} // namespace chat121::identity
