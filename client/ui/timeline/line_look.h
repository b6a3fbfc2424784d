// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How one line of marked text is drawn: which of it, how far in, and what stands beside it.
//
// Places are offsets from the line's beginning: of the text as it was typed, or of what is drawn.
// Threads: main.
#pragma once

#include "client/ui/text/markup.h"

#include <vector>

namespace chat121::ui {

class LineLook {
public:
    LineLook(const Markup &markup, const MarkedLine &line);

    // Of the whole text, which the line is part of.
    QString drawn(const QString &text) const;

    int drawnAt(int typed) const;
    // At a mark: behind it, or in front of it.
    int typedBehind(int drawn) const;
    int typedInFront(int drawn) const;

    const MarkedLine &line() const { return m_line; }

    qreal indent = 0; // of the words, from the side on which the line begins
    qreal inset = 0;  // the same, as far as there is room
    qreal above = 0;  // room within a block of code
    qreal below = 0;

private:
    struct Piece {
        int typed = 0;
        int drawn = 0;
        int length = 0;
    };

    const MarkedLine m_line;
    std::vector<Piece> m_pieces; // by place; never empty
};

} // namespace chat121::ui
