// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/desk/desk_window.h"

#include "client/ui/desk/context_pane.h"
#include "client/ui/desk/desk_head.h"
#include "client/ui/desk/desk_lists.h"
#include "client/ui/desk/hand_over_strip.h"
#include "client/ui/desk/leave_dialog.h"
#include "client/ui/desk/offer_strip.h"
#include "client/ui/desk/people_dialogs.h"
#include "client/ui/desk/rules_dialog.h"
#include "client/ui/desk/talk_column.h"
#include "client/ui/desk/talk_columns.h"
#include "client/ui/replies/replies_dialog.h"
#include "client/ui/shell/keys.h"
#include "client/ui/talk/talk_pane.h"
#include "client/ui/talk/writing_habits.h"
#include "client/ui/text/names.h"
#include "client/ui/trust/organisation_dialog.h"
#include "client/ui/widgets/banner.h"

#include <QApplication>
#include <QKeySequence>
#include <QVBoxLayout>

namespace chat121::ui {

DeskWindow::DeskWindow(Workspace &workspace, const Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_workspace(workspace)
    , m_clock(clock)
    , m_ticker(clock)
{
    setObjectName(QStringLiteral("agentWindow"));
    build(clock);
    addKeys();
    addColumnKeys();

    connect(m_lists, &DeskLists::chosen, this, &DeskWindow::open);
    connect(m_lists, &DeskLists::entered, this, &DeskWindow::goTo);
    connect(m_lists, &DeskLists::besideWanted, this, &DeskWindow::goBeside);
    connect(m_search, &SearchPane::chosen, this, &DeskWindow::goToMessage);
    connect(&m_workspace, &Workspace::talkOpened, this, &DeskWindow::goTo);
    connect(&m_workspace, &Workspace::connectionChanged, m_status, &StatusLine::setStatus);
    m_status->setStatus(m_workspace.connection());
    const QList<ConversationListModel *> models = {m_workspace.queue(), m_workspace.mine(),
                                                   m_workspace.closed(), m_workspace.team(),
                                                   m_workspace.snoozed()};
    for (ConversationListModel *model : models) {
        connect(model, &ConversationListModel::countChanged, this, &DeskWindow::refreshEmpty);
    }
    connect(m_workspace.closed(), &ConversationListModel::countChanged, this, &DeskWindow::offerWrapUp);
    connect(&m_workspace, &Workspace::actionFailed, this, [this] { m_closing.clear(); });
    connect(m_context, &ContextPane::conversationWanted, this, &DeskWindow::goTo);
    connect(m_head, &DeskHead::inviteColleagueWanted, this,
            [this] { InvitationDialog(m_workspace, InvitationDialog::For::Colleague, this).exec(); });
    connect(m_head, &DeskHead::rulesWanted, this, [this] { RulesDialog(m_workspace, this).exec(); });
    connect(m_head, &DeskHead::organisationWanted, this, &DeskWindow::showOrganisation);
    connect(m_head, &DeskHead::repliesWanted, this, &DeskWindow::showReplies);
    connect(m_head, &DeskHead::overviewWanted, this, &DeskWindow::showOverview);
    connect(m_key_offer, &Banner::actionClicked, this, &DeskWindow::showOrganisation);
    connect(m_key_offer, &Banner::putOff, this, [this] { m_workspace.postponeRootKey(); });
    connect(&m_workspace, &Workspace::mentioned, this, &DeskWindow::tellOfMention);
    connect(m_mentioned, &Banner::putOff, m_mentioned, &QWidget::hide);
    connect(m_mentioned, &Banner::actionClicked, this, [this] {
        m_mentioned->hide();
        goTo(m_mentioned_in);
    });
    connect(&m_workspace, &Workspace::rootKeyChanged, this, &DeskWindow::refreshKeyOffer);
    connect(m_head, &DeskHead::inviteCustomersWanted, this, &DeskWindow::inviteCustomers);
    connect(m_columns, &TalkColumns::added, this, &DeskWindow::adopt);
    connect(m_columns, &TalkColumns::currentChanged, this, &DeskWindow::refreshHere);
    connect(m_columns, &TalkColumns::changed, this, &DeskWindow::keepColumns);
    adopt(here());
    connect(m_head, &DeskHead::schemeWanted, this, &DeskWindow::schemeWanted);
    connect(m_head, &DeskHead::recoveryWordsWanted, this, &DeskWindow::recoveryWordsWanted);
    connect(m_head, &DeskHead::devicesWanted, this, &DeskWindow::devicesWanted);
    connect(m_head, &DeskHead::leaveWanted, this, &DeskWindow::leave);
    connect(m_head, &DeskHead::keysWanted, this, [this] { showKeys(this); });
    connect(m_offer, &OfferStrip::looked, this, &DeskWindow::open);
    connect(&m_workspace, &Workspace::dutyChanged, this, &DeskWindow::refreshSetAway);
    connect(m_set_away, &Banner::actionClicked, this,
            [this] { m_workspace.setDutyStatus(DutyStatus::Available, m_workspace.capacity()); });
    connect(m_set_away, &Banner::putOff, m_set_away, &QWidget::hide);
    refreshSetAway();
    m_columns->restore(m_workspace.deskChoice().beside);
    refreshHere();
    refreshEmpty();
    refreshKeyOffer();
}

void DeskWindow::showOrganisation()
{
    OrganisationDialog(m_workspace, this).exec();
}

void DeskWindow::showReplies()
{
    RepliesDialog(m_workspace, this).exec();
}

// Said once; the button stays.
void DeskWindow::refreshKeyOffer()
{
    if (!m_workspace.rootKey().is_offered) return m_key_offer->hide();
    m_key_offer->show(
        Banner::Kind::Info,
        tr("Save your organisation's key: without it, nobody can sign for the organisation when "
           "this computer is lost."),
        tr("Save it"), tr("Not now"));
}

// The newest one; which conversation it is about is read there, where nobody looks over the shoulder.
void DeskWindow::tellOfMention(ConversationId conversation, const QString &by)
{
    m_mentioned_in = conversation;
    m_mentioned->show(Banner::Kind::Info, tr("%1 names you in a note.").arg(cleanName(by)), tr("Show it"),
                      tr("Later"));
    if (!isActiveWindow()) QApplication::alert(window());
}

void DeskWindow::inviteCustomers()
{
    InvitationDialog(m_workspace, InvitationDialog::For::Customers, this).exec();
}

void DeskWindow::leave()
{
    LeaveDialog dialog(m_workspace, this);
    connect(&dialog, &LeaveDialog::notificationsWanted, this, &DeskWindow::notificationsWanted);
    dialog.exec();
    switch (dialog.choice()) {
    case LeaveDialog::Choice::Stay:
        return;
    case LeaveDialog::Choice::Lock:
        return m_workspace.lock();
    case LeaveDialog::Choice::Practise:
        return showPractice();
    case LeaveDialog::Choice::LogOut:
        Q_EMIT removeWanted();
    }
}

void DeskWindow::build(const Clock &clock)
{
    m_head = new DeskHead(m_workspace, m_ticker, this);
    m_search = new SearchPane(m_workspace, clock, HitPlace::Shown, this);
    const QString key = QKeySequence(Qt::CTRL | Qt::Key_K).toString(QKeySequence::NativeText);
    m_search->setPlaceholder(tr("Search everything (%1)").arg(key));
    m_lists = new DeskLists({*m_workspace.queue(), *m_workspace.mine(), *m_workspace.snoozed(),
                             *m_workspace.closed(), *m_workspace.team()},
                            m_ticker, this);
    m_search->setResting(m_lists);
    m_columns = new TalkColumns(m_workspace, clock, m_ticker, this);
    m_context = new ContextPane(clock, this);
    m_status = new StatusLine(this);
    m_status->setObjectName(QStringLiteral("statusLine"));

    m_panes = new DeskPanes(m_search, m_columns, m_context, this);
    connect(m_panes, &DeskPanes::roomChanged, m_head, &DeskHead::setRoom);
    connect(m_panes, &DeskPanes::roomChanged, m_columns, &TalkColumns::setRoom);
    connect(m_head, &DeskHead::listsWanted, this, [this] {
        if (m_panes->isDrawerOpen())
            m_panes->setDrawerOpen(false);
        else
            showLists();
    });

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    m_key_offer = new Banner(this);
    m_key_offer->setObjectName(QStringLiteral("keyOffer"));
    m_key_offer->hide();
    m_mentioned = new Banner(this);
    m_mentioned->setObjectName(QStringLiteral("mentioned"));
    m_mentioned->hide();
    column->addWidget(m_head);
    column->addWidget(m_key_offer);
    buildPracticeOffer(column);
    m_set_away = new Banner(this);
    m_set_away->setObjectName(QStringLiteral("setAwayBanner"));
    m_set_away->hide();
    column->addWidget(m_set_away);
    m_offer = new OfferStrip(m_workspace, m_ticker, this);
    column->addWidget(m_offer);
    buildHandingOver(column);
    column->addWidget(m_mentioned);
    column->addWidget(m_panes, 1);
    column->addWidget(m_status);
}

void DeskWindow::addKeys()
{
    bindKey(this, KeyAction::Search, [this] { search(SearchPane::Scope::Everywhere); });
    bindKey(this, KeyAction::SearchHere, [this] { search(SearchPane::Scope::Here); });
    bindKey(this, KeyAction::TakeOldest, [this] { takeOldest(); });
    bindKey(this, KeyAction::NextConversation, [this] { walk(1); });
    bindKey(this, KeyAction::PreviousConversation, [this] { walk(-1); });
    bindKey(this, KeyAction::CloseConversation, [this] { here()->close(); });
    bindKey(this, KeyAction::WrapUp, [this] { here()->wrapUp(); });
    bindKey(this, KeyAction::OlderOfCustomer, [this] { walkCustomer(1); });
    bindKey(this, KeyAction::NewerOfCustomer, [this] { walkCustomer(-1); });
    bindKey(this, KeyAction::Snooze, [this] { here()->snooze(); });
    bindKey(this, KeyAction::BackToEditor, [this] {
        if (const QWidget *at = focusWidget(); at && m_search->isAncestorOf(at)) m_search->end();
        if (here()->talk()) m_panes->setDrawerOpen(false);
        here()->focusTalk();
    });
    bindKey(this, KeyAction::SaveConversation, [this] { here()->saveAsFile(); });
    bindKey(this, KeyAction::FirstNew, [this] { here()->pane()->showFirstNew(); });
    bindKey(this, KeyAction::Note, [this] { here()->pane()->switchNote(); });
    bindKey(this, KeyAction::CannedReplies, [this] { showReplies(); });
    bindKey(this, KeyAction::HandOver, [this] { here()->handOver(); });
    bindKey(this, KeyAction::AnswerHandOver, [this] { goToQuestion(); });
    bindKey(this, KeyAction::Overview, [this] { showOverview(); });
    bindKey(this, KeyAction::Practice, [this] { showPractice(); });
    bindKey(this, KeyAction::Devices, [this] { Q_EMIT devicesWanted(); });
    bindKey(this, KeyAction::NextPane, [this] { nextPane(); });
    bindKey(this, KeyAction::Lock, [this] { m_workspace.lock(); });
    bindKey(this, KeyAction::Help, [this] { showKeys(this); });
}

void DeskWindow::showLists()
{
    m_panes->setDrawerOpen(true);
    if (m_search->isSearching())
        m_search->takeFocus(SearchPane::Scope::Everywhere);
    else
        m_lists->takeFocus();
}

void DeskWindow::search(SearchPane::Scope scope)
{
    m_panes->setDrawerOpen(true);
    m_search->takeFocus(scope);
}

// The lists, the conversation, the strip above them, and round again.
void DeskWindow::nextPane()
{
    const QWidget *at = focusWidget();
    const bool is_in_lists = at && m_search->isAncestorOf(at);
    if (is_in_lists && here()->talk()) {
        m_panes->setDrawerOpen(false);
        here()->focusTalk();
    } else if (is_in_lists || (at && m_columns->isAncestorOf(at))) {
        m_head->takeFocus();
    } else {
        showLists();
    }
}

void DeskWindow::goToMessage(ConversationId conversation, const MessageId &message)
{
    open(conversation);
    m_panes->setDrawerOpen(false);
    here()->pane()->reach(message);
}

void DeskWindow::goTo(ConversationId conversation)
{
    open(conversation);
    m_panes->setDrawerOpen(false);
    here()->seen();
    here()->focusTalk();
}

// What is here when nothing is open, and the next step.
void DeskWindow::refreshEmpty()
{
    const bool is_waiting = !m_workspace.queue()->isEmpty();
    const bool is_idle = !is_waiting && m_workspace.mine()->isEmpty();
    const QString key = QKeySequence(Qt::CTRL | Qt::Key_Return).toString(QKeySequence::NativeText);
    const QString idle = tr("Customers come into the queue as soon as they write. They need a link "
                            "of yours for that.");
    const QString waiting = tr("Choose one from the lists, or take the customer who waits "
                               "longest (%1).")
                                .arg(key);
    for (const TalkColumn *column : m_columns->all()) {
        if (is_idle)
            column->pane()->setEmptyTexts(tr("Nobody is waiting"), idle, tr("Invite customers"));
        else
            column->pane()->setEmptyTexts(tr("No conversation is open"),
                                          is_waiting ? waiting : tr("Choose one from the lists."),
                                          is_waiting ? tr("Take the next one") : QString());
    }
}

void DeskWindow::walk(int step)
{
    const QList<ConversationId> order = m_lists->inOrder();
    if (order.isEmpty()) return;
    const qsizetype at = order.indexOf(here()->conversation());
    goTo(order.at(at < 0 ? 0 : qBound<qsizetype>(0, at + step, order.size() - 1)));
}

} // namespace chat121::ui
