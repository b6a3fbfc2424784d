// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The small markup of messages: **strong**, *emphasis*, `code`, blocks between lines of ```, lists that
// begin with "- " or "1. ", and quotes that begin with "> ".
//
// It says where marks are, and draws nothing: the text stays what its author typed, every place is one of
// that text, and nothing but marks is ever left out. What is not closed, not alone or too much is no mark.
// The time is proportional to the length of the text.
//
// Threads: any.
#pragma once

#include "client/ui/text/links.h"

#include <QList>
#include <QString>

#include <optional>
#include <vector>

namespace chat121::ui {

inline constexpr int kMarkupSpansMax = 400;   // with more of them a message is shown as it was typed
inline constexpr int kMarkupLinesMax = 2'000; // likewise
inline constexpr int kQuoteDepthMax = 3;
inline constexpr int kListDepthMax = 3;
inline constexpr int kListDigitsMax = 3;
inline constexpr int kCodeTicksMax = 3; // around code inside of a line

enum class Mark : quint8 { Strong, Emphasis, Code };

// In UTF-16 units of the text.
struct TextPart {
    int start = 0;
    int length = 0;

    int end() const { return start + length; }
    bool operator==(const TextPart &) const = default;
};

struct MarkedSpan {
    TextPart part{};
    Mark mark = Mark::Strong;

    bool operator==(const MarkedSpan &) const = default;
};

// One line that is shown. The lines that only open and close a block of code are not among them.
struct MarkedLine {
    TextPart part{};      // without the line break
    int words = 0;        // where its words begin; the marks in front of them are drawn, not written
    int quotes = 0;       // bars beside it
    int level = 0;        // of a list; 0: it stands in none
    QString marker{};     // of a list's line: a bullet, or the number as it was typed
    bool is_code = false; // of a block
    bool starts_code = false;
};

struct Markup {
    std::vector<MarkedLine> lines;
    std::vector<MarkedSpan> spans; // each within the words of one line; one may stand inside of another
    std::vector<TextPart> hidden;  // marks inside of lines: by place, apart from each other
    QList<Link> links;             // without those that are code

    // What of a line is written, by place; at least one part, which may be empty.
    std::vector<TextPart> shownParts(const MarkedLine &line) const;
};

// Nothing: the text is shown as it was typed. `links` are those of the text, by place.
std::optional<Markup> markupIn(const QString &text, const QList<Link> &links);

// For those who hear it, and for one line of it: the words, with what the marks mean said in words.
QString plainWords(const QString &text);

} // namespace chat121::ui
