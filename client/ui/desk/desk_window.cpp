// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/desk/desk_window.h"

#include "client/ui/desk/context_pane.h"
#include "client/ui/desk/desk_head.h"
#include "client/ui/desk/desk_lists.h"
#include "client/ui/desk/leave_dialog.h"
#include "client/ui/desk/offer_strip.h"
#include "client/ui/desk/people_dialogs.h"
#include "client/ui/desk/rules_dialog.h"
#include "client/ui/knowledge/knowledge_dialog.h"
#include "client/ui/replies/replies_dialog.h"
#include "client/ui/replies/reply_writing.h"
#include "client/ui/shell/keys.h"
#include "client/ui/talk/talk_pane.h"
#include "client/ui/talk/writing_habits.h"
#include "client/ui/text/names.h"
#include "client/ui/theme/button.h"
#include "client/ui/theme/theme.h"
#include "client/ui/trust/organisation_dialog.h"
#include "client/ui/widgets/banner.h"

#include <QApplication>
#include <QKeySequence>
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
    connect(m_lists, &DeskLists::entered, this, &DeskWindow::goTo);
    connect(m_search, &SearchPane::chosen, this, &DeskWindow::goToMessage);
    connect(&m_workspace, &Workspace::talkOpened, this, &DeskWindow::goTo);
    connect(&m_workspace, &Workspace::connectionChanged, m_status, &StatusLine::setStatus);
    m_status->setStatus(m_workspace.connection());
    const QList<ConversationListModel *> models = {m_workspace.queue(), m_workspace.mine(),
                                                   m_workspace.closed()};
    for (ConversationListModel *model : models) {
        connect(model, &ConversationListModel::countChanged, this, &DeskWindow::refreshActions);
        connect(model, &ConversationListModel::countChanged, this, &DeskWindow::refreshEmpty);
        connect(model, &ConversationListModel::dataChanged, this, &DeskWindow::refreshActions);
    }
    connect(m_workspace.closed(), &ConversationListModel::countChanged, this, &DeskWindow::offerWrapUp);
    connect(&m_workspace, &Workspace::actionFailed, this, [this] { m_closing.clear(); });
    connect(m_head, &DeskHead::inviteColleagueWanted, this,
            [this] { InvitationDialog(m_workspace, InvitationDialog::For::Colleague, this).exec(); });
    connect(m_head, &DeskHead::rulesWanted, this, [this] { RulesDialog(m_workspace, this).exec(); });
    connect(m_head, &DeskHead::organisationWanted, this, &DeskWindow::showOrganisation);
    connect(m_head, &DeskHead::repliesWanted, this, &DeskWindow::showReplies);
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
    connect(m_talk, &TalkPane::serverKnowledgeWanted, this,
            [this](ConversationId id) { KnowledgeDialog::show(m_workspace, id, this); });
    connect(m_talk, &TalkPane::emptyActionClicked, this, [this] {
        if (m_workspace.queue()->isEmpty())
            inviteCustomers();
        else
            takeOldest();
    });
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
    refreshActions();
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
    m_lists = new DeskLists(*m_workspace.queue(), *m_workspace.mine(), *m_workspace.closed(), m_ticker, this);
    m_search->setResting(m_lists);
    m_talk = new TalkPane(clock, this);
    new ReplyWriting(m_workspace, clock, *m_talk); // the pane's
    new WritingHabits(m_workspace, *m_talk);
    m_context = new ContextPane(this);
    m_status = new StatusLine(this);
    m_status->setObjectName(QStringLiteral("statusLine"));

    m_panes = new DeskPanes(m_search, m_talk, m_context, this);
    connect(m_panes, &DeskPanes::roomChanged, m_head, &DeskHead::setRoom);
    connect(m_panes, &DeskPanes::roomChanged, this, &DeskWindow::refreshRoom);
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
    m_set_away = new Banner(this);
    m_set_away->setObjectName(QStringLiteral("setAwayBanner"));
    m_set_away->hide();
    column->addWidget(m_set_away);
    m_offer = new OfferStrip(m_workspace, m_ticker, this);
    column->addWidget(m_offer);
    column->addWidget(m_mentioned);
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
    add(Icon::Return, tr("Return to the queue"), QStringLiteral("returnButton"),
        [this] { m_workspace.returnToQueue(m_chosen); });
    auto *save = new IconButton(Icon::Save, tr("Save as a file…"), m_talk);
    save->setObjectName(QStringLiteral("saveButton"));
    connect(save, &IconButton::clicked, m_talk, &TalkPane::saveAsFile);
    m_talk->addHeadWidget(save);
    m_save = save;
    m_erase = add(Icon::Erase, tr("Erase this conversation"), QStringLiteral("eraseButton"),
                  &DeskWindow::confirmErase);
    m_close = new Button(ButtonKind::Quiet, Icon::Check, tr("Close"), m_talk);
    m_close->setObjectName(QStringLiteral("closeButton"));
    m_close->setAccessibleName(tr("Close the conversation"));
    m_close->setToolTip(m_close->accessibleName());
    connect(m_close, &Button::clicked, this, &DeskWindow::closeChosen);
    m_talk->addHeadWidget(m_close);
    m_member_actions.append(m_close);

    m_footer = new QWidget(m_talk);
    auto *row = new QHBoxLayout(m_footer);
    const int margin = Theme::of(this).px(space::kM);
    row->setContentsMargins(margin, margin, margin, 0); // what lies below has a margin of its own
    m_standing = new PlainLabel({}, TextRole::Body, Tone::Secondary, m_footer);
    row->addWidget(m_standing, 1);
    m_take = new Button(ButtonKind::Primary, tr("Take"), m_footer);
    m_take->setObjectName(QStringLiteral("takeButton"));
    row->addWidget(m_take);
    connect(m_take, &Button::clicked, this, &DeskWindow::takeChosen);
    m_wrap_up = new Button(ButtonKind::Secondary, tr("Wrap up…"), m_footer);
    m_wrap_up->setObjectName(QStringLiteral("wrapUpButton"));
    row->addWidget(m_wrap_up);
    connect(m_wrap_up, &Button::clicked, this, [this] { wrapUp(m_chosen); });
    m_receipt = new Button(ButtonKind::Secondary, tr("Receipt"), m_footer);
    m_receipt->setObjectName(QStringLiteral("receiptButton"));
    m_receipt->setAccessibleDescription(tr("Shows what the server has signed about the erasure"));
    row->addWidget(m_receipt);
    connect(m_receipt, &Button::clicked, this, [this] { m_workspace.showReceipt(m_chosen); });
    m_talk->setFooter(m_footer);
}

void DeskWindow::addKeys()
{
    bindKey(this, KeyAction::Search, [this] { search(SearchPane::Scope::Everywhere); });
    bindKey(this, KeyAction::SearchHere, [this] { search(SearchPane::Scope::Here); });
    bindKey(this, KeyAction::TakeOldest, [this] { takeOldest(); });
    bindKey(this, KeyAction::NextConversation, [this] { walk(1); });
    bindKey(this, KeyAction::PreviousConversation, [this] { walk(-1); });
    bindKey(this, KeyAction::CloseConversation, [this] { closeChosen(); });
    bindKey(this, KeyAction::WrapUp, [this] {
        if (mayWrapUp()) wrapUp(m_chosen);
    });
    bindKey(this, KeyAction::BackToEditor, [this] {
        if (const QWidget *here = focusWidget(); here && m_search->isAncestorOf(here)) m_search->end();
        if (m_talk->talk()) m_panes->setDrawerOpen(false);
        focusTalk();
    });
    bindKey(this, KeyAction::SaveConversation, [this] {
        if (m_save->isVisibleTo(this)) m_talk->saveAsFile();
    });
    bindKey(this, KeyAction::FirstNew, [this] { m_talk->showFirstNew(); });
    bindKey(this, KeyAction::Note, [this] { m_talk->switchNote(); });
    bindKey(this, KeyAction::CannedReplies, [this] { showReplies(); });
    bindKey(this, KeyAction::Devices, [this] { Q_EMIT devicesWanted(); });
    bindKey(this, KeyAction::NextPane, [this] { nextPane(); });
    bindKey(this, KeyAction::Lock, [this] { m_workspace.lock(); });
    bindKey(this, KeyAction::Help, [this] { showKeys(this); });
    bindNumberKeys(this, [this](int number) {
        const QList<ConversationId> order = m_lists->inOrder();
        if (number <= order.size()) goTo(order.at(number - 1));
    });
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
    const QWidget *here = focusWidget();
    const bool is_in_lists = here && m_search->isAncestorOf(here);
    if (is_in_lists && m_talk->talk()) {
        m_panes->setDrawerOpen(false);
        focusTalk();
    } else if (is_in_lists || (here && m_talk->isAncestorOf(here))) {
        m_head->takeFocus();
    } else {
        showLists();
    }
}

// Where the next step is: Take for who waits, else the line to write in.
void DeskWindow::focusTalk()
{
    if (m_take->isVisibleTo(this))
        m_take->setFocus(Qt::ShortcutFocusReason);
    else if (m_talk->talk())
        m_talk->focusEditor();
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
    if (talk) {
        connect(talk, &Talk::rosterChanged, this, &DeskWindow::refreshActions, Qt::UniqueConnection);
        connect(talk, &Talk::erasureChanged, this, &DeskWindow::refreshActions, Qt::UniqueConnection);
        connect(talk, &Talk::notabilityChanged, this, &DeskWindow::refreshActions, Qt::UniqueConnection);
    }
    m_talk->show(talk);
    m_search->setHere(conversation);
    refreshActions();
}

void DeskWindow::goToMessage(ConversationId conversation, const MessageId &message)
{
    open(conversation);
    m_panes->setDrawerOpen(false);
    m_talk->reach(message);
}

void DeskWindow::goTo(ConversationId conversation)
{
    open(conversation);
    m_panes->setDrawerOpen(false);
    focusTalk();
}

void DeskWindow::refreshActions()
{
    const auto row = chosenRow();
    const bool is_mine = row && row->state == ConversationState::Mine;
    for (QWidget *action : std::as_const(m_member_actions))
        action->setVisible(is_mine);
    m_let_go->setVisible(is_mine && !colleaguesHere().isEmpty());
    const Talk *talk = m_talk->talk();
    m_erase->setVisible(talk != nullptr && talk->isErasable());
    const bool is_erased = talk != nullptr && talk->erasure() == Talk::Erasure::Done;
    const bool is_waiting = row && row->state == ConversationState::Waiting;
    const bool is_closed = row && row->state == ConversationState::Closed;
    m_save->setVisible(is_mine || is_closed); // what waits is not this computer's yet
    m_footer->setVisible(is_waiting || is_closed);
    const bool is_colleagues = is_waiting && !row->is_offered_here && !row->offered_to.isEmpty();
    m_take->setVisible(is_waiting && !is_colleagues);
    m_wrap_up->setVisible(mayWrapUp());
    m_receipt->setVisible(is_erased && talk->hasReceipt());
    m_standing->setText(is_erased   ? tr("This conversation was erased. Nothing of it can be brought back.")
                        : is_closed ? tr("This conversation is closed. When the customer writes again, it "
                                         "comes back into the queue.")
                        : is_colleagues
                            ? tr("Offered to %1 for a moment").arg(isolated(cleanName(row->offered_to)))
                            : tr("Waiting for somebody to answer"));
    m_panes->setContextWanted(row.has_value());
    m_context->show(row, m_talk->talk() ? m_talk->talk()->roster() : QList<RosterRow>());
    if (m_chosen.isValid()) m_lists->showChosen(m_chosen);
}

// What is here when nothing is open, and the next step.
void DeskWindow::refreshEmpty()
{
    const bool is_waiting = !m_workspace.queue()->isEmpty();
    if (!is_waiting && m_workspace.mine()->isEmpty()) {
        m_talk->setEmptyTexts(tr("Nobody is waiting"),
                              tr("Customers come into the queue as soon as they write. They need a link "
                                 "of yours for that."),
                              tr("Invite customers"));
        return;
    }
    const QString key = QKeySequence(Qt::CTRL | Qt::Key_Return).toString(QKeySequence::NativeText);
    m_talk->setEmptyTexts(tr("No conversation is open"),
                          is_waiting ? tr("Choose one from the lists, or take the customer who waits "
                                          "longest (%1).")
                                           .arg(key)
                                     : tr("Choose one from the lists."),
                          is_waiting ? tr("Take the next one") : QString());
}

// A word beside the icon where there is room for it.
void DeskWindow::refreshRoom(Room room)
{
    const bool has_room = room == Room::Plenty || room == Room::Enough;
    m_close->setText(has_room ? tr("Close") : QString());
}

void DeskWindow::takeChosen()
{
    if (const auto row = chosenRow(); row && row->state == ConversationState::Waiting)
        m_workspace.take(m_chosen);
}

// Who is offered to the reader comes before who has waited longer; a colleague's is theirs.
void DeskWindow::takeOldest()
{
    const ConversationListModel &queue = *m_workspace.queue();
    ConversationId oldest{};
    for (int place = 0; place < queue.rowCount(); ++place) {
        const ConversationRow &row = queue.at(place);
        if (row.is_offered_here) return m_workspace.take(row.id);
        if (!oldest.isValid() && row.offered_to.isEmpty()) oldest = row.id;
    }
    if (oldest.isValid()) m_workspace.take(oldest);
}

void DeskWindow::refreshSetAway()
{
    if (!m_workspace.wasSetAway()) return m_set_away->hide();
    m_set_away->show(Banner::Kind::Warning,
                     tr("You are away now: somebody who was offered to you was not taken in time, a customer "
                        "of yours was not answered, or another computer of yours says so. Nobody is offered "
                        "to you."),
                     tr("I am here"), tr("Stay away"));
}

void DeskWindow::walk(int step)
{
    const QList<ConversationId> order = m_lists->inOrder();
    if (order.isEmpty()) return;
    const qsizetype at = order.indexOf(m_chosen);
    goTo(order.at(at < 0 ? 0 : qBound<qsizetype>(0, at + step, order.size() - 1)));
}

} // namespace chat121::ui
