// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Every colour and size of the windows. Nothing else in client/ui names a colour or a length.
//
// Lengths are in units: the height of the system's font / 16, about a pixel at 100 %. Theme turns
// them into pixels. Contrast of each text colour on each surface is tested (tst_theme).
#pragma once

#include <QColor>
#include <QPalette>

#include <array>

namespace chat121::ui {

struct AvatarTint {
    QColor fill, text; // of the circle
    QColor name;       // of the name beside it, on a bubble
};

struct Tokens {
    QColor surface_0, surface_1, surface_2; // window / pane and card / hover
    QColor selected;                        // chosen row
    QColor line, line_strong;               // separators / borders of controls
    QColor text_1, text_2, text_3;          // body / secondary / hints
    QColor accent, on_accent, accent_hover; // the one action, links, focus ring
    QColor bubble_mine, bubble_mine_text, bubble_mine_meta;
    QColor bubble_theirs, bubble_theirs_edge;
    QColor bubble_mine_edge, note_outline; // invalid: none
    QColor note, note_text, note_edge;
    QColor ok, warn, danger, on_danger; // never colour alone: icon and word too
    QColor selection;                   // behind selected text
    QColor shadow;
    std::array<AvatarTint, 6> avatars; // so that people can be told apart at a glance; never the only mark
    bool is_dark = false;
};

Tokens lightTokens();
Tokens darkTokens();

// The system's own colours, for people who have chosen them.
Tokens systemTokens(const QPalette &system);

QPalette paletteOf(const Tokens &tokens);

// WCAG 2.2 contrast of two opaque colours: 1 to 21.
qreal contrast(const QColor &a, const QColor &b);

// --- lengths, in units ------------------------------------------------------------------------------
namespace space {
inline constexpr qreal kXs = 4;
inline constexpr qreal kS = 8;
inline constexpr qreal kM = 12;
inline constexpr qreal kL = 16;
inline constexpr qreal kXl = 24;
inline constexpr qreal kXxl = 32;
} // namespace space

namespace size {
inline constexpr qreal kHairline = 1;
inline constexpr qreal kFocusRing = 2;
inline constexpr qreal kRadius = 6;
inline constexpr qreal kRadiusLarge = 12;
inline constexpr qreal kControlHeight = 36;
inline constexpr qreal kControlWidthMin = 72;
inline constexpr qreal kIcon = 20;
inline constexpr qreal kIconSmall = 16;
inline constexpr qreal kIconLarge = 40;
inline constexpr qreal kAvatar = 32;
inline constexpr qreal kAvatarSmall = 28;
inline constexpr qreal kScrollBar = 10;
inline constexpr qreal kScrollThumbMin = 32;
inline constexpr qreal kBubbleWidthMax = 560;
inline constexpr qreal kReadableWidthMax = 420; // a column of sentences
inline constexpr qreal kNoteEdge = 3;
} // namespace size

// --- type, relative to the system's font -------------------------------------------------------------
namespace type {
inline constexpr qreal kSmall = 0.87;
inline constexpr qreal kTitle = 1.25;
inline constexpr qreal kDisplay = 1.6;
inline constexpr qreal kEmoji = 2.2;
} // namespace type

} // namespace chat121::ui
