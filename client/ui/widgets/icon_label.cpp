// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A tinted icon; see icon_label.h.
#include "client/ui/widgets/icon_label.h"

#include "client/ui/theme/theme.h"

#include <QHBoxLayout>
#include <QPainter>

namespace chat121::ui {

IconLabel::IconLabel(Icon icon, Tone tone, qreal units, QWidget *parent)
    : QWidget(parent)
    , m_icon(icon)
    , m_tone(tone)
    , m_units(units)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void IconLabel::setIcon(Icon icon, Tone tone)
{
    m_icon = icon;
    m_tone = tone;
    update();
}

QSize IconLabel::sizeHint() const
{
    const int side = Theme::of(this).px(m_units);
    return {side, side};
}

void IconLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintIcon(painter, m_icon, rect(), toneColour(Theme::of(this).tokens(), m_tone), layoutDirection());
}

MarkedLabel::MarkedLabel(Icon icon, Tone tone, TextRole role, QWidget *parent)
    : QWidget(parent)
    , m_words(new PlainLabel({}, role, tone, this))
{
    const bool is_small = role == TextRole::Small || role == TextRole::SmallStrong;
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->setSpacing(Theme::of(this).px(is_small ? space::kXs : space::kS));
    row->addWidget(new IconLabel(icon, tone, is_small ? size::kIconSmall : size::kIcon, this), 0,
                   Qt::AlignTop);
    row->addWidget(m_words, 1);
}

} // namespace chat121::ui
