// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/widgets/popover.h"

#include "client/ui/theme/theme.h"

#include <algorithm>

namespace chat121::ui {

QRect popoverPlace(const QRect &beside, const QRect &room, const PopoverSize &wanted, const Theme &theme,
                   Qt::LayoutDirection direction)
{
    const int gap = theme.px(space::kXs);
    const int width = std::min(wanted.width, room.width() - 2 * gap);
    const int above = beside.top() - room.top() - 2 * gap;
    const int below = room.bottom() - beside.bottom() - 2 * gap;
    const bool is_above = above >= wanted.height || above >= below;
    const int height = std::min(wanted.height, std::max(is_above ? above : below, wanted.height_min));
    const int top = is_above ? beside.top() - gap - height : beside.bottom() + gap;
    const int start = direction == Qt::RightToLeft ? beside.right() - width : beside.left();
    const int left =
        std::clamp(start, room.left() + gap, std::max(room.right() - gap - width, room.left() + gap));
    return {left, top, width, height};
}

} // namespace chat121::ui
