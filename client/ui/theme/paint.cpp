// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Small painting helpers; see paint.h.
#include "client/ui/theme/paint.h"

#include "client/ui/theme/theme.h"

#include <QPainter>
#include <QWidget>

namespace chat121::ui {

void paintCard(QPainter &painter, const QRectF &rect, qreal radius, const QColor &fill, const QColor &edge,
               qreal edge_width)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
    painter.setPen(edge.isValid() ? QPen(edge, edge_width) : QPen(Qt::NoPen));
    const qreal inset = edge.isValid() ? edge_width / 2 : 0;
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius - inset, radius - inset);
    painter.restore();
}

void paintFocusRing(QPainter &painter, const Theme &theme, const QRectF &rect, qreal radius)
{
    paintCard(painter, rect, radius, {}, theme.tokens().accent, theme.exact(size::kFocusRing));
}

bool showsFocusRing(const QWidget *widget)
{
    return widget->hasFocus() && widget->window()->testAttribute(Qt::WA_KeyboardFocusChange);
}

} // namespace chat121::ui
