// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/first_run/choice_button.h"

#include "client/ui/theme/paint.h"
#include "client/ui/theme/theme.h"

#include <QEnterEvent>
#include <QPainter>
#include <QStyle>

namespace chat121::ui {

namespace {

constexpr qreal kRingGap = 1.5;

} // namespace

ChoiceButton::ChoiceButton(Weight weight, Icon icon, const QString &title, const QString &sentence,
                           QWidget *parent)
    : QAbstractButton(parent)
    , m_weight(weight)
    , m_icon(icon)
    , m_title(title)
    , m_sentence(sentence)
{
    setText(title);
    setAccessibleName(title);
    setAccessibleDescription(sentence);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    QSizePolicy policy(QSizePolicy::Expanding,
                       QSizePolicy::Minimum); // Fixed would cut the height for a width
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

int ChoiceButton::textLeft() const
{
    const Theme &theme = Theme::of(this);
    return theme.px(space::kL + size::kIcon + space::kL);
}

int ChoiceButton::heightForWidth(int width) const
{
    const Theme &theme = Theme::of(this);
    const int text_width = width - textLeft() - theme.px(space::kL);
    const QFontMetrics small(theme.small());
    const int sentence =
        small.boundingRect(0, 0, text_width, QWIDGETSIZE_MAX, Qt::TextWordWrap, m_sentence).height();
    return QFontMetrics(theme.bodyStrong()).height() + sentence + theme.px(2 * space::kM + space::kXs);
}

QSize ChoiceButton::sizeHint() const
{
    const int width = Theme::of(this).px(size::kReadableWidthMax);
    return {width, heightForWidth(width)};
}

QSize ChoiceButton::minimumSizeHint() const
{
    const Theme &theme = Theme::of(this);
    const int lines = QFontMetrics(theme.bodyStrong()).height() + QFontMetrics(theme.small()).height();
    return {textLeft() + theme.px(size::kControlWidthMin), lines + theme.px(2 * space::kM + space::kXs)};
}

void ChoiceButton::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(this);
    const Tokens &tokens = theme.tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);

    const bool stands_out = m_weight == Weight::First;
    const bool is_hot = underMouse() || isDown();
    const qreal inset = theme.exact(size::kFocusRing + kRingGap);
    const QRectF body = QRectF(rect()).adjusted(inset, inset, -inset, -inset);
    const qreal radius = theme.exact(size::kRadius);
    QColor fill = stands_out ? tokens.accent : tokens.surface_1;
    if (is_hot) fill = stands_out ? tokens.accent_hover : tokens.surface_2;
    painter.setPen(stands_out ? QPen(Qt::NoPen) : QPen(tokens.line, theme.exact(size::kHairline)));
    painter.setBrush(fill);
    painter.drawRoundedRect(body, radius, radius);
    if (hasFocus()) paintFocusRing(painter, theme, rect(), radius + inset);

    const QColor title_colour = stands_out ? tokens.on_accent : tokens.text_1;
    const QColor sentence_colour = stands_out ? tokens.on_accent : tokens.text_2;
    const int icon = theme.px(size::kIcon);
    const QRect icon_rect = QStyle::visualRect(layoutDirection(), rect(),
                                               QRect(theme.px(space::kL), (height() - icon) / 2, icon, icon));
    paintIcon(painter, m_icon, icon_rect, stands_out ? tokens.on_accent : tokens.accent, layoutDirection());

    const QRect text = QStyle::visualRect(
        layoutDirection(), rect(), rect().adjusted(textLeft(), theme.px(space::kM), -theme.px(space::kL), 0));
    const auto alignment = static_cast<int>(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft));
    painter.setFont(theme.bodyStrong());
    painter.setPen(title_colour);
    const QString title = painter.fontMetrics().elidedText(m_title, Qt::ElideRight, text.width());
    painter.drawText(text, alignment | Qt::AlignTop, title);
    const int below = painter.fontMetrics().height() + theme.px(space::kXs);
    painter.setFont(theme.small());
    painter.setPen(sentence_colour);
    painter.drawText(text.adjusted(0, below, 0, 0), alignment | Qt::AlignTop | Qt::TextWordWrap, m_sentence);
}

void ChoiceButton::enterEvent(QEnterEvent *event)
{
    QAbstractButton::enterEvent(event);
    update();
}

void ChoiceButton::leaveEvent(QEvent *event)
{
    QAbstractButton::leaveEvent(event);
    update();
}

} // namespace chat121::ui
