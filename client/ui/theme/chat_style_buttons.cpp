// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Painting of push buttons, icon buttons, check boxes and radio buttons.
#include "client/ui/theme/button.h"
#include "client/ui/theme/chat_style.h"
#include "client/ui/theme/paint.h"
#include "client/ui/theme/theme.h"

#include <QPainter>
#include <QStyleOption>

namespace chat121::ui {

namespace {

struct Colours {
    QColor fill, edge, text;
};

QColor deeper(const QColor &colour, bool is_dark)
{
    return is_dark ? colour.lighter(112) : colour.darker(112);
}

ButtonKind kindOf(const QStyleOptionButton &option, const QWidget *widget)
{
    if (const auto *button = qobject_cast<const Button *>(widget)) return button->kind();
    return option.features & QStyleOptionButton::DefaultButton ? ButtonKind::Primary : ButtonKind::Secondary;
}

Colours coloursOf(ButtonKind kind, const Tokens &t)
{
    switch (kind) {
    case ButtonKind::Primary:
        return {t.accent, {}, t.on_accent};
    case ButtonKind::Secondary:
        return {t.surface_1, t.line_strong, t.text_1};
    case ButtonKind::Quiet:
        return {QColor(), {}, t.accent};
    case ButtonKind::Danger:
        return {t.danger, {}, t.on_danger};
    }
    Q_UNREACHABLE();
}

Colours coloursOf(ButtonKind kind, QStyle::State state, const Tokens &t)
{
    Colours colours = coloursOf(kind, t);
    if (!(state & QStyle::State_Enabled)) {
        if (colours.fill.isValid()) colours.fill = t.surface_2;
        if (colours.edge.isValid()) colours.edge = t.line;
        colours.text = t.text_3;
        return colours;
    }
    const bool is_plain = kind == ButtonKind::Secondary || kind == ButtonKind::Quiet;
    if (state & QStyle::State_On && is_plain) colours.fill = t.selected;
    if (state & QStyle::State_Sunken) {
        colours.fill = is_plain ? t.selected : deeper(deeper(colours.fill, t.is_dark), t.is_dark);
    } else if (state & QStyle::State_MouseOver) {
        colours.fill = is_plain ? t.surface_2 : deeper(colours.fill, t.is_dark);
        if (kind == ButtonKind::Primary) colours.fill = t.accent_hover;
    }
    return colours;
}

bool showsRing(QStyle::State state)
{
    return state & QStyle::State_HasFocus && state & QStyle::State_KeyboardFocusChange;
}

} // namespace

void ChatStyle::drawPushButton(const QStyleOptionButton &option, QPainter &painter,
                               const QWidget *widget) const
{
    const Tokens &tokens = m_theme.tokens();
    const Colours colours = coloursOf(kindOf(option, widget), option.state, tokens);
    const qreal radius = m_theme.exact(size::kRadius);
    QRectF rect = option.rect;
    if (showsRing(option.state)) {
        paintFocusRing(painter, m_theme, rect, radius);
        const qreal gap = m_theme.exact(size::kFocusRing + 1.5);
        rect.adjust(gap, gap, -gap, -gap);
        paintCard(painter, rect, radius / 2, colours.fill, colours.edge, m_theme.exact(size::kHairline));
    } else {
        paintCard(painter, rect, radius, colours.fill, colours.edge, m_theme.exact(size::kHairline));
    }

    const auto *button = qobject_cast<const Button *>(widget);
    QFont font = m_theme.bodyStrong();
    const QFontMetrics metrics(font);
    const int side = m_theme.px(size::kIcon);
    const bool has_icon = button && button->lineIcon();
    const int icon_width = has_icon ? side + (option.text.isEmpty() ? 0 : m_theme.px(space::kS)) : 0;
    const QRect inner = option.rect.adjusted(m_theme.px(space::kS), 0, -m_theme.px(space::kS), 0);
    const int text_width =
        qMin(metrics.size(Qt::TextShowMnemonic, option.text).width() + 1, inner.width() - icon_width);
    QRect content(0, 0, icon_width + text_width, inner.height());
    content.moveCenter(inner.center());

    if (has_icon) {
        const QRect place(content.left(), content.center().y() - side / 2, side, side);
        paintIcon(painter, *button->lineIcon(), visualRect(option.direction, content, place), colours.text,
                  option.direction);
    }
    painter.setFont(font);
    painter.setPen(colours.text);
    const QRect text = visualRect(option.direction, content, content.adjusted(icon_width, 0, 0, 0));
    painter.drawText(text, Qt::AlignCenter | Qt::TextHideMnemonic | Qt::TextSingleLine,
                     metrics.elidedText(option.text, Qt::ElideRight, text.width() + 1, Qt::TextShowMnemonic));
}

void ChatStyle::drawToolButton(const QStyleOptionToolButton &option, QPainter &painter,
                               const QWidget *widget) const
{
    const auto *button = qobject_cast<const IconButton *>(widget);
    const Tokens &t = m_theme.tokens();
    const ButtonKind kind = button->isPrimary() ? ButtonKind::Primary : ButtonKind::Quiet;
    Colours colours = coloursOf(kind, option.state, t);
    if (kind == ButtonKind::Quiet && option.state & State_Enabled) {
        colours.text = option.state & (State_MouseOver | State_On) ? t.text_1 : t.text_2;
    }
    const QRectF rect = option.rect;
    const qreal radius = m_theme.exact(size::kRadius);
    if (showsRing(option.state)) {
        paintFocusRing(painter, m_theme, rect, radius);
        const qreal gap = m_theme.exact(size::kFocusRing + 1.5);
        paintCard(painter, rect.adjusted(gap, gap, -gap, -gap), radius / 2, colours.fill);
    } else {
        paintCard(painter, rect, radius, colours.fill);
    }
    const qreal side = m_theme.exact(size::kIcon);
    QRectF place(0, 0, side, side);
    place.moveCenter(rect.center());
    paintIcon(painter, button->lineIcon(), place, colours.text, option.direction);
}

void ChatStyle::drawCheckMark(const QStyleOption &option, QPainter &painter) const
{
    const Tokens &t = m_theme.tokens();
    const bool is_on = option.state & (State_On | State_NoChange);
    const bool is_enabled = option.state & State_Enabled;
    const QColor fill = !is_enabled ? t.surface_2 : is_on ? t.accent : t.surface_1;
    const QColor edge = is_on && is_enabled              ? t.accent
                        : option.state & State_MouseOver ? t.accent
                                                         : t.line_strong;
    paintCard(painter, option.rect, m_theme.exact(space::kXs), fill, edge, m_theme.exact(size::kHairline));
    if (!is_on) return;
    const Icon icon = option.state & State_NoChange ? Icon::Minus : Icon::Check;
    paintIcon(painter, icon, QRectF(option.rect), is_enabled ? t.on_accent : t.text_3);
}

void ChatStyle::drawRadioMark(const QStyleOption &option, QPainter &painter) const
{
    const Tokens &t = m_theme.tokens();
    const bool is_on = option.state & State_On;
    const QRectF rect = option.rect;
    const QColor edge = is_on || option.state & State_MouseOver ? t.accent : t.line_strong;
    const qreal width = m_theme.exact(is_on ? size::kFocusRing : size::kHairline);
    paintCard(painter, rect, rect.width() / 2, t.surface_1, edge, width);
    if (!is_on) return;
    const qreal inset = rect.width() * 0.28;
    const QRectF dot = rect.adjusted(inset, inset, -inset, -inset);
    paintCard(painter, dot, dot.width() / 2, t.accent);
}

} // namespace chat121::ui
