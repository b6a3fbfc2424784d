// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Cards and panes; see card.h.
#include "client/ui/widgets/card.h"

#include "client/ui/theme/paint.h"
#include "client/ui/theme/theme.h"

#include <QPainter>

namespace chat121::ui {

Card::Card(QWidget *parent)
    : QWidget(parent)
{
}

void Card::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(this);
    QPainter painter(this);
    paintCard(painter, rect(), theme.exact(size::kRadiusLarge), theme.tokens().surface_1, theme.tokens().line,
              theme.exact(size::kHairline));
}

Pane::Pane(Edge edge, QWidget *parent)
    : QWidget(parent)
    , m_edge(edge)
{
    setAttribute(Qt::WA_OpaquePaintEvent);
}

void Pane::setEdge(Edge edge)
{
    m_edge = edge;
    update();
}

void Pane::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.tokens().surface_1);

    const int line = qMax(1, theme.px(size::kHairline));
    const bool is_mirrored = layoutDirection() == Qt::RightToLeft;
    QRect edge;
    switch (m_edge) {
    case Edge::None:
        return;
    case Edge::Top:
        edge = QRect(0, 0, width(), line);
        break;
    case Edge::Bottom:
        edge = QRect(0, height() - line, width(), line);
        break;
    case Edge::Start:
        edge = QRect(is_mirrored ? width() - line : 0, 0, line, height());
        break;
    case Edge::End:
        edge = QRect(is_mirrored ? 0 : width() - line, 0, line, height());
        break;
    }
    painter.fillRect(edge, theme.tokens().line);
}

} // namespace chat121::ui
