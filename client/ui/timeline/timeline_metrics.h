// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Fonts, colours and lengths of a timeline at one width, worked out once for all its rows.
#pragma once

#include "client/ui/theme/theme.h"

#include <QDate>
#include <QFontMetricsF>
#include <QLocale>

namespace chat121::ui {

struct TimelineMetrics {
    TimelineMetrics(const Theme &theme, qreal view_width, Qt::LayoutDirection layout_direction,
                    const QLocale &view_locale, QDate today_date);

    // A rectangle in a left-to-right layout, as it lies in the real one.
    QRectF mirrored(const QRectF &rect) const;

    const Theme &theme;
    const Tokens &tokens;
    qreal width;
    Qt::LayoutDirection direction;
    QLocale locale;
    QDate today;

    QFont body, small, small_strong, emoji, code;
    QFontMetricsF body_metrics, small_metrics, small_strong_metrics;

    qreal margin;       // from the window's edge
    qreal margin_end;   // the scroll bar stands between
    qreal gap;          // between groups
    qreal gap_in_group; // between messages of one person
    qreal padding_x, padding_y;
    qreal radius, radius_joined;
    qreal avatar, avatar_column;
    qreal bubble_width_max, content_width_max;
    qreal icon;
    qreal header_height; // the author's line
    qreal day_height, unread_height;
    qreal foot_height; // below the last row: typing
};

} // namespace chat121::ui
