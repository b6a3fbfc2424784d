// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Places in a line as typed and as drawn; see line_look.h.
#include "client/ui/timeline/line_look.h"

#include <algorithm>

namespace chat121::ui {

LineLook::LineLook(const Markup &markup, const MarkedLine &line)
    : m_line(line)
{
    int drawn = 0;
    for (const TextPart &part : markup.shownParts(line)) {
        m_pieces.push_back({part.start - line.part.start, drawn, part.length});
        drawn += part.length;
    }
}

QString LineLook::drawn(const QString &text) const
{
    QString words;
    for (const Piece &piece : m_pieces)
        words += QStringView(text).mid(m_line.part.start + piece.typed, piece.length);
    return words;
}

int LineLook::drawnAt(int typed) const
{
    const auto after = std::upper_bound(m_pieces.begin(), m_pieces.end(), typed,
                                        [](int place, const Piece &piece) { return place < piece.typed; });
    if (after == m_pieces.begin()) return 0;
    const Piece &piece = *(after - 1);
    return piece.drawn + std::min(typed - piece.typed, piece.length);
}

int LineLook::typedBehind(int drawn) const
{
    const auto after = std::upper_bound(m_pieces.begin(), m_pieces.end(), drawn,
                                        [](int place, const Piece &piece) { return place < piece.drawn; });
    const Piece &piece = after == m_pieces.begin() ? m_pieces.front() : *(after - 1);
    return piece.typed + std::clamp(drawn - piece.drawn, 0, piece.length);
}

int LineLook::typedInFront(int drawn) const
{
    const auto at = std::lower_bound(m_pieces.begin(), m_pieces.end(), drawn,
                                     [](const Piece &piece, int place) { return piece.drawn < place; });
    const Piece &piece = at == m_pieces.begin() ? m_pieces.front() : *(at - 1);
    return piece.typed + std::clamp(drawn - piece.drawn, 0, piece.length);
}

} // namespace chat121::ui
