// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/talk/later_strip.h"

#include "client/ui/talk/later_dialog.h"
#include "client/ui/talk/later_times.h"
#include "client/ui/text/names.h"
#include "client/ui/theme/button.h"
#include "client/ui/theme/theme.h"
#include "client/ui/widgets/icon_label.h"
#include "client/ui/widgets/plain_label.h"

#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

namespace chat121::ui {

LaterStrip::LaterStrip(const Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_clock(clock)
{
    setObjectName(QStringLiteral("laterStrip"));
    build();
    hide();
}

void LaterStrip::build()
{
    const Theme &theme = Theme::of(this);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(theme.px(space::kL), theme.px(space::kXs), theme.px(space::kL),
                               theme.px(space::kXs));
    column->setSpacing(0);
    auto *row = new QHBoxLayout;
    row->setSpacing(theme.px(space::kS));
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(theme.px(space::kXs));
    buttons->addStretch(1);
    column->addLayout(row);
    column->addLayout(buttons);
    m_icon = new IconLabel(Icon::Clock, Tone::Accent, size::kIcon, this);
    row->addWidget(m_icon);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(0);
    m_words = new PlainLabel({}, TextRole::SmallStrong, Tone::Secondary, this);
    m_words->setObjectName(QStringLiteral("laterWhenLabel"));
    m_text = new PlainLabel({}, TextRole::Body, Tone::Primary, this);
    m_text->setObjectName(QStringLiteral("laterTextLabel"));
    m_text->setOverflow(Overflow::Elide);
    texts->addWidget(m_words);
    texts->addWidget(m_text);
    row->addLayout(texts, 1);
    m_next = new IconButton(Icon::Forward, tr("The next one that waits"), this);
    m_next->setObjectName(QStringLiteral("laterNextButton"));
    m_change = new Button(ButtonKind::Quiet, tr("Change…"), this);
    m_change->setObjectName(QStringLiteral("laterChangeButton"));
    m_now = new Button(ButtonKind::Quiet, tr("Send now"), this);
    m_now->setObjectName(QStringLiteral("laterNowButton"));
    m_delete = new Button(ButtonKind::Quiet, tr("Delete"), this);
    m_delete->setObjectName(QStringLiteral("laterDeleteButton"));
    m_delete->setAccessibleDescription(tr("It is not sent"));
    for (QWidget *button : {static_cast<QWidget *>(m_next), static_cast<QWidget *>(m_change),
                            static_cast<QWidget *>(m_now), static_cast<QWidget *>(m_delete)})
        buttons->addWidget(button);
    connect(m_next, &IconButton::clicked, this, &LaterStrip::showNext);
    connect(m_change, &Button::clicked, this, &LaterStrip::change);
    connect(m_now, &Button::clicked, this, [this] {
        if (const auto message = shown(); message && m_talk)
            m_talk->changeLater(message->id, message->text, m_clock.now());
    });
    connect(m_delete, &Button::clicked, this, [this] {
        if (const auto message = shown(); message && m_talk) m_talk->cancelLater(message->id);
    });
}

void LaterStrip::setTalk(Talk *talk)
{
    if (m_talk) m_talk->disconnect(this);
    m_talk = talk;
    m_shown = {};
    if (m_talk) {
        connect(m_talk, &Talk::laterChanged, this, &LaterStrip::refresh);
        connect(m_talk, &Talk::writableChanged, this, &LaterStrip::refresh);
        connect(m_talk, &QObject::destroyed, this, &QWidget::hide);
    }
    refresh();
}

// The one that was chosen, else the one that is due first.
std::optional<LaterMessage> LaterStrip::shown() const
{
    const QList<LaterMessage> waiting = m_talk ? m_talk->later() : QList<LaterMessage>();
    if (waiting.isEmpty()) return std::nullopt;
    const auto chosen = std::find_if(waiting.begin(), waiting.end(),
                                     [this](const LaterMessage &message) { return message.id == m_shown; });
    return chosen == waiting.end() ? waiting.constFirst() : *chosen;
}

void LaterStrip::refresh()
{
    const auto message = shown();
    setVisible(message.has_value());
    if (!message) return;
    const qsizetype all = m_talk->later().size();
    const QString when = laterText(QDateTime::fromMSecsSinceEpoch(message->due_at.ms));
    QString words = message->is_held
                        ? tr("Not sent on %1: nothing could be written here at that time.").arg(when)
                        : tr("Waits on this computer, to be sent on %1").arg(when);
    if (all > 1) words += QLatin1Char(' ') + tr("(and %n more)", nullptr, static_cast<int>(all - 1));
    m_icon->setIcon(message->is_held ? Icon::Warning : Icon::Clock,
                    message->is_held ? Tone::Warn : Tone::Accent);
    m_words->setText(words);
    m_text->setText(cleanName(message->text.simplified()));
    m_next->setVisible(all > 1);
    m_now->setVisible(m_talk->isWritable());
}

void LaterStrip::showNext()
{
    const auto message = shown();
    if (!message) return;
    const QList<LaterMessage> waiting = m_talk->later();
    const auto at = std::find(waiting.begin(), waiting.end(), *message) - waiting.begin();
    m_shown = waiting.at((at + 1) % waiting.size()).id;
    refresh();
}

void LaterStrip::change()
{
    const auto message = shown();
    if (!message) return;
    auto *dialog = new LaterDialog(m_clock, *message, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &LaterDialog::decided, this,
            [talk = m_talk, id = message->id](const QString &text, UnixTime due_at) {
                if (talk) talk->changeLater(id, text, due_at);
            });
    dialog->open();
}

void LaterStrip::askWhen(const QString &text)
{
    if (!m_talk) return;
    auto *dialog = new LaterDialog(m_clock, {{}, text, {}, false}, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &LaterDialog::decided, this,
            [this, talk = m_talk, text](const QString &decided, UnixTime due_at) {
                if (!talk) return;
                talk->sayLater(decided, due_at);
                if (talk == m_talk) Q_EMIT kept(text);
            });
    dialog->open();
}

void LaterStrip::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.tokens().selected);
    painter.setPen(QPen(theme.tokens().line, theme.exact(size::kHairline)));
    painter.drawLine(rect().topLeft(), rect().topRight());
}

} // namespace chat121::ui
