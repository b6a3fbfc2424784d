// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Empty and error faces; see state_page.h.
#include "client/ui/widgets/state_page.h"

#include "client/ui/theme/button.h"
#include "client/ui/theme/paint.h"
#include "client/ui/theme/theme.h"
#include "client/ui/widgets/plain_label.h"

#include <QPainter>
#include <QVBoxLayout>

namespace chat121::ui {

namespace {

constexpr qreal kPicture = 72;
constexpr qreal kIconInPicture = 32;

} // namespace

EmptyState::EmptyState(Icon icon, const QString &title, const QString &sentence, QWidget *parent)
    : EmptyState(icon, false, title, sentence, parent)
{
}

EmptyState::EmptyState(Icon icon, bool is_error, const QString &title, const QString &sentence,
                       QWidget *parent)
    : QWidget(parent)
    , m_icon(icon)
    , m_is_error(is_error)
    , m_inside(new QWidget(this))
    , m_column(new QVBoxLayout(m_inside))
    , m_picture(new QWidget(m_inside))
    , m_title(new PlainLabel(title, TextRole::Title, Tone::Primary, m_inside))
    , m_sentence(new PlainLabel(sentence, TextRole::Body, Tone::Secondary, m_inside))
{
    const Theme &theme = Theme::of(this);
    const int picture = theme.px(kPicture);
    m_picture->setFixedSize(picture, picture);
    m_title->setAlignment(Qt::AlignCenter);
    m_sentence->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    m_inside->setMaximumWidth(theme.px(size::kReadableWidthMax));

    m_column->setContentsMargins({});
    m_column->setSpacing(theme.px(space::kS));
    m_column->addWidget(m_picture, 0, Qt::AlignHCenter);
    m_column->addSpacing(theme.px(space::kS));
    m_column->addWidget(m_title);
    m_column->addWidget(m_sentence);

    auto *centred = new QHBoxLayout;
    centred->addStretch(1);
    centred->addWidget(m_inside, 100);
    centred->addStretch(1);
    auto *page = new QVBoxLayout(this);
    const int margin = theme.px(space::kXl);
    page->setContentsMargins(margin, margin, margin, margin);
    page->addStretch(2);
    page->addLayout(centred);
    page->addStretch(3);
    setAccessibleName(title);
    setAccessibleDescription(sentence);
}

void EmptyState::setTexts(const QString &title, const QString &sentence)
{
    m_title->setText(title);
    m_sentence->setText(sentence);
    setAccessibleName(title);
    setAccessibleDescription(sentence);
}

void EmptyState::setAction(const QString &text)
{
    if (m_action) {
        m_action->setVisible(!text.isEmpty());
        m_action->setText(text);
        return;
    }
    if (text.isEmpty()) return;
    m_action = new Button(ButtonKind::Primary, text, m_inside);
    m_action->setObjectName(QStringLiteral("stateActionButton"));
    connect(m_action, &QPushButton::clicked, this, &EmptyState::actionClicked);
    m_column->addSpacing(Theme::of(this).px(space::kS));
    m_column->addWidget(m_action, 0, Qt::AlignHCenter);
}

// A second way on, below the one that is meant for most.
void EmptyState::setOtherAction(const QString &text)
{
    if (!m_other && text.isEmpty()) return;
    if (!m_other) {
        m_other = new Button(ButtonKind::Quiet, text, m_inside);
        m_other->setObjectName(QStringLiteral("otherActionButton"));
        connect(m_other, &QPushButton::clicked, this, &EmptyState::otherActionClicked);
        m_column->addWidget(m_other, 0, Qt::AlignHCenter);
    }
    m_other->setText(text);
    m_other->setVisible(!text.isEmpty());
    m_other->setVisible(!text.isEmpty());
}

void EmptyState::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(this);
    const Tokens &t = theme.tokens();
    const QRectF circle(m_picture->mapTo(this, QPoint()), m_picture->size());
    QPainter painter(this);
    QColor fill = m_is_error ? t.danger : t.accent;
    fill.setAlphaF(t.is_dark ? 0.18f : 0.10f);
    paintCard(painter, circle, circle.height() / 2, fill);
    const qreal side = theme.exact(kIconInPicture);
    QRectF icon(0, 0, side, side);
    icon.moveCenter(circle.center());
    paintIcon(painter, m_icon, icon, m_is_error ? t.danger : t.accent, layoutDirection());
}

ErrorState::ErrorState(const QString &title, const QString &sentence, QWidget *parent)
    : EmptyState(Icon::Warning, true, title, sentence, parent)
{
}

void ErrorState::setDetails(const QString &details)
{
    if (m_details) {
        m_details->setText(details);
        return;
    }
    m_toggle = new Button(ButtonKind::Quiet, tr("Details"), this);
    m_toggle->setCheckable(true);
    m_details = new PlainLabel(details, TextRole::Small, Tone::Hint, this);
    m_details->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    m_details->setTextInteractionFlags(Qt::NoTextInteraction);
    m_details->hide();
    column()->addWidget(m_toggle, 0, Qt::AlignHCenter);
    column()->addWidget(m_details);
    connect(m_toggle, &QPushButton::toggled, m_details, &QWidget::setVisible);
}

} // namespace chat121::ui
