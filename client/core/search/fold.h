// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A text as it is searched: in small letters, without marks, one space before, between and after its
// words. Texts that a reader takes for the same fold to the same.
//
// Pure functions; any thread. Source: Unicode 14, UAX #15 (NFKD) and CaseFolding.txt by way of QChar.
#pragma once

#include <QStringView>

#include <string>
#include <vector>

namespace chat121::search {

// Neighbouring characters that belong together: a word; or, in scripts that write no spaces between
// words, and for symbols, whatever stands together.
struct Run {
    size_t first = 0;
    size_t size = 0;
    bool is_continuous = false; // no words in it: any part may be looked for
};

struct Folded {
    std::u32string text;       // " hello world "; empty: nothing that could be looked for
    std::vector<Run> runs;     // in `text`
    std::vector<qsizetype> at; // for each character of `text` and for its end: where it comes from

    // The part of the original text that [first, first + size) comes from, with its marks.
    std::pair<qsizetype, qsizetype> origin(size_t first, size_t size) const; // begin, end
};

Folded fold(QStringView text);

} // namespace chat121::search
