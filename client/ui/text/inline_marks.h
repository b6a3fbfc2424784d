// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Marks inside of one line: code, strong words, emphasis.
//
// Code goes first: whatever stands in it is as typed; so is what stands in a link. Then one walk over the
// stars, which never goes back. A star is a mark where one side of it is a word and the other is none: 2*3*4
// has no emphasis.
//
// Threads: any.
#pragma once

#include "client/ui/text/markup.h"

namespace chat121::ui {

// Adds to `markup` what stands in `words`, and to `code` its parts that are code, marks included. `links` are
// those of the whole text, by place. It may stop early with more than kMarkupSpansMax.
void readInlineMarks(const QString &text, const TextPart &words, const QList<Link> &links, Markup &markup,
                     std::vector<TextPart> &code);

} // namespace chat121::ui
