// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/desk/desk_window.h"

#include "client/ui/desk/context_pane.h"
#include "client/ui/desk/desk_head.h"
#include "client/ui/desk/desk_lists.h"
#include "client/ui/desk/desk_panes.h"
#include "client/ui/desk/people_dialogs.h"
#include "client/ui/shell/keys.h"
#include "client/ui/talk/talk_pane.h"
#include "client/ui/theme/button.h"
#include "client/ui/theme/theme.h"
#include "client/ui/widgets/banner.h"

#include <QVBoxLayout>

namespace chat121::ui {

DeskWindow::DeskWindow(Workspace &workspace, const Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_workspace(workspace)
    , m_ticker(clock)
{
    setObjectName(QStringLiteral("agentWindow"));
    build(clock);
    buildTalkActions();
    addKeys();

    connect(m_lists, &DeskLists::chosen, this, &DeskWindow::open);
    connect(&m_workspace, &Workspace::talkOpened, this, &DeskWindow::open);
    connect(&m_workspace, &Workspace::connectionChanged, m_status, &StatusLine::setStatus);
    m_status->setStatus(m_workspace.connection());
    const QList<ConversationListModel *> models = {m_workspace.queue(), m_workspace.mine(),
                                                   m_workspace.closed()};
    for (ConversationListModel *model : models) {
        connect(model, &ConversationListModel::countChanged, this, &DeskWindow::refreshActions);
        connect(model, &ConversationListModel::dataChanged, this, &DeskWindow::refreshActions);
    }
    connect(m_head, &DeskHead::inviteColleagueWanted, this,
            [this] { InvitationDialog(m_workspace, InvitationDialog::For::Colleague, this).exec(); });
    connect(m_head, &DeskHead::inviteCustomersWanted, this,
            [this] { InvitationDialog(m_workspace, InvitationDialog::For::Customers, this).exec(); });
    connect(m_head, &DeskHead::schemeWanted, this, &DeskWindow::schemeWanted);
    connect(m_head, &DeskHead::keysWanted, this, [this] { showKeys(this); });
    refreshActions();
}

void DeskWindow::build(const Clock &clock)
{
    m_head = new DeskHead(m_workspace, m_ticker, this);
    m_lists = new DeskLists(*m_workspace.queue(), *m_workspace.mine(), *m_workspace.closed(), m_ticker, this);
    m_talk = new TalkPane(clock, this);
    m_talk->setEmptyTexts(
        tr("No conversation is open"),
        tr("Choose one from the lists, or take the customer who waits longest with Ctrl+Enter."));
    m_context = new ContextPane(this);
    m_status = new StatusLine(this);
    m_status->setObjectName(QStringLiteral("statusLine"));

    m_panes = new DeskPanes(m_lists, m_talk, m_context, this);
    connect(m_panes, &DeskPanes::roomChanged, m_head, &DeskHead::setRoom);
    connect(m_head, &DeskHead::listsWanted, this, [this] {
        if (m_panes->isDrawerOpen())
            m_panes->setDrawerOpen(false);
        else
            showLists();
    });

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(m_head);
    column->addWidget(m_panes, 1);
    column->addWidget(m_status);
}

void DeskWindow::buildTalkActions()
{
    const auto add = [this](Icon icon, const QString &name, const QString &object, auto action) {
        auto *button = new IconButton(icon, name, m_talk);
        button->setObjectName(object);
        connect(button, &IconButton::clicked, this, action);
        m_talk->addHeadWidget(button);
        m_member_actions.append(button);
        return button;
    };
    add(Icon::PersonAdd, tr("Add a colleague"), QStringLiteral("addColleagueButton"),
        &DeskWindow::addColleague);
    m_let_go = add(Icon::Minus, tr("Let a colleague go"), QStringLiteral("removeColleagueButton"),
                   &DeskWindow::removeMember);
    add(Icon::Queue, tr("Return to the queue"), QStringLiteral("returnButton"),
        [this] { m_workspace.returnToQueue(m_chosen); });
    add(Icon::Check, tr("Close the conversation"), QStringLiteral("closeButton"),
        [this] { m_workspace.closeConversation(m_chosen); });

    m_waiting_footer = new QWidget(m_talk);
    auto *row = new QHBoxLayout(m_waiting_footer);
    const int margin = Theme::of(this).px(space::kM);
    row->setContentsMargins(margin, margin, margin, margin);
    row->addWidget(new PlainLabel(tr("Waiting for somebody to answer"), TextRole::Body, Tone::Secondary,
                                  m_waiting_footer),
                   1);
    m_take = new Button(ButtonKind::Primary, tr("Take"), m_waiting_footer);
    m_take->setObjectName(QStringLiteral("takeButton"));
    row->addWidget(m_take);
    connect(m_take, &Button::clicked, this, &DeskWindow::takeChosen);
    m_talk->setFooter(m_waiting_footer);
}

void DeskWindow::addKeys()
{
    bindKey(this, KeyAction::TakeOldest, [this] { takeOldest(); });
    bindKey(this, KeyAction::Take, [this] { takeChosen(); });
    bindKey(this, KeyAction::NextConversation, [this] { walk(1); });
    bindKey(this, KeyAction::PreviousConversation, [this] { walk(-1); });
    bindKey(this, KeyAction::CloseConversation, [this] {
        if (const auto row = chosenRow(); row && row->state == ConversationState::Mine)
            m_workspace.closeConversation(m_chosen);
    });
    const auto toEditor = [this] {
        if (m_talk->talk()) m_panes->setDrawerOpen(false);
        m_talk->focusEditor();
    };
    bindKey(this, KeyAction::BackToEditor, toEditor);
    bindKey(this, KeyAction::NextPane, [this, toEditor] {
        if (m_lists->isAncestorOf(focusWidget()))
            toEditor();
        else
            showLists();
    });
    bindKey(this, KeyAction::Help, [this] { showKeys(this); });
    bindNumberKeys(this, [this](int number) {
        const QList<ConversationId> order = m_lists->inOrder();
        if (number <= order.size()) open(order.at(number - 1));
    });
}

void DeskWindow::showLists()
{
    m_panes->setDrawerOpen(true);
    const auto lists = m_lists->findChildren<QListView *>();
    for (QListView *list : lists) {
        if (list->isHidden()) continue;
        list->setFocus();
        return;
    }
}

// Members of staff beside me; they can be let go.
QList<RosterRow> DeskWindow::colleaguesHere() const
{
    QList<RosterRow> here;
    const QList<RosterRow> roster = m_talk->talk() ? m_talk->talk()->roster() : QList<RosterRow>();
    for (const RosterRow &person : roster) {
        if (!person.is_me && !person.signed_by.isEmpty()) here.append(person);
    }
    return here;
}

std::optional<ConversationRow> DeskWindow::chosenRow() const
{
    const QList<ConversationListModel *> models = {m_workspace.queue(), m_workspace.mine(),
                                                   m_workspace.closed(), m_workspace.team()};
    for (const ConversationListModel *model : models) {
        if (const auto row = model->find(m_chosen)) return row;
    }
    return std::nullopt;
}

void DeskWindow::open(ConversationId conversation)
{
    m_chosen = conversation;
    m_lists->showChosen(conversation);
    Talk *talk = m_workspace.talk(conversation);
    if (talk) connect(talk, &Talk::rosterChanged, this, &DeskWindow::refreshActions, Qt::UniqueConnection);
    m_talk->show(talk);
    m_panes->setDrawerOpen(false);
    refreshActions();
}

void DeskWindow::refreshActions()
{
    const auto row = chosenRow();
    const bool is_mine = row && row->state == ConversationState::Mine;
    for (QWidget *action : std::as_const(m_member_actions))
        action->setVisible(is_mine);
    m_let_go->setVisible(is_mine && !colleaguesHere().isEmpty());
    m_waiting_footer->setVisible(row && row->state == ConversationState::Waiting);
    m_context->show(row, m_talk->talk() ? m_talk->talk()->roster() : QList<RosterRow>());
    if (m_chosen.isValid()) m_lists->showChosen(m_chosen);
}

void DeskWindow::takeChosen()
{
    if (const auto row = chosenRow(); row && row->state == ConversationState::Waiting)
        m_workspace.take(m_chosen);
}

void DeskWindow::takeOldest()
{
    if (!m_workspace.queue()->isEmpty()) m_workspace.take(m_workspace.queue()->at(0).id);
}

void DeskWindow::walk(int step)
{
    const QList<ConversationId> order = m_lists->inOrder();
    if (order.isEmpty()) return;
    const qsizetype at = order.indexOf(m_chosen);
    open(order.at(at < 0 ? 0 : qBound<qsizetype>(0, at + step, order.size() - 1)));
}

void DeskWindow::addColleague()
{
    Talk *talk = m_talk->talk();
    if (!talk) return;
    QList<PersonDialog::Person> people;
    const QList<Colleague> colleagues = m_workspace.colleagues();
    const QList<RosterRow> roster = talk->roster();
    for (const Colleague &colleague : colleagues) {
        const auto isHere = [&](const RosterRow &person) { return person.account == colleague.account; };
        if (std::any_of(roster.begin(), roster.end(), isHere)) continue;
        people.append(
            {colleague.account, colleague.name, colleague.is_online ? tr("on-line") : tr("not on-line")});
    }
    PersonDialog dialog({tr("Add a colleague"),
                         tr("They read what is written from now on. Everybody sees that they join."),
                         tr("Add"), tr("Nobody else works here yet. Invite a colleague first."),
                         QStringLiteral("colleagueList"), QStringLiteral("addColleagueNowButton")},
                        people, this);
    if (dialog.exec() == QDialog::Accepted && dialog.chosen().isValid()) talk->addColleague(dialog.chosen());
}

void DeskWindow::removeMember()
{
    Talk *talk = m_talk->talk();
    if (!talk) return;
    QList<PersonDialog::Person> people;
    const QList<RosterRow> here = colleaguesHere();
    for (const RosterRow &person : here)
        people.append({person.account, person.name, person.role});
    PersonDialog dialog({tr("Let a colleague go"),
                         tr("They cannot read what is written from now on. Everybody sees that they leave."),
                         tr("Let go"), tr("You are the only one here from your organisation."),
                         QStringLiteral("memberList"), QStringLiteral("removeColleagueNowButton")},
                        people, this);
    if (dialog.exec() == QDialog::Accepted && dialog.chosen().isValid()) talk->removeMember(dialog.chosen());
}

} // namespace chat121::ui
