// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Banners and the status line; see banner.h.
#include "client/ui/widgets/banner.h"

#include "client/ui/theme/button.h"
#include "client/ui/theme/paint.h"
#include "client/ui/theme/theme.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QPainter>

namespace chat121::ui {

namespace {

struct Mark {
    Icon icon;
    Tone tone;
};

Mark markOf(Banner::Kind kind)
{
    switch (kind) {
    case Banner::Kind::Info:
        return {Icon::Info, Tone::Secondary};
    case Banner::Kind::Ok:
        return {Icon::Check, Tone::Ok};
    case Banner::Kind::Warning:
        return {Icon::Warning, Tone::Warn};
    case Banner::Kind::Error:
        return {Icon::Error, Tone::Danger};
    }
    Q_UNREACHABLE();
}

Mark markOf(ConnectionState state)
{
    switch (state) {
    case ConnectionState::Connecting:
        return {Icon::Refresh, Tone::Secondary};
    case ConnectionState::Connected:
        return {Icon::Connected, Tone::Ok};
    case ConnectionState::Reconnecting:
        return {Icon::Refresh, Tone::Warn};
    case ConnectionState::Offline:
        return {Icon::CloudOff, Tone::Warn};
    }
    Q_UNREACHABLE();
}

// Assistive technology hears of it: the name of a status changes.
void tell(QWidget *widget, const QString &text)
{
    widget->setAccessibleName(text);
    if (!QAccessible::isActive()) return;
    QAccessibleEvent event(widget, QAccessible::NameChanged);
    QAccessible::updateAccessibility(&event);
}

} // namespace

Banner::Banner(QWidget *parent)
    : QWidget(parent)
    , m_icon(new IconLabel(Icon::Info, Tone::Secondary, size::kIcon, this))
    , m_text(new PlainLabel({}, TextRole::Body, Tone::Primary, this))
    , m_parts(new QBoxLayout(QBoxLayout::LeftToRight, this))
    , m_actions(new QHBoxLayout)
{
    const Theme &theme = Theme::of(this);
    auto *words = new QHBoxLayout;
    words->setSpacing(theme.px(space::kM));
    words->addWidget(m_icon);
    words->addWidget(m_text, 1);
    m_actions->setSpacing(theme.px(space::kM));
    m_actions->addStretch();
    m_parts->setSpacing(theme.px(space::kXs));
    m_parts->addLayout(words, 1);
    m_parts->addLayout(m_actions);
    hide();
}

void Banner::show(Kind kind, const QString &sentence, const QString &action, const QString &later)
{
    m_kind = kind;
    m_icon->setIcon(markOf(kind).icon, markOf(kind).tone);
    m_text->setText(sentence);
    delete m_action;
    m_action = nullptr;
    if (!action.isEmpty()) {
        m_action = new Button(ButtonKind::Quiet, action, this);
        connect(m_action, &QPushButton::clicked, this, &Banner::actionClicked);
        m_actions->addWidget(m_action);
    }
    delete m_other;
    m_other = nullptr;
    delete m_later;
    m_later = nullptr;
    if (!later.isEmpty()) {
        m_later = new IconButton(Icon::Close, later, this);
        connect(m_later, &QToolButton::clicked, this, &Banner::putOff);
        m_actions->addWidget(m_later);
    }
    const Theme &theme = Theme::of(this);
    const int above = theme.px(m_action ? space::kXs : space::kM);
    m_parts->setContentsMargins(theme.px(space::kL), above, theme.px(m_action ? space::kS : space::kL),
                                above);
    fitActions();
    tell(this, sentence);
    setVisible(true);
    update();
}

void Banner::setOtherAction(const QString &text)
{
    delete m_other;
    m_other = new Button(ButtonKind::Quiet, text, this);
    connect(m_other, &QPushButton::clicked, this, &Banner::otherActionClicked);
    m_actions->insertWidget(m_action ? m_actions->indexOf(m_action) : m_actions->count(), m_other);
    fitActions();
}

void Banner::fitActions()
{
    const int left_for_words = width() - m_actions->sizeHint().width();
    const bool is_narrow = left_for_words < Theme::of(this).px(size::kReadableWidthMax) / 2;
    m_parts->setDirection(is_narrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

void Banner::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitActions();
}

void Banner::focusAction()
{
    if (m_action) m_action->setFocus(Qt::OtherFocusReason);
}

void Banner::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(this);
    const Tokens &t = theme.tokens();
    QPainter painter(this);
    painter.fillRect(rect(), t.surface_1);
    QColor tint = toneColour(t, markOf(m_kind).tone);
    tint.setAlphaF(t.is_dark ? 0.14f : 0.08f);
    painter.fillRect(rect(), tint);
    const int line = qMax(1, theme.px(size::kHairline));
    painter.fillRect(QRect(0, height() - line, width(), line), t.line);
}

StatusLine::StatusLine(QWidget *parent)
    : QWidget(parent)
    , m_icon(new IconLabel(Icon::Refresh, Tone::Secondary, size::kIconSmall, this))
    , m_text(new PlainLabel({}, TextRole::Small, Tone::Secondary, this))
{
    const Theme &theme = Theme::of(this);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(theme.px(space::kL), theme.px(space::kXs + size::kHairline), theme.px(space::kL),
                            theme.px(space::kXs));
    row->setSpacing(theme.px(space::kS));
    row->addWidget(m_icon);
    row->addWidget(m_text, 1);
    m_text->setOverflow(Overflow::Elide);
    setStatus({});
}

void StatusLine::setStatus(const ConnectionStatus &status)
{
    const int waiting = status.messages_waiting;
    const QString queued = tr("%n message(s) will be sent then", nullptr, waiting);
    QString text;
    switch (status.state) {
    case ConnectionState::Connecting:
        text = tr("Connecting");
        break;
    case ConnectionState::Connected:
        text = waiting == 0 ? tr("Connected – all messages sent")
                            : tr("Connected – sending %n message(s)", nullptr, waiting);
        break;
    case ConnectionState::Reconnecting:
        text = waiting == 0 ? tr("Reconnecting – nothing is waiting to be sent")
                            : tr("Reconnecting – %1").arg(queued);
        break;
    case ConnectionState::Offline:
        text = waiting == 0
                   ? tr("Offline – you can read and write, messages are sent later")
                   : tr("Offline – %n message(s) kept on this computer until you are back", nullptr, waiting);
        break;
    }
    const Mark mark = markOf(status.state);
    m_icon->setIcon(mark.icon, mark.tone);
    m_text->setText(text);
    tell(this, text);
}

void StatusLine::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(this);
    const int line = qMax(1, theme.px(size::kHairline));
    QPainter(this).fillRect(QRect(0, 0, width(), line), theme.tokens().line);
}

} // namespace chat121::ui
