// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the index knows of a text: its pieces of up to three characters, and which pieces a text must
// have that is to match.
//
// A word gives its beginning (one and two characters) and every three neighbours in it; a run of a
// script without spaces gives every character and every two neighbours. So words are found by any
// part of at least three characters, and by beginnings that are shorter. A word of a name gives its end
// (two characters), too: names are many, short and alike, so that whole ones are told apart by that.
// Pure functions; any thread.
#pragma once

#include "client/core/search/fold.h"

#include <QtGlobal>

namespace chat121::search {

// Up to three characters of 21 bits each, and whose they are.
using Term = quint64;

enum class Field : quint8 { Text, AuthorName };

inline constexpr quint32 kConversationMarkMax = 0x1fffff;

// All messages of a conversation have this one; of another with the same mark, too. Conversations' terms
// stand beside each other.
Term termOfConversation(quint32 mark);
// All messages with this flag (DocFlag) have this one.
Term termOfFlag(quint8 flag);

// Each once, rising.
std::vector<Term> termsOf(const Folded &folded, Field field);

// One thing to be looked for.
struct Needle {
    std::u32string text;     // stands like this in a folded text that matches
    std::vector<Term> terms; // which has all of these

    bool isEmpty() const { return text.empty(); }
    bool isIn(const Folded &folded) const { return folded.text.find(text) != std::u32string::npos; }
};

enum class Wanted : quint8 {
    Part,  // of a word; or words that follow each other, the last one perhaps not complete
    Whole, // exactly these words, one after the other
};

// Empty when the text has nothing that could be looked for.
Needle needleOf(QStringView text, Wanted wanted, Field field);

} // namespace chat121::search
