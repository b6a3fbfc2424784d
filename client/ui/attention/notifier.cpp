// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/attention/notifier.h"

#include <QDateTime>
#include <QEvent>

namespace chat121::ui {

namespace {

using namespace std::chrono_literals;
using Kind = Occasion::Kind;

constexpr std::chrono::seconds kLook = 5s;
constexpr std::chrono::seconds kAlarmRepeat = 60s; // as long as somebody waits too long
constexpr int kUrgent = 2;                         // from here on it is said again and again

Kind kindOf(int urgency)
{
    if (urgency == 0) return Kind::Waits;
    if (urgency < kUrgent) return Kind::WaitsLong;
    return urgency == kUrgent ? Kind::WaitsTooLong : Kind::NobodyTakes;
}

} // namespace

Notifier::Notifier(Workspace &workspace, const Clock &clock, NoticeBoard &board, QWidget *window)
    : QObject(window)
    , m_workspace(workspace)
    , m_clock(clock)
    , m_board(board)
    , m_window(window)
{
    window->installEventFilter(this);
    m_timer.setInterval(kLook);
    connect(&m_timer, &QTimer::timeout, this, &Notifier::look);
    m_timer.start();
    connect(&board, &NoticeBoard::opened, this, [this](ConversationId about) {
        withdraw(about);
        Q_EMIT wanted(about);
    });
    connect(&workspace, &Workspace::stateChanged, this, &Notifier::watch);
    connect(&workspace, &Workspace::standingChanged, this, &Notifier::watch);
    watch();
}

void Notifier::keepQuiet(std::chrono::minutes span)
{
    m_quiet_until = span > 0min ? m_clock.now() + span : UnixTime{};
    if (isKeptQuiet()) withdrawAll();
}

bool Notifier::isKeptQuiet() const
{
    return m_clock.now() < m_quiet_until;
}

void Notifier::tryOut()
{
    Notice notice;
    notice.title = tr("This is how you are told");
    notice.body = tr("What is written in a conversation is never shown here.");
    notice.sound = m_workspace.notifications().has_sounds ? NoticeSound::Bell : NoticeSound::None;
    m_board.show(notice);
}

// --- what happens ---------------------------------------------------------------------------------

void Notifier::watch()
{
    if (m_workspace.state() != Workspace::State::Ready) {
        m_waits.clear();
        m_unread.clear();
        m_offered.clear();
        m_asked.clear();
        withdrawAll(); // locked: what was shown opens nothing
        return;
    }
    if (m_workspace.role() == Workspace::Role::Staff) return watchDesk();
    onStanding();
    Talk *talk = m_workspace.ownTalk();
    TimelineModel *model = talk != nullptr ? talk->timeline() : nullptr;
    if (model == m_own) return;
    if (m_own) m_own->disconnect(this);
    m_own = model;
    if (model != nullptr) connect(model, &TimelineModel::inserted, this, &Notifier::onOwnRows);
}

// What is there when the desk comes is no news; the urgency of who waits is.
void Notifier::watchDesk()
{
    if (!std::exchange(m_watches_desk, true)) {
        ConversationListModel *queue = m_workspace.queue();
        connect(queue, &QAbstractItemModel::rowsInserted, this,
                [this](const QModelIndex &, int first, int last) { onWaiting(first, last); });
        connect(queue, &QAbstractItemModel::dataChanged, this, &Notifier::onOffers);
        connect(queue, &QAbstractItemModel::rowsRemoved, this, &Notifier::forgetGone);
        connect(queue, &QAbstractItemModel::modelReset, this, &Notifier::forgetGone);
        ConversationListModel *mine = m_workspace.mine();
        connect(mine, &ConversationListModel::countChanged, this, &Notifier::onMine);
        connect(mine, &QAbstractItemModel::dataChanged, this, &Notifier::onMine);
        connect(mine, &QAbstractItemModel::modelReset, this, &Notifier::onMine);
        for (const ConversationListModel *model : {mine, m_workspace.team()}) {
            connect(model, &ConversationListModel::countChanged, this, &Notifier::onAsked);
            connect(model, &QAbstractItemModel::dataChanged, this, &Notifier::onAsked);
            connect(model, &QAbstractItemModel::modelReset, this, &Notifier::onAsked);
        }
        connect(&m_workspace, &Workspace::handOverEnded, this, &Notifier::onHandOverEnd);
        connect(&m_workspace, &Workspace::snoozeEnded, this, &Notifier::onBack);
    }
    const ConversationListModel &mine = *m_workspace.mine();
    for (int row = 0; row < mine.rowCount(); ++row)
        m_unread.insert(mine.at(row).id, mine.at(row).unread);
    forgetGone();
}

void Notifier::onWaiting(int first, int last)
{
    for (int place = first; place <= last; ++place) {
        const ConversationRow &row = m_workspace.queue()->at(place);
        if (row.offered_to.isEmpty()) tellOfWait(row, 0); // else a colleague is asked first
    }
    onOffers();
}

// Also who looks at something else within the desk sees an offer there.
void Notifier::onOffers()
{
    const ConversationListModel &queue = *m_workspace.queue();
    QSet<ConversationId> now;
    for (int place = 0; place < queue.rowCount(); ++place) {
        const ConversationRow &row = queue.at(place);
        if (!row.is_offered_here) continue;
        now.insert(row.id);
        if (m_offered.contains(row.id) || m_window->isActiveWindow()) continue;
        tell(occasionOf(Kind::Offered, row));
    }
    const QSet<ConversationId> over = m_offered - now;
    for (const ConversationId conversation : over)
        withdraw(conversation);
    m_offered = now;
}

// Whoever already reads it as a member is asked about one of their own.
void Notifier::onAsked()
{
    QSet<ConversationId> now;
    for (const ConversationListModel *model : {m_workspace.mine(), m_workspace.team()}) {
        for (int place = 0; place < model->rowCount(); ++place) {
            const ConversationRow &row = model->at(place);
            if (!row.is_hand_over_here || row.is_hand_over_accepted) continue;
            now.insert(row.id);
            if (m_asked.contains(row.id) || m_window->isActiveWindow()) continue;
            tell(occasionOf(Kind::Asked, row));
        }
    }
    const QSet<ConversationId> over = m_asked - now;
    for (const ConversationId conversation : over)
        withdraw(conversation);
    m_asked = now;
}

void Notifier::onHandOverEnd(ConversationId conversation, HandOverEnd end)
{
    if (end != HandOverEnd::Declined && end != HandOverEnd::Unanswered) return;
    const auto row = m_workspace.mine()->find(conversation);
    if (row && !m_window->isActiveWindow()) tell(occasionOf(Kind::StaysHere, *row));
}

void Notifier::look()
{
    if (m_workspace.state() != Workspace::State::Ready || m_workspace.role() != Workspace::Role::Staff)
        return;
    const ConversationListModel &queue = *m_workspace.queue();
    for (int place = 0; place < queue.rowCount(); ++place) {
        const ConversationRow &row = queue.at(place);
        const int urgency = urgencyOf(m_clock.now() - row.waiting_since, row.steps);
        const Told told = m_waits.value(row.id);
        const bool is_again = urgency >= kUrgent && m_clock.now() >= told.at + kAlarmRepeat;
        if (urgency > told.urgency || is_again) tellOfWait(row, urgency);
    }
}

// Who looks at the desk sees it there: told once they look elsewhere and it is more urgent, or still is.
void Notifier::tellOfWait(const ConversationRow &row, int urgency)
{
    if (m_window->isActiveWindow()) return;
    m_waits.insert(row.id, {urgency, m_clock.now()});
    tell(occasionOf(kindOf(urgency), row));
}

void Notifier::forgetGone()
{
    const ConversationListModel &queue = *m_workspace.queue();
    onOffers();
    m_waits.removeIf([&](const auto &wait) {
        const bool is_gone = queue.rowOf(wait.key()) < 0;
        if (is_gone) withdraw(wait.key());
        return is_gone;
    });
}

void Notifier::onMine()
{
    const ConversationListModel &mine = *m_workspace.mine();
    QHash<ConversationId, int> now;
    for (int place = 0; place < mine.rowCount(); ++place) {
        const ConversationRow &row = mine.at(place);
        now.insert(row.id, row.unread);
        const int before = m_unread.value(row.id);
        if (row.unread > before && !m_window->isActiveWindow()) tell(occasionOf(Kind::Wrote, row));
        if (row.unread == 0 && before > 0) withdraw(row.id);
    }
    m_unread = now;
}

// Its reader has asked for it, and may look at something else.
void Notifier::onBack(ConversationId conversation)
{
    if (m_window->isActiveWindow()) return;
    const QList<ConversationListModel *> models = {m_workspace.mine(), m_workspace.closed()};
    for (const ConversationListModel *model : models)
        if (const auto row = model->find(conversation)) return tell(occasionOf(Kind::CameBack, *row));
}

void Notifier::onOwnRows(int first, int count)
{
    const bool is_older = first == 0 && count < m_own->size(); // a page of the past
    if (is_older || m_window->isActiveWindow()) return;
    for (int row = first; row < first + count; ++row) {
        const TimelineRow &message = m_own->at(row);
        if (message.kind != RowKind::Message || message.is_mine) continue;
        Occasion occasion;
        occasion.conversation = m_workspace.ownTalk()->id();
        occasion.name = message.author_name;
        occasion.department = m_workspace.organisation();
        return tell(occasion);
    }
}

void Notifier::onStanding()
{
    using Step = QueueStanding::Step;
    const QueueStanding standing = m_workspace.standing();
    const Step before = std::exchange(m_step, standing.step);
    const bool is_turn = before == Step::Waiting && standing.step == Step::Talking;
    const bool is_picked_up = before == Step::MessageLeft && standing.step == Step::Talking;
    if ((!is_turn && !is_picked_up) || m_window->isActiveWindow()) return;
    Occasion occasion;
    occasion.kind = is_turn ? Kind::YourTurn : Kind::PickedUp;
    if (Talk *talk = m_workspace.ownTalk()) occasion.conversation = talk->id();
    occasion.name = standing.talking_to;
    occasion.department = m_workspace.organisation();
    tell(occasion);
}

// --- telling --------------------------------------------------------------------------------------

Occasion Notifier::occasionOf(Kind kind, const ConversationRow &row) const
{
    Occasion occasion{kind, row.id, row.title, row.department, {}};
    const QList<DepartmentInfo> departments = m_workspace.departments();
    for (const DepartmentInfo &one : departments)
        if (one.name == row.department) occasion.department_id = one.id;
    return occasion;
}

void Notifier::tell(const Occasion &occasion)
{
    if (isKeptQuiet()) return;
    const auto notice =
        noticeOf(occasion, m_workspace.notifications(), m_workspace.dutyStatus(), minuteOfDay());
    if (!notice) return;
    m_shown.insert(occasion.conversation);
    m_board.show(*notice);
}

int Notifier::minuteOfDay() const
{
    const QTime time = QDateTime::fromMSecsSinceEpoch(m_clock.now().ms).time();
    return time.hour() * 60 + time.minute();
}

void Notifier::withdraw(ConversationId conversation)
{
    if (m_shown.remove(conversation)) m_board.withdraw(conversation);
}

void Notifier::withdrawAll()
{
    const QSet<ConversationId> shown = std::exchange(m_shown, {});
    for (const ConversationId conversation : shown)
        m_board.withdraw(conversation);
}

bool Notifier::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::WindowActivate) withdrawAll();
    return QObject::eventFilter(watched, event);
}

} // namespace chat121::ui
