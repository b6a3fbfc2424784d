// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Painting of line edits, combo boxes, scroll bars, menus and list rows.
#include "client/ui/theme/chat_style.h"
#include "client/ui/theme/icon.h"
#include "client/ui/theme/paint.h"
#include "client/ui/theme/theme.h"

#include <QPainter>
#include <QStyleOption>
#include <QWidget>

namespace chat121::ui {

namespace {

// Set by FormField: the value is wrong, the edge says so (the sentence below it too).
bool isWrong(const QWidget *widget)
{
    return widget && widget->property("chat121_is_wrong").toBool();
}

constexpr int kMnemonic = Qt::TextHideMnemonic | Qt::TextSingleLine | Qt::AlignVCenter;

} // namespace

void ChatStyle::drawField(const QStyleOption &option, QPainter &painter, const QWidget *widget) const
{
    const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(&option);
    if (frame && frame->lineWidth == 0) return;
    const Tokens &t = m_theme.tokens();
    const bool is_enabled = option.state & State_Enabled;
    const bool has_focus = option.state & State_HasFocus;
    QColor edge = is_enabled ? t.line_strong : t.line;
    if (option.state & State_MouseOver && is_enabled) edge = t.text_2;
    if (isWrong(widget)) edge = t.danger;
    if (has_focus) edge = isWrong(widget) ? t.danger : t.accent;
    const qreal width = m_theme.exact(has_focus ? size::kFocusRing : size::kHairline);
    paintCard(painter, option.rect, m_theme.exact(size::kRadius), is_enabled ? t.surface_1 : t.surface_2,
              edge, width);
}

void ChatStyle::drawComboBox(const QStyleOptionComboBox &option, QPainter &painter) const
{
    const Tokens &t = m_theme.tokens();
    const bool has_focus = option.state & State_HasFocus && option.state & State_KeyboardFocusChange;
    const bool is_hovered = option.state & State_MouseOver && option.state & State_Enabled;
    const QColor edge = has_focus ? t.accent : is_hovered ? t.text_2 : t.line_strong;
    if (option.frame || has_focus || is_hovered) {
        paintCard(painter, option.rect, m_theme.exact(size::kRadius),
                  option.frame ? t.surface_1 : t.surface_2, option.frame || has_focus ? edge : QColor(),
                  m_theme.exact(has_focus ? size::kFocusRing : size::kHairline));
    }
    const int side = m_theme.px(size::kIconSmall);
    QRect arrow(0, 0, side, side);
    arrow.moveCenter(option.rect.center());
    arrow.moveRight(option.rect.right() - m_theme.px(space::kS));
    paintIcon(painter, Icon::Down, visualRect(option.direction, option.rect, arrow), t.text_2);
}

// The number, and at its end one arrow above the other.
QRect ChatStyle::spinBoxRect(const QStyleOptionSpinBox &option, SubControl part) const
{
    const bool has_arrows = option.buttonSymbols != QAbstractSpinBox::NoButtons;
    const int arrows = has_arrows ? m_theme.px(space::kXl) : 0;
    const int line = qMax(1, m_theme.px(size::kFocusRing));
    const QRect inner = option.rect.adjusted(line, line, -line, -line);
    const int middle = inner.center().y();
    const int left = inner.right() - arrows;
    QRect rect;
    switch (static_cast<int>(part)) {
    case SC_SpinBoxEditField:
        rect = inner.adjusted(0, 0, -arrows, 0);
        break;
    case SC_SpinBoxUp:
        rect = QRect(QPoint(left, inner.top()), QPoint(inner.right(), middle));
        break;
    case SC_SpinBoxDown:
        rect = QRect(QPoint(left, middle + 1), inner.bottomRight());
        break;
    default:
        return option.rect;
    }
    return visualRect(option.direction, option.rect, rect);
}

void ChatStyle::drawSpinBox(const QStyleOptionSpinBox &option, QPainter &painter, const QWidget *widget) const
{
    const Tokens &t = m_theme.tokens();
    drawField(option, painter, widget);
    if (option.buttonSymbols == QAbstractSpinBox::NoButtons) return;
    const qreal side = m_theme.exact(space::kM);
    const auto arrow = [&](SubControl part, QAbstractSpinBox::StepEnabledFlag step, qreal turn) {
        const bool is_possible = option.state & State_Enabled && option.stepEnabled & step;
        const bool is_hot = option.activeSubControls == part;
        painter.save();
        painter.translate(QRectF(spinBoxRect(option, part)).center());
        painter.rotate(turn);
        paintIcon(painter, Icon::Down, QRectF(-side / 2, -side / 2, side, side),
                  !is_possible ? t.line_strong
                  : is_hot     ? t.accent
                               : t.text_2);
        painter.restore();
    };
    constexpr qreal kHalfTurn = 180;
    arrow(SC_SpinBoxUp, QAbstractSpinBox::StepUpEnabled, kHalfTurn);
    arrow(SC_SpinBoxDown, QAbstractSpinBox::StepDownEnabled, 0);
}

QRect ChatStyle::scrollBarRect(const QStyleOptionSlider &option, SubControl part) const
{
    const bool is_flat = option.orientation == Qt::Horizontal;
    const int length = is_flat ? option.rect.width() : option.rect.height();
    const int range = option.maximum - option.minimum;
    int thumb = length;
    if (range > 0) {
        const qreal share = qreal(option.pageStep) / (qreal(range) + option.pageStep);
        thumb = qBound(qMin(length, m_theme.px(size::kScrollThumbMin)), qRound(length * share), length);
    }
    const int start = sliderPositionFromValue(option.minimum, option.maximum, option.sliderPosition,
                                              length - thumb, option.upsideDown);
    const auto along = [&](int from, int extent) {
        const QRect &r = option.rect;
        return is_flat ? QRect(r.x() + from, r.y(), extent, r.height())
                       : QRect(r.x(), r.y() + from, r.width(), extent);
    };
    switch (static_cast<int>(part)) {
    case SC_ScrollBarGroove:
        return option.rect;
    case SC_ScrollBarSlider:
        return along(start, thumb);
    case SC_ScrollBarSubPage:
        return along(0, start);
    case SC_ScrollBarAddPage:
        return along(start + thumb, length - start - thumb);
    default:
        return {}; // no arrow buttons
    }
}

void ChatStyle::drawScrollBar(const QStyleOptionSlider &option, QPainter &painter) const
{
    const Tokens &t = m_theme.tokens();
    if (option.maximum <= option.minimum) return;
    const bool is_active = option.state & (State_MouseOver | State_Sunken);
    const qreal inset = m_theme.exact(is_active ? 2 : 3);
    const QRectF thumb =
        QRectF(scrollBarRect(option, SC_ScrollBarSlider)).adjusted(inset, inset, -inset, -inset);
    QColor colour = is_active ? t.line_strong : t.line_strong;
    colour.setAlphaF(is_active ? 0.9f : 0.45f);
    paintCard(painter, thumb, qMin(thumb.width(), thumb.height()) / 2, colour);
}

QSize ChatStyle::menuItemSize(const QStyleOptionMenuItem &option) const
{
    if (option.menuItemType == QStyleOptionMenuItem::Separator) return {1, m_theme.px(space::kS) + 1};
    const QFontMetrics metrics(option.font);
    const QStringList parts = option.text.split(QLatin1Char('\t'));
    int width = metrics.size(Qt::TextShowMnemonic, parts.value(0)).width();
    if (parts.size() > 1) width += metrics.horizontalAdvance(parts.value(1)) + m_theme.px(space::kXl);
    const int icon = m_theme.px(size::kIcon + space::kS);
    return {width + icon + m_theme.px(2 * space::kM),
            qMax(m_theme.px(space::kXxl), metrics.height() + m_theme.px(space::kS))};
}

void ChatStyle::drawMenuItem(const QStyleOptionMenuItem &option, QPainter &painter) const
{
    const Tokens &t = m_theme.tokens();
    if (option.menuItemType == QStyleOptionMenuItem::Separator) {
        const QRect line(option.rect.x(), option.rect.center().y(), option.rect.width(),
                         qMax(1, m_theme.px(1)));
        painter.fillRect(line, t.line);
        return;
    }
    const bool is_enabled = option.state & State_Enabled;
    if (option.state & State_Selected && is_enabled) {
        paintCard(painter, option.rect, m_theme.exact(space::kXs), t.selected);
    }
    const QColor colour = is_enabled ? t.text_1 : t.text_3;
    const QRect inner = option.rect.adjusted(m_theme.px(space::kM), 0, -m_theme.px(space::kM), 0);
    const int side = m_theme.px(size::kIcon);
    const QRect icon(inner.left(), inner.center().y() - side / 2, side, side);
    if (option.checked) {
        paintIcon(painter, Icon::Check, visualRect(option.direction, inner, icon), t.accent);
    } else if (!option.icon.isNull()) {
        option.icon.paint(&painter, visualRect(option.direction, inner, icon), Qt::AlignCenter,
                          is_enabled ? QIcon::Normal : QIcon::Disabled);
    }
    const QStringList parts = option.text.split(QLatin1Char('\t'));
    const QRect text = inner.adjusted(side + m_theme.px(space::kS), 0, 0, 0);
    painter.setFont(option.font);
    painter.setPen(colour);
    painter.drawText(visualRect(option.direction, inner, text),
                     kMnemonic | static_cast<int>(visualAlignment(option.direction, Qt::AlignLeft)),
                     parts.value(0));
    painter.setPen(t.text_3);
    painter.drawText(visualRect(option.direction, inner, text),
                     kMnemonic | static_cast<int>(visualAlignment(option.direction, Qt::AlignRight)),
                     parts.value(1));
}

void ChatStyle::drawItemBackground(const QStyleOptionViewItem &option, QPainter &painter) const
{
    const Tokens &t = m_theme.tokens();
    const bool is_selected = option.state & State_Selected;
    const bool is_hovered = option.state & State_MouseOver && option.state & State_Enabled;
    if (!is_selected && !is_hovered) return;
    paintCard(painter, option.rect, m_theme.exact(size::kRadius), is_selected ? t.selected : t.surface_2);
}

} // namespace chat121::ui
