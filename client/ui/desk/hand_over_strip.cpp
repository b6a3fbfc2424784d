// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/desk/hand_over_strip.h"

#include "client/ui/desk/note_card.h"
#include "client/ui/text/names.h"
#include "client/ui/theme/button.h"
#include "client/ui/theme/theme.h"
#include "client/ui/widgets/elapsed.h"
#include "client/ui/widgets/icon_label.h"
#include "client/ui/widgets/plain_label.h"

#include <QAccessible>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

namespace chat121::ui {

HandOverStrip::HandOverStrip(Workspace &workspace, ElapsedTicker &ticker, Place place, QWidget *parent)
    : QWidget(parent)
    , m_workspace(workspace)
    , m_ticker(ticker)
    , m_place(place)
{
    setObjectName(place == Place::Desk ? QStringLiteral("askedStrip") : QStringLiteral("handOverStrip"));
    build();
    hide();
    for (const ConversationListModel *model : {m_workspace.mine(), m_workspace.team()}) {
        connect(model, &ConversationListModel::countChanged, this, &HandOverStrip::refresh);
        connect(model, &QAbstractItemModel::dataChanged, this, &HandOverStrip::refresh);
        connect(model, &QAbstractItemModel::modelReset, this, &HandOverStrip::refresh);
    }
    connect(&ticker, &ElapsedTicker::ticked, this, &HandOverStrip::count);
    connect(&workspace, &Workspace::actionFailed, this, [this] {
        m_answered = {}; // may be tried again
        refresh();
    });
    refresh();
}

void HandOverStrip::build()
{
    const Theme &theme = Theme::of(this);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(theme.px(space::kL), theme.px(space::kS), theme.px(space::kL),
                               theme.px(space::kS));
    column->setSpacing(theme.px(space::kXs));
    auto *row = new QHBoxLayout;
    row->setSpacing(theme.px(space::kS));
    row->addWidget(new IconLabel(Icon::Transfer, Tone::Accent, size::kIcon, this));
    m_words = new PlainLabel({}, TextRole::Body, Tone::Primary, this);
    row->addWidget(m_words, 1);
    m_left = new PlainLabel({}, TextRole::Small, Tone::Secondary, this);
    row->addWidget(m_left);
    column->addLayout(row);
    m_note = new NoteCard(this);
    column->addWidget(m_note);
    column->addLayout(makeButtons());
    m_words->setObjectName(objectName() + QStringLiteral("Label"));
    m_left->setObjectName(objectName() + QStringLiteral("LeftLabel"));
    m_note->setObjectName(objectName() + QStringLiteral("Note"));
}

QLayout *HandOverStrip::makeButtons()
{
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(Theme::of(this).px(space::kS));
    buttons->addStretch(1);
    m_look = new IconButton(Icon::Eye, tr("Look"), this);
    m_look->setObjectName(objectName() + QStringLiteral("LookButton"));
    buttons->addWidget(m_look);
    m_look->setAccessibleDescription(tr("Shows the conversation as far as you may read it"));
    m_withdraw = put(buttons, QStringLiteral("WithdrawButton"),
                     new Button(ButtonKind::Secondary, tr("Withdraw"), this));
    m_withdraw->setAccessibleDescription(tr("It stays with you, and your colleague is no longer asked"));
    m_decline =
        put(buttons, QStringLiteral("DeclineButton"), new Button(ButtonKind::Secondary, tr("Decline"), this));
    m_decline->setAccessibleDescription(tr("It stays with your colleague"));
    m_accept =
        put(buttons, QStringLiteral("AcceptButton"), new Button(ButtonKind::Primary, tr("Accept"), this));
    m_accept->setAccessibleDescription(tr("You go on with the customer"));
    connect(m_look, &IconButton::clicked, this, [this] { Q_EMIT looked(m_shown); });
    connect(m_withdraw, &Button::clicked, this, [this] { answer(&Workspace::withdrawHandOver); });
    connect(m_decline, &Button::clicked, this, [this] { answer(&Workspace::declineHandOver); });
    connect(m_accept, &Button::clicked, this, [this] { answer(&Workspace::acceptHandOver); });
    return buttons;
}

Button *HandOverStrip::put(QBoxLayout *row, const QString &name, Button *button)
{
    button->setObjectName(objectName() + name);
    row->addWidget(button);
    return button;
}

// Once: a second click would ask for something that is settled.
void HandOverStrip::answer(void (Workspace::*with)(ConversationId))
{
    m_answered = m_until;
    refresh();
    (m_workspace.*with)(m_shown);
}

void HandOverStrip::setOpen(ConversationId conversation)
{
    if (m_open == conversation) return;
    m_open = conversation;
    refresh();
}

bool HandOverStrip::isAsking() const
{
    return m_was_asking && m_accept->isEnabled();
}

void HandOverStrip::takeFocus()
{
    m_accept->setFocus(Qt::ShortcutFocusReason);
}

std::optional<ConversationRow> HandOverStrip::shown() const
{
    std::optional<ConversationRow> first;
    for (const ConversationListModel *model : {m_workspace.mine(), m_workspace.team()}) {
        for (int place = 0; place < model->rowCount(); ++place) {
            const ConversationRow &row = model->at(place);
            if (row.hand_over_until == UnixTime{}) continue;
            if (m_place == Place::Talk) {
                if (row.id == m_open) return row;
                continue;
            }
            const bool is_question = row.is_hand_over_here && !row.is_hand_over_accepted;
            const bool is_first = !first || row.hand_over_until < first->hand_over_until;
            if (is_question && row.id != m_open && is_first) first = row;
        }
    }
    return first;
}

QString HandOverStrip::wordsOf(const ConversationRow &row) const
{
    const QString agent = isolated(cleanName(row.taken_by));
    const QString colleague = isolated(cleanName(row.hand_over_to));
    if (row.is_hand_over_here) {
        if (row.is_hand_over_accepted)
            return tr("You have accepted. As soon as %1's computer has let you in, you go on.").arg(agent);
        if (m_place == Place::Talk) return tr("%1 asks you to go on with this conversation.").arg(agent);
        const QString customer = isolated(cleanName(row.title));
        if (row.department.isEmpty()) return tr("%1 asks you to go on with %2.").arg(agent, customer);
        //: A colleague, a customer, and the department of the conversation
        return tr("%1 asks you to go on with %2, in %3.")
            .arg(agent, customer, isolated(cleanName(row.department)));
    }
    if (!row.is_hand_over_mine) return tr("%1 has asked %2 to go on from here.").arg(agent, colleague);
    return row.is_hand_over_accepted ? tr("%1 has accepted and is coming in.").arg(colleague)
                                     : tr("Waiting for %1. Until then it stays with you.").arg(colleague);
}

void HandOverStrip::refresh()
{
    const auto row = shown();
    setVisible(row.has_value());
    const ConversationId before = std::exchange(m_shown, row ? row->id : ConversationId{});
    const bool was_asking = std::exchange(m_was_asking, false);
    if (!row) return;
    m_was_asking = row->is_hand_over_here && !row->is_hand_over_accepted;
    m_until = row->hand_over_until;
    m_words->setText(wordsOf(*row));
    m_note->setNote(row->taken_by, row->is_hand_over_here ? row->hand_over_note : QString());
    m_left->setVisible(!row->is_hand_over_accepted);
    m_look->setVisible(m_place == Place::Desk);
    m_withdraw->setVisible(row->is_hand_over_mine);
    m_decline->setVisible(m_was_asking);
    m_accept->setVisible(m_was_asking);
    for (Button *button : {m_withdraw, m_decline, m_accept})
        button->setEnabled(m_answered == UnixTime{} || m_answered != m_until);
    count(m_ticker.now());
    if (!m_was_asking || (was_asking && before == m_shown)) return;
    QAccessibleEvent alert(m_words, QAccessible::Alert); // it does not wait
    QAccessible::updateAccessibility(&alert);
}

void HandOverStrip::count(UnixTime now)
{
    if (!m_shown.isValid()) return;
    const auto left = std::max(std::chrono::milliseconds(0), m_until - now);
    m_left->setText(elapsedText(left));
    m_left->setAccessibleName(tr("%1 left").arg(elapsedWords(left)));
}

void HandOverStrip::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.tokens().selected);
    painter.setPen(QPen(theme.tokens().line, theme.exact(size::kHairline)));
    const bool is_above = m_place == Place::Desk;
    painter.drawLine(is_above ? rect().bottomLeft() : rect().topLeft(),
                     is_above ? rect().bottomRight() : rect().topRight());
}

} // namespace chat121::ui
