// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Plain text in a label; see plain_label.h.
#include "client/ui/widgets/plain_label.h"

#include "client/ui/text/names.h"
#include "client/ui/theme/theme.h"

#include <QEvent>
#include <QPainter>
#include <QStyle>

namespace chat121::ui {

namespace {

QFont fontOf(const Theme &theme, TextRole role)
{
    switch (role) {
    case TextRole::Body:
        return theme.body();
    case TextRole::BodyStrong:
        return theme.bodyStrong();
    case TextRole::Small:
        return theme.small();
    case TextRole::SmallStrong:
        return theme.smallStrong();
    case TextRole::Title:
        return theme.title();
    case TextRole::Display:
        return theme.display();
    }
    Q_UNREACHABLE();
}

} // namespace

QColor toneColour(const Tokens &tokens, Tone tone)
{
    switch (tone) {
    case Tone::Primary:
        return tokens.text_1;
    case Tone::Secondary:
        return tokens.text_2;
    case Tone::Hint:
        return tokens.text_3;
    case Tone::Accent:
        return tokens.accent;
    case Tone::Ok:
        return tokens.ok;
    case Tone::Warn:
        return tokens.warn;
    case Tone::Danger:
        return tokens.danger;
    }
    Q_UNREACHABLE();
}

PlainLabel::PlainLabel(const QString &text, TextRole role, Tone tone, QWidget *parent)
    : QLabel(parent)
    , m_role(role)
    , m_tone(tone)
{
    setTextFormat(Qt::PlainText);
    setWordWrap(true);
    setText(text);
    applyFont();
}

void PlainLabel::setRole(TextRole role)
{
    m_role = role;
    applyFont();
}

void PlainLabel::setTone(Tone tone)
{
    m_tone = tone;
    update();
}

void PlainLabel::setOverflow(Overflow overflow)
{
    m_overflow = overflow;
    setWordWrap(overflow == Overflow::Wrap);
}

QColor PlainLabel::colour() const
{
    const Tokens &tokens = Theme::of(this).tokens();
    return isEnabled() ? toneColour(tokens, m_tone) : tokens.text_3;
}

QSize PlainLabel::sizeHint() const
{
    if (m_overflow == Overflow::Wrap) return QLabel::sizeHint();
    const QSize text = fontMetrics().size(Qt::TextSingleLine, this->text());
    return text + QSize(1, 0);
}

QSize PlainLabel::minimumSizeHint() const
{
    if (m_overflow == Overflow::Wrap) return QLabel::minimumSizeHint();
    return {fontMetrics().horizontalAdvance(QChar(0x2026)) * 2, fontMetrics().height()};
}

void PlainLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setPen(colour());
    const Qt::Alignment align = QStyle::visualAlignment(layoutDirection(), alignment());
    int flags = static_cast<int>(align | Qt::AlignAbsolute);
    if (buddy()) flags |= Qt::TextHideMnemonic;
    painter.setLayoutDirection(directionOf(text(), layoutDirection()));
    if (m_overflow == Overflow::Wrap) {
        const bool is_centred = alignment() & Qt::AlignHCenter;
        const QRect box = is_centred ? balanced(contentsRect()) : contentsRect();
        painter.drawText(box, flags | Qt::TextWordWrap, text());
        return;
    }
    const QString line = fontMetrics().elidedText(text(), Qt::ElideRight, contentsRect().width());
    painter.drawText(contentsRect(), flags | Qt::TextSingleLine, line);
}

// The narrowest box that needs no more lines: no lonely word in the last one.
QRect PlainLabel::balanced(const QRect &rect) const
{
    const QRect space(0, 0, rect.width(), QWIDGETSIZE_MAX);
    const int height = fontMetrics().boundingRect(space, Qt::TextWordWrap, text()).height();
    int too_narrow = 0;
    int width = rect.width();
    while (width - too_narrow > 1) {
        const int middle = (width + too_narrow) / 2;
        const QRect needed =
            fontMetrics().boundingRect(QRect(0, 0, middle, QWIDGETSIZE_MAX), Qt::TextWordWrap, text());
        const bool fits = needed.height() <= height && needed.width() <= middle;
        (fits ? width : too_narrow) = middle;
    }
    QRect box(rect.topLeft(), QSize(width, rect.height()));
    box.moveCenter(rect.center());
    return box;
}

void PlainLabel::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::ApplicationFontChange) applyFont();
}

void PlainLabel::applyFont()
{
    setFont(fontOf(Theme::of(this), m_role));
}

} // namespace chat121::ui
