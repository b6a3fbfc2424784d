// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Small painting helpers that every piece of the windows shares.
#pragma once

#include <QColor>
#include <QRectF>

class QPainter;
class QStyleOptionViewItem;
class QWidget;

namespace chat121::ui {

class Theme;

// A rounded rectangle with an optional edge inside `rect`. Invalid colours are not painted.
void paintCard(QPainter &painter, const QRectF &rect, qreal radius, const QColor &fill,
               const QColor &edge = {}, qreal edge_width = 1);

// The focus ring just inside `rect`.
void paintFocusRing(QPainter &painter, const Theme &theme, const QRectF &rect, qreal radius);

// Whether the ring is to be shown: the widget has the focus and it came by keyboard.
bool showsFocusRing(const QWidget *widget);

// What lies behind a row of a list: whether it is chosen or pointed at, and where the keyboard is.
// Returns the colour that is behind it now.
QColor paintRow(QPainter &painter, const QStyleOptionViewItem &option, const Theme &theme);

} // namespace chat121::ui
