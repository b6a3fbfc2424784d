// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Conversations beside each other, and what stands around them. See desk_window.h.
#include "client/ui/desk/desk_window.h"

#include "client/ui/desk/context_pane.h"
#include "client/ui/desk/desk_lists.h"
#include "client/ui/desk/hand_over_strip.h"
#include "client/ui/desk/talk_column.h"
#include "client/ui/desk/talk_columns.h"
#include "client/ui/knowledge/knowledge_dialog.h"
#include "client/ui/shell/keys.h"
#include "client/ui/talk/talk_pane.h"
#include "client/ui/theme/theme.h"
#include "client/ui/widgets/banner.h"

namespace chat121::ui {

TalkColumn *DeskWindow::here() const
{
    return m_columns->current();
}

void DeskWindow::open(ConversationId conversation)
{
    m_columns->open(conversation);
}

void DeskWindow::adopt(TalkColumn *column)
{
    connect(column, &TalkColumn::refreshed, this, [this, column] {
        if (column == here()) refreshHere();
    });
    connect(column, &TalkColumn::closeAsked, this,
            [this](ConversationId conversation) { m_closing.insert(conversation); });
    connect(column, &TalkColumn::handOverBegun, m_handed, &QWidget::hide); // of an earlier one
    connect(column, &TalkColumn::wrapUpWanted, this, &DeskWindow::wrapUp);
    connect(column, &TalkColumn::serverKnowledgeWanted, this,
            [this](ConversationId id) { KnowledgeDialog::show(m_workspace, id, this); });
    connect(column->pane(), &TalkPane::emptyActionClicked, this, [this] {
        if (m_workspace.queue()->isEmpty())
            inviteCustomers();
        else
            takeOldest();
    });
    refreshEmpty();
}

void DeskWindow::addColumnKeys()
{
    bindKey(this, KeyAction::ShowBeside, [this] { showBeside(); });
    bindKey(this, KeyAction::NextColumn, [this] { m_columns->walk(1); });
    bindKey(this, KeyAction::EndColumn, [this] { m_columns->endCurrent(); });
    bindNumberKeys(this, Qt::ControlModifier, [this](int number) { openMine(number, Place::Here); });
    bindNumberKeys(this, Qt::AltModifier, [this](int number) { openMine(number, Place::Beside); });
}

// What stands around the columns is about the current one.
void DeskWindow::refreshHere()
{
    const ConversationId conversation = here()->conversation();
    const auto row = here()->row();
    const Talk *talk = here()->talk();
    m_asked->setOpen(conversation);
    m_search->setHere(conversation);
    m_panes->setColumns(static_cast<int>(m_columns->all().size()),
                        Theme::of(this).px(TalkColumns::columnUnits()));
    m_panes->setContextWanted(row.has_value());
    m_context->setStart(talk ? ContextPane::Start{talk->context(), talk->startAnswers()}
                             : ContextPane::Start{});
    m_context->show(row, talk ? talk->roster() : QList<RosterRow>(), othersOfCustomer());
    if (conversation.isValid()) m_lists->showChosen(conversation);
}

// Who walks through the lists means what they have come to, beside what was there before; else the next one
// of their own.
void DeskWindow::showBeside()
{
    const QWidget *at = focusWidget();
    ConversationId wanted{};
    if (at != nullptr && m_lists->isAncestorOf(at) && here()->before().isValid())
        wanted = here()->conversation();
    const ConversationListModel &mine = *m_workspace.mine();
    for (int place = 0; place < mine.rowCount() && !wanted.isValid(); ++place)
        if (!m_columns->holds(mine.at(place).id)) wanted = mine.at(place).id;
    if (!wanted.isValid())
        return m_columns->tell(tr("You have no other conversation that could stand beside this one."));
    goBeside(wanted);
}

void DeskWindow::goBeside(ConversationId conversation)
{
    m_columns->showBeside(conversation);
    m_panes->setDrawerOpen(false);
    here()->seen();
    here()->focusTalk();
}

void DeskWindow::openMine(int number, Place place)
{
    const ConversationListModel &mine = *m_workspace.mine();
    if (number > mine.rowCount()) return;
    const ConversationId conversation = mine.at(number - 1).id;
    if (place == Place::Beside)
        goBeside(conversation);
    else
        goTo(conversation);
}

// One alone is not remembered: the day begins with the lists.
void DeskWindow::keepColumns()
{
    DeskChoice choice = m_workspace.deskChoice();
    const QList<ConversationId> open = m_columns->conversations();
    choice.beside = open.size() > 1 ? open : QList<ConversationId>();
    m_workspace.setDeskChoice(choice);
}

} // namespace chat121::ui
