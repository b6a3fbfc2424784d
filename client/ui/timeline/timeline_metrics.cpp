// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Lengths of a timeline; see timeline_metrics.h.
#include "client/ui/timeline/timeline_metrics.h"

#include <algorithm>

namespace chat121::ui {

namespace {

constexpr qreal kFreeSide = 48;   // a bubble never reaches the other side
constexpr qreal kContentMin = 80; // a window can be made absurdly narrow
constexpr qreal kStateIcon = 16;

} // namespace

TimelineMetrics::TimelineMetrics(const Theme &theme_now, qreal view_width,
                                 Qt::LayoutDirection layout_direction, const QLocale &view_locale,
                                 QDate today_date)
    : theme(theme_now)
    , tokens(theme_now.tokens())
    , width(view_width)
    , direction(layout_direction)
    , locale(view_locale)
    , today(today_date)
    , body(theme_now.body())
    , small(theme_now.small())
    , small_strong(theme_now.smallStrong())
    , emoji(theme_now.emoji())
    , code(theme_now.code())
    , body_metrics(body)
    , small_metrics(small)
    , small_strong_metrics(small_strong)
    , margin(theme_now.exact(space::kL))
    , margin_end(theme_now.exact(std::max(space::kXs, space::kL - size::kScrollBar)))
    , gap(theme_now.exact(space::kM))
    , gap_in_group(theme_now.exact(space::kXs / 2))
    , padding_x(theme_now.exact(space::kM))
    , padding_y(theme_now.exact(space::kS - 1))
    , radius(theme_now.exact(size::kRadiusLarge))
    , radius_joined(theme_now.exact(space::kXs))
    , avatar(theme_now.exact(size::kAvatarSmall))
    , avatar_column(avatar + theme_now.exact(space::kS))
    , bubble_width_max(std::min(theme_now.exact(size::kBubbleWidthMax),
                                width - 2 * margin - avatar_column - theme_now.exact(kFreeSide)))
    , content_width_max(std::max(bubble_width_max - 2 * padding_x, theme_now.exact(kContentMin)))
    , icon(theme_now.exact(kStateIcon))
    , header_height(small_strong_metrics.height() + theme_now.exact(2))
    , day_height(small_strong_metrics.height() + theme_now.exact(space::kL + space::kXs))
    , unread_height(small_strong_metrics.height() + theme_now.exact(space::kL))
    , foot_height(small_metrics.height() + theme_now.exact(space::kM + space::kXs))
{
}

QRectF TimelineMetrics::mirrored(const QRectF &rect) const
{
    if (direction == Qt::LeftToRight) return rect;
    return {width - rect.x() - rect.width(), rect.y(), rect.width(), rect.height()};
}

} // namespace chat121::ui
