// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a window needs to know of recovery words while a person types them: which ones are wrong, and
// whether they are complete. Whether they open anything, the engine finds out. Threads: any.
#pragma once

#include <QList>
#include <QString>

namespace chat121::archive {

struct WordPlace {
    qsizetype start = 0;
    qsizetype length = 0;
};

struct TypedState {
    qsizetype known = 0;
    QList<WordPlace> unknown; // no words of ours; not the one that is being written
    bool is_mistyped = false; // twelve words of ours, which do not fit together
    bool is_complete = false; // twelve words that fit together
};

inline constexpr int kWordsInAll = 12;

TypedState typedState(const QString &text);

// Whether a person has typed this very word (case, accents and letters after the fourth aside).
bool isSameWord(const QString &typed, const QString &word);

} // namespace chat121::archive
