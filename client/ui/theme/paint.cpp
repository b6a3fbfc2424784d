// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Small painting helpers; see paint.h.
#include "client/ui/theme/paint.h"

#include "client/ui/theme/theme.h"

#include <QPainter>
#include <QStyleOptionViewItem>
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

QColor paintRow(QPainter &painter, const QStyleOptionViewItem &option, const Theme &theme)
{
    const Tokens &tokens = theme.tokens();
    const qreal radius = theme.exact(size::kRadius);
    const QRectF body =
        QRectF(option.rect)
            .adjusted(theme.exact(space::kXs), theme.exact(1), -theme.exact(space::kXs), -theme.exact(1));
    const bool is_chosen = option.state.testFlag(QStyle::State_Selected);
    const bool is_hot = option.state.testFlag(QStyle::State_MouseOver);
    const QColor behind = is_chosen ? tokens.selected : is_hot ? tokens.surface_2 : tokens.surface_0;
    if (is_chosen || is_hot) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(behind);
        painter.drawRoundedRect(body, radius, radius);
    }
    if (option.state.testFlag(QStyle::State_HasFocus)) {
        painter.setPen(QPen(tokens.accent, theme.exact(size::kFocusRing)));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(body, radius, radius);
    }
    return behind;
}

} // namespace chat121::ui
