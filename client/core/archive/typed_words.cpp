// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/archive/typed_words.h"

#include "common/crypto/recovery_words.h"

namespace chat121::archive {

static_assert(kWordsInAll == crypto::kRecoveryWords);

TypedState typedState(const QString &text)
{
    const crypto::TypedWords typed = crypto::readRecoveryWords(text);
    TypedState state;
    state.known = typed.known();
    state.is_mistyped = typed.isMistyped();
    state.is_complete = typed.secret.has_value();
    for (const crypto::TypedWord &word : typed.words)
        if (word.number < 0 && !word.is_beginning) state.unknown.append({word.start, word.length});
    return state;
}

bool isSameWord(const QString &typed, const QString &word)
{
    const crypto::TypedWords read = crypto::readRecoveryWords(typed);
    const crypto::TypedWords wanted = crypto::readRecoveryWords(word);
    return read.words.size() == 1 && wanted.words.size() == 1 && read.words.constFirst().number >= 0 &&
           read.words.constFirst().number == wanted.words.constFirst().number;
}

} // namespace chat121::archive
