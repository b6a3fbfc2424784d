// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Where something stands that appears beside a line or a button, inside of its window.
//
// Threads: main.
#pragma once

#include <QRect>

namespace chat121::ui {

class Theme;

struct PopoverSize {
    int width = 0;
    int height = 0;
    int height_min = 0; // it scrolls
};

// Above `beside`, where the words that it is about stay in sight; below it where there is more room. It
// begins where `beside` does, in either direction. All in the coordinates of `room`.
QRect popoverPlace(const QRect &beside, const QRect &room, const PopoverSize &wanted, const Theme &theme,
                   Qt::LayoutDirection direction);

} // namespace chat121::ui
