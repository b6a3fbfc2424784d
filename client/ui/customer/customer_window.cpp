// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/customer/customer_window.h"

#include "client/ui/talk/talk_pane.h"
#include "client/ui/text/names.h"
#include "client/ui/theme/button.h"
#include "client/ui/theme/theme.h"
#include "client/ui/widgets/banner.h"
#include "client/ui/widgets/card.h"
#include "client/ui/widgets/icon_label.h"

#include <QVBoxLayout>

namespace chat121::ui {

CustomerWindow::CustomerWindow(Workspace &workspace, const Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_workspace(workspace)
{
    setObjectName(QStringLiteral("customerWindow"));
    m_talk = new TalkPane(clock, this);
    m_talk->setTitleShown(false);
    m_talk->setEmptyTexts(tr("How can we help?"), tr("Write your question below."));
    m_status = new StatusLine(this);
    m_status->setObjectName(QStringLiteral("statusLine"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(makeHead());
    column->addWidget(m_talk, 1);
    column->addWidget(m_status);

    connect(&m_workspace, &Workspace::standingChanged, this, &CustomerWindow::refresh);
    connect(&m_workspace, &Workspace::stateChanged, this, &CustomerWindow::refresh);
    connect(&m_workspace, &Workspace::connectionChanged, m_status, &StatusLine::setStatus);
    m_status->setStatus(m_workspace.connection());
    m_talk->show(m_workspace.ownTalk());
    refresh();
    m_talk->focusEditor();
}

QWidget *CustomerWindow::makeHead()
{
    const Theme &theme = Theme::of(this);
    auto *head = new Pane(Pane::Edge::Bottom, this);
    auto *column = new QVBoxLayout(head);
    column->setContentsMargins(theme.px(space::kL), theme.px(space::kM), theme.px(space::kM),
                               theme.px(space::kM));
    column->setSpacing(theme.px(space::kXs));
    auto *first = new QHBoxLayout;
    m_organisation = new PlainLabel({}, TextRole::Title, Tone::Primary, head);
    m_organisation->setObjectName(QStringLiteral("organisationLabel"));
    m_organisation->setOverflow(Overflow::Elide);
    auto *tick = new IconLabel(Icon::ShieldCheck, Tone::Accent, size::kIcon, head);
    tick->setAccessibleName(tr("signed by %1").arg(cleanName(m_workspace.organisation())));
    auto *erase = new IconButton(Icon::Leave, tr("End and erase on this computer"), head);
    erase->setObjectName(QStringLiteral("eraseButton"));
    connect(erase, &IconButton::clicked, this, &CustomerWindow::eraseWanted);
    first->addWidget(m_organisation);
    first->addWidget(tick);
    first->addStretch();
    first->addWidget(erase);
    column->addLayout(first);

    auto *second = new QHBoxLayout;
    m_standing = new PlainLabel({}, TextRole::Body, Tone::Secondary, head);
    m_standing->setObjectName(QStringLiteral("standingLabel"));
    m_leave_message = new Button(ButtonKind::Quiet, tr("Leave a message instead"), head);
    m_leave_message->setObjectName(QStringLiteral("leaveMessageButton"));
    connect(m_leave_message, &Button::clicked, &m_workspace, &Workspace::leaveMessageInstead);
    second->addWidget(m_standing, 1);
    second->addWidget(m_leave_message);
    column->addLayout(second);
    return head;
}

QString CustomerWindow::sentence(const QueueStanding &standing) const
{
    switch (standing.step) {
    case QueueStanding::Step::NotStarted:
        return standing.agents_on_duty > 0
                   ? tr("Somebody is here to answer you.")
                   : tr("Nobody is here at the moment. Write, and they answer when they are back.");
    case QueueStanding::Step::Waiting: {
        if (standing.position <= 0) return tr("Waiting for somebody to answer.");
        const QString place =
            standing.position == 1 ? tr("You are next.") : tr("You are number %1.").arg(standing.position);
        if (standing.estimate_s <= 0) return place;
        return tr("%1 About %n minute(s).", nullptr, (standing.estimate_s + 59) / 60).arg(place);
    }
    case QueueStanding::Step::MessageLeft:
        return tr("Your message is kept for them. They answer here when they are back.");
    case QueueStanding::Step::Talking:
        return tr("You are talking to %1 (%2)")
            .arg(cleanName(standing.talking_to), cleanName(standing.talking_to_role));
    case QueueStanding::Step::Closed:
        return tr("This conversation is closed. Write again to reopen it.");
    }
    return {};
}

void CustomerWindow::refresh()
{
    const QueueStanding standing = m_workspace.standing();
    m_organisation->setText(cleanName(m_workspace.organisation()));
    m_standing->setText(sentence(standing));
    m_leave_message->setVisible(standing.step == QueueStanding::Step::Waiting);
    if (m_talk->talk() != m_workspace.ownTalk()) m_talk->show(m_workspace.ownTalk());
}

} // namespace chat121::ui
