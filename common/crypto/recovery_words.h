// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Recovery words: 128 random bits as twelve words that a person writes down, and the keys they give.
//
// The 2048 words are made by a rule (recovery_words.cpp) and belong to no language: consonant, vowel,
// consonant, vowel, and a last letter that checks the four before it. The first four letters name a
// word. 132 bits fit; the four that are left over check the twelve words together.
//
// The secret has 128 bits: keys come from it by HKDF, no slow hash is needed. Threads: any.
#pragma once

#include "common/crypto/secret.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace chat121::crypto {

using RecoverySecret = Secret16;

inline constexpr qsizetype kRecoveryWords = 12;

// All of them, in the order of their numbers.
const QStringList &recoveryWordList();

QStringList recoveryWordsOf(const RecoverySecret &secret);

// A word as somebody has typed it.
struct TypedWord {
    qsizetype start = 0; // in the text
    qsizetype length = 0;
    int number = -1;           // in the list; -1: not one of the words
    bool is_beginning = false; // the last in the text, and more letters would make it one
};

struct TypedWords {
    QList<TypedWord> words;
    std::optional<RecoverySecret> secret; // twelve known words that fit together

    qsizetype known() const;
    bool isAnyUnknown() const;
    // Twelve known words, but one of them is another one than was written down.
    bool isMistyped() const { return words.size() == kRecoveryWords && known() == kRecoveryWords && !secret; }
};

// Case, accents, spaces, numbers and punctuation between the words do not matter; four letters of a
// word are enough.
TypedWords readRecoveryWords(QStringView text);

struct RecoveryKeys {
    Secret32 wrapping;   // seals what the words open
    Secret32 identifier; // finds it; tells nothing about the words or the other key
    Secret16 mark;       // tells words that were replaced from words that never were
};
RecoveryKeys recoveryKeysOf(const RecoverySecret &secret);

} // namespace chat121::crypto
