// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How a conversation of the desk is built and what it offers now; see talk_column.h.
#include "client/ui/desk/talk_column.h"

#include "client/ui/desk/hand_over_strip.h"
#include "client/ui/desk/snooze_bar.h"
#include "client/ui/replies/reply_writing.h"
#include "client/ui/talk/talk_pane.h"
#include "client/ui/talk/writing_habits.h"
#include "client/ui/text/names.h"
#include "client/ui/theme/button.h"
#include "client/ui/theme/theme.h"
#include "client/ui/widgets/plain_label.h"
#include "client/ui/widgets/skeleton.h"
#include "client/ui/widgets/state_page.h"

#include <QMenu>
#include <QPainter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace chat121::ui {

namespace {

constexpr qreal kTightBelow = 560; // units: what can be done stands in a menu, beside others

} // namespace

TalkColumn::TalkColumn(Workspace &workspace, const Clock &clock, ElapsedTicker &ticker, QWidget *parent)
    : QWidget(parent)
    , m_workspace(workspace)
{
    setObjectName(QStringLiteral("talkColumn"));
    build(clock, ticker);
    buildHead();
    buildFooter();
    m_pane->addFooter(m_footer);
    m_pane->addFooter(m_handing);
    connect(m_pane, &TalkPane::serverKnowledgeWanted, this, &TalkColumn::serverKnowledgeWanted);
    const QList<ConversationListModel *> models = {m_workspace.queue(), m_workspace.mine(),
                                                   m_workspace.closed(), m_workspace.team(),
                                                   m_workspace.snoozed()};
    for (const ConversationListModel *model : models) {
        connect(model, &ConversationListModel::countChanged, this, &TalkColumn::refresh);
        connect(model, &ConversationListModel::dataChanged, this, &TalkColumn::refresh);
    }
    connect(&m_workspace, &Workspace::connectionChanged, this, &TalkColumn::refreshFace);
    refresh();
}

void TalkColumn::build(const Clock &clock, ElapsedTicker &ticker)
{
    m_faces = new QStackedWidget(this);
    m_pane = new TalkPane(clock, m_faces);
    new ReplyWriting(m_workspace, clock, *m_pane); // both are the pane's
    new WritingHabits(m_workspace, *m_pane);
    m_loading = new Skeleton(Skeleton::Shape::Messages, m_faces);
    m_gone =
        new ErrorState(tr("This conversation is not here"),
                       tr("It stood here when the program was left. Somebody else may have it by now, or it "
                          "was erased. Your other conversations are as they were."),
                       m_faces);
    m_gone->setAction(tr("Close this column"));
    m_gone->action()->setObjectName(QStringLiteral("endGoneColumnButton"));
    connect(m_gone, &ErrorState::actionClicked, this, &TalkColumn::endWanted);
    for (QWidget *face : QWidgetList{m_pane, m_loading, m_gone})
        m_faces->addWidget(face);
    m_handing = new HandOverStrip(m_workspace, ticker, HandOverStrip::Place::Talk, this);
    m_snooze = new SnoozeBar(m_workspace, clock, this);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(m_snooze);
    column->addWidget(m_faces, 1);
}

IconButton *TalkColumn::addHead(Icon icon, const QString &name, const QString &object,
                                void (TalkColumn::*action)())
{
    auto *button = new IconButton(icon, name, m_pane);
    button->setObjectName(object);
    connect(button, &IconButton::clicked, this, action);
    m_pane->addHeadWidget(button);
    m_actions.append({button});
    return button;
}

void TalkColumn::buildHead()
{
    m_add = addHead(Icon::PersonAdd, tr("Add a colleague"), QStringLiteral("addColleagueButton"),
                    &TalkColumn::addColleague);
    m_let_go = addHead(Icon::Minus, tr("Let a colleague go"), QStringLiteral("removeColleagueButton"),
                       &TalkColumn::removeMember);
    m_hand_over =
        addHead(Icon::Transfer, tr("Hand over…"), QStringLiteral("handOverButton"), &TalkColumn::handOver);
    m_return = addHead(Icon::Return, tr("Return to the queue"), QStringLiteral("returnButton"),
                       &TalkColumn::returnToQueue);
    m_pane->addHeadWidget(m_snooze->button());
    m_block = addHead(Icon::EyeOff, tr("Block the customer…"), QStringLiteral("blockButton"),
                      &TalkColumn::blockCustomer);
    m_save =
        addHead(Icon::Save, tr("Save as a file…"), QStringLiteral("saveButton"), &TalkColumn::saveAsFile);
    m_erase = addHead(Icon::Erase, tr("Erase this conversation"), QStringLiteral("eraseButton"),
                      &TalkColumn::confirmErase);
    m_close = new Button(ButtonKind::Quiet, Icon::Check, tr("Close"), m_pane);
    m_close->setObjectName(QStringLiteral("closeButton"));
    m_close->setAccessibleName(tr("Close the conversation"));
    m_close->setToolTip(m_close->accessibleName());
    connect(m_close, &Button::clicked, this, &TalkColumn::close);
    m_pane->addHeadWidget(m_close);
    m_actions.append({m_close});
    m_leave = addHead(Icon::Leave, tr("Leave this conversation"), QStringLiteral("leaveTalkButton"),
                      &TalkColumn::leaveTalk);

    m_more = new IconButton(Icon::More, tr("What can be done here"), m_pane);
    m_more->setObjectName(QStringLiteral("moreActionsButton"));
    m_pane->addHeadWidget(m_more);
    auto *menu = new QMenu(m_more);
    menu->setObjectName(QStringLiteral("moreActionsMenu"));
    connect(menu, &QMenu::aboutToShow, this, [this, menu] { fillMenu(menu); });
    connect(m_more, &IconButton::clicked, this,
            [this, menu] { menu->popup(m_more->mapToGlobal(QPoint(0, m_more->height()))); });
    m_end = new IconButton(Icon::Close, tr("Close this column"), m_pane);
    m_end->setObjectName(QStringLiteral("endColumnButton"));
    connect(m_end, &IconButton::clicked, this, &TalkColumn::endWanted);
    m_pane->addHeadWidget(m_end);
}

void TalkColumn::buildFooter()
{
    m_footer = new QWidget(m_pane);
    auto *row = new QHBoxLayout(m_footer);
    const int margin = Theme::of(this).px(space::kM);
    row->setContentsMargins(margin, margin, margin, 0); // what lies below has a margin of its own
    m_standing = new PlainLabel({}, TextRole::Body, Tone::Secondary, m_footer);
    row->addWidget(m_standing, 1);
    const auto add = [&](ButtonKind kind, const QString &text, const QString &object) {
        auto *button = new Button(kind, text, m_footer);
        button->setObjectName(object);
        row->addWidget(button);
        return button;
    };
    m_take = add(ButtonKind::Primary, tr("Take"), QStringLiteral("takeButton"));
    connect(m_take, &Button::clicked, this, &TalkColumn::take);
    m_wrap_up = add(ButtonKind::Secondary, tr("Wrap up…"), QStringLiteral("wrapUpButton"));
    connect(m_wrap_up, &Button::clicked, this, &TalkColumn::wrapUp);
    m_receipt = add(ButtonKind::Secondary, tr("Receipt"), QStringLiteral("receiptButton"));
    m_receipt->setAccessibleDescription(tr("Shows what the server has signed about the erasure"));
    connect(m_receipt, &Button::clicked, this, [this] { m_workspace.showReceipt(m_conversation); });
    m_speak = add(ButtonKind::Primary, tr("Write here"), QStringLiteral("speakButton"));
    m_speak->setAccessibleDescription(tr("Everybody here reads that you take part from then on"));
    connect(m_speak, &Button::clicked, this, [this] { attend(Attendance::Speaking); });
}

std::optional<ConversationRow> TalkColumn::row() const
{
    const QList<ConversationListModel *> models = {m_workspace.queue(), m_workspace.mine(),
                                                   m_workspace.closed(), m_workspace.team(),
                                                   m_workspace.snoozed()};
    for (const ConversationListModel *model : models) {
        if (const auto row = model->find(m_conversation)) return row;
    }
    return std::nullopt;
}

Talk *TalkColumn::talk() const
{
    return m_pane->talk();
}

void TalkColumn::open(ConversationId conversation)
{
    if (conversation != m_conversation && m_conversation.isValid()) m_before = m_conversation;
    m_conversation = conversation;
    m_is_awaited = false;
    Talk *talk = conversation.isValid() ? m_workspace.talk(conversation) : nullptr;
    if (talk) {
        connect(talk, &Talk::rosterChanged, this, &TalkColumn::refresh, Qt::UniqueConnection);
        connect(talk, &Talk::erasureChanged, this, &TalkColumn::refresh, Qt::UniqueConnection);
        connect(talk, &Talk::attendanceChanged, this, &TalkColumn::refresh, Qt::UniqueConnection);
        connect(talk, &Talk::notabilityChanged, this, &TalkColumn::refresh, Qt::UniqueConnection);
        connect(talk, &Talk::consentsChanged, this, &TalkColumn::refresh, Qt::UniqueConnection);
    }
    m_pane->show(talk);
    m_handing->setOpen(conversation);
    refresh();
}

void TalkColumn::await(ConversationId conversation)
{
    m_conversation = conversation;
    m_is_awaited = true;
    refresh();
}

void TalkColumn::leave()
{
    m_pane->show(nullptr);
    m_handing->setOpen({});
    m_conversation = {};
    m_is_awaited = false;
}

// --- what it looks like ---------------------------------------------------------------------------

void TalkColumn::setLook(Look look)
{
    m_look = look;
    const int frame = look == Look::Alone ? 0 : qMax(1, Theme::of(this).px(size::kFocusRing));
    layout()->setContentsMargins(frame, frame, frame, frame);
    m_pane->setBeside(look == Look::Alone     ? WritingPlace::Beside::Alone
                      : look == Look::Current ? WritingPlace::Beside::Here
                                              : WritingPlace::Beside::Elsewhere);
    showActions();
    update();
}

void TalkColumn::setRoom(Room room)
{
    m_room = room;
    showActions();
}

bool TalkColumn::isTight() const
{
    return m_look != Look::Alone && width() < Theme::of(this).px(kTightBelow);
}

void TalkColumn::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    showActions();
}

// A frame around where keys work, and a line between the others.
void TalkColumn::paintEvent(QPaintEvent *)
{
    if (m_look == Look::Alone) return;
    const Theme &theme = Theme::of(this);
    QPainter painter(this);
    const int frame = qMax(1, theme.px(size::kFocusRing));
    if (m_look == Look::Current) {
        painter.fillRect(rect(), theme.tokens().accent);
        painter.fillRect(rect().adjusted(frame, frame, -frame, -frame), theme.tokens().surface_0);
        return;
    }
    const int line = qMax(1, theme.px(size::kHairline));
    painter.fillRect(0, 0, line, height(), theme.tokens().line);
    painter.fillRect(width() - line, 0, line, height(), theme.tokens().line);
}

void TalkColumn::refreshFace()
{
    QWidget *face = m_pane;
    if (m_is_awaited)
        face = m_workspace.connection().state == ConnectionState::Connected ? static_cast<QWidget *>(m_gone)
                                                                            : m_loading;
    if (face == m_loading && m_faces->currentWidget() != m_loading) m_loading->start();
    if (face != m_loading) m_loading->stop();
    m_faces->setCurrentWidget(face);
}

// --- what is possible now -------------------------------------------------------------------------

void TalkColumn::setPossible(const QWidget *button, bool is_possible)
{
    for (Action &action : m_actions)
        if (action.button == button) action.is_possible = is_possible;
}

void TalkColumn::showActions()
{
    const bool is_tight = isTight();
    bool has_menu = is_tight && m_snooze->isPossible();
    for (const Action &action : std::as_const(m_actions)) {
        action.button->setVisible(action.is_possible && !is_tight);
        has_menu = has_menu || (is_tight && action.is_possible);
    }
    m_snooze->setButtonShown(!is_tight && m_room != Room::Small);
    m_more->setVisible(has_menu);
    m_end->setVisible(m_look != Look::Alone);
    // A word beside the icon where there is room for it.
    const bool has_room = m_room == Room::Plenty || m_room == Room::Enough;
    m_close->setText(has_room && m_look == Look::Alone ? tr("Close") : QString());
}

void TalkColumn::fillMenu(QMenu *menu)
{
    menu->clear();
    for (const Action &action : std::as_const(m_actions)) {
        if (!action.is_possible) continue;
        auto *button = static_cast<QAbstractButton *>(action.button);
        menu->addAction(button->accessibleName(), button, &QAbstractButton::click);
    }
    if (m_snooze->isPossible())
        menu->addAction(m_snooze->button()->accessibleName(), this, &TalkColumn::snooze);
}

void TalkColumn::refresh()
{
    if (m_is_awaited && row()) return open(m_conversation);
    refreshPossible();
    refreshFooter();
    m_snooze->setRow(row());
    showActions();
    refreshFace();
    Q_EMIT refreshed();
}

// It is the colleague who closes one that the reader has joined, and gives it back.
void TalkColumn::refreshPossible()
{
    const auto here = row();
    const Talk *talk = m_pane->talk();
    const bool is_mine = here && here->state == ConversationState::Mine;
    const bool is_closed = here && here->state == ConversationState::Closed;
    const bool is_colleagues = talk != nullptr && talk->isColleagues();
    setPossible(m_add, is_mine);
    setPossible(m_let_go, is_mine && !colleaguesHere().isEmpty());
    setPossible(m_hand_over, mayHandOver());
    setPossible(m_return, is_mine && !is_colleagues);
    setPossible(m_block, is_mine);
    setPossible(m_save, is_mine || is_closed); // what waits is not this computer's yet
    setPossible(m_erase, talk != nullptr && talk->isErasable());
    setPossible(m_close, is_mine && !is_colleagues);
    setPossible(m_leave, is_colleagues && talk->attendance() != Attendance::Leaving);
}

QString TalkColumn::standingWords(const ConversationRow &row, bool is_erased) const
{
    const Talk *talk = m_pane->talk();
    if (talk != nullptr && talk->isColleagues() && talk->attendance() == Attendance::Reading)
        return tr("You read along. Everybody here sees that, and that you do not write.");
    if (talk != nullptr && talk->isColleagues() && talk->attendance() == Attendance::Leaving)
        return tr("You are leaving. Everybody here sees that.");
    if (is_erased) return tr("This conversation was erased. Nothing of it can be brought back.");
    if (row.state == ConversationState::Closed)
        return tr(
            "This conversation is closed. When the customer writes again, it comes back into the queue.");
    if (!row.is_offered_here && !row.offered_to.isEmpty())
        return tr("Offered to %1 for a moment").arg(isolated(cleanName(row.offered_to)));
    return tr("Waiting for somebody to answer");
}

void TalkColumn::refreshFooter()
{
    const auto here = row();
    const Talk *talk = m_pane->talk();
    const bool is_waiting = here && here->state == ConversationState::Waiting;
    const bool is_closed = here && here->state == ConversationState::Closed;
    const bool is_erased = talk != nullptr && talk->erasure() == Talk::Erasure::Done;
    const bool is_colleagues = talk != nullptr && talk->isColleagues();
    const bool is_silent = is_colleagues && talk->attendance() != Attendance::Speaking;
    const bool is_theirs = is_waiting && !here->is_offered_here && !here->offered_to.isEmpty();
    m_take->setVisible(is_waiting && !is_theirs);
    m_wrap_up->setVisible(mayWrapUp());
    m_receipt->setVisible(is_erased && talk->hasReceipt());
    m_speak->setVisible(is_silent && talk->attendance() == Attendance::Reading);
    m_standing->setText(standingWords(here.value_or(ConversationRow()), is_erased));
    m_footer->setVisible(is_waiting || is_closed || is_silent);
}

} // namespace chat121::ui
