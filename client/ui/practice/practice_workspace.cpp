// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/practice/practice_workspace.h"

#include "client/ui/practice/practice_talk.h"

namespace chat121::ui {

namespace {

constexpr std::chrono::milliseconds kThinkingTime{1200}; // so long the customer seems to type
constexpr std::chrono::seconds kWaited{40};
constexpr std::chrono::seconds kAskedFor{60};
constexpr char kReplyLetter = 'p';

QString departmentName()
{
    //: A department in the practice conversation
    return PracticeWorkspace::tr("Practice");
}

QString colleagueName()
{
    //: A colleague in the practice conversation; any first name
    return PracticeWorkspace::tr("Robin");
}

} // namespace

PracticeWorkspace::PracticeWorkspace(const QString &own_name, const QString &organisation, const Clock &clock,
                                     QObject *parent)
    : Workspace(parent)
    , m_own_name(own_name)
    , m_organisation(organisation)
    , m_clock(clock)
{
    //: The customer in the practice conversation; any name
    const QString customer = tr("Sam Miller");
    m_talk = new PracticeTalk(
        conversation(), {own_name, customer, colleagueName(), organisation, departmentName()}, clock, this);
    connect(m_talk, &PracticeTalk::said, this, &PracticeWorkspace::hearSaid);
    connect(m_talk, &PracticeTalk::noted, this, [this] { Q_EMIT stepDone(PracticeStep::Note); });
    connect(m_talk, &PracticeTalk::wrappedUp, this, [this](const WrapUp &wrap_up) {
        ConversationRow ended = row();
        ended.wrap_up = wrapUpLine(wrap_up.outcome, wrap_up.tags);
        put(ended);
    });
    m_thinking.setSingleShot(true);
    m_thinking.setInterval(kThinkingTime);
    connect(&m_thinking, &QTimer::timeout, this, &PracticeWorkspace::answer);

    CannedReply reply;
    reply.id = ReplyId::from(QByteArray(ReplyId::kSize, kReplyLetter)).value_or(ReplyId());
    reply.department = PracticeTalk::kDepartment;
    reply.revision = 1;
    //: What is written behind a slash to find a canned reply; one word
    reply.shortcut = tr("hello");
    reply.title = tr("Greeting");
    reply.text =
        tr("Hello %1, thank you for waiting. I am looking at it now.").arg(QStringLiteral("{customer.name}"));
    m_replies = {{{PracticeTalk::kDepartment, departmentName()}}, {reply}, false};

    const QString question = tr("Hello, my order has not arrived yet. Can you see where it is?");
    m_talk->hear(question);
    ConversationRow waiting;
    waiting.id = conversation();
    waiting.state = ConversationState::Waiting;
    waiting.is_online = true;
    waiting.waiting_since = clock.now() - kWaited;
    waiting.last_at = waiting.waiting_since;
    waiting.title = customer;
    waiting.department = departmentName();
    waiting.preview = question;
    put(waiting);
}

QString PracticeWorkspace::shortcut() const
{
    return m_replies.replies.isEmpty() ? QString() : m_replies.replies.constFirst().shortcut;
}

void PracticeWorkspace::refuse()
{
    Q_EMIT actionFailed({tr("That is no part of the practice. Nothing has happened."), {}, false});
}

// --- what there is --------------------------------------------------------------------------------

void PracticeWorkspace::put(const ConversationRow &row)
{
    m_lists.upsert(row);
}

ConversationRow PracticeWorkspace::row() const
{
    return m_lists.find(conversation()).value_or(ConversationRow());
}

QList<Colleague> PracticeWorkspace::colleagues() const
{
    Colleague robin;
    robin.account = PracticeTalk::kColleague;
    robin.name = colleagueName();
    robin.status = DutyStatus::Available;
    robin.is_online = true;
    robin.load = 2;
    robin.capacity = 4;
    robin.departments = QStringList{departmentName()};
    return {robin};
}

QList<DepartmentInfo> PracticeWorkspace::departments() const
{
    DepartmentInfo only;
    only.id = PracticeTalk::kDepartment;
    only.name = departmentName();
    return {only};
}

Talk *PracticeWorkspace::talk(ConversationId conversation)
{
    return conversation == m_talk->id() ? m_talk : nullptr;
}

// --- what the reader does -------------------------------------------------------------------------

void PracticeWorkspace::take(ConversationId conversation)
{
    ConversationRow taken = row();
    if (conversation != taken.id || taken.state != ConversationState::Waiting) return;
    taken.state = ConversationState::Mine;
    taken.waiting_since = {};
    taken.is_taken_here = true;
    put(taken);
    m_talk->tell(tr("%1 joined").arg(m_own_name));
    m_talk->become(true, true);
    Q_EMIT talkOpened(conversation);
    Q_EMIT stepDone(PracticeStep::Take);
}

void PracticeWorkspace::hearSaid()
{
    if (std::exchange(m_has_used_reply, false)) Q_EMIT stepDone(PracticeStep::Reply);
    m_talk->timeline()->setTyping({m_talk->customerName()});
    m_thinking.start();
}

void PracticeWorkspace::answer()
{
    m_talk->timeline()->setTyping({});
    if (!isMine()) return;
    const QString words = m_answers == 0 ? tr("Thank you. It is order 4711.") : tr("All right, thank you.");
    ++m_answers;
    m_talk->hear(words);
    ConversationRow heard = row();
    heard.preview = words;
    heard.last_at = m_clock.now();
    put(heard);
}

// The colleague declines, once the dialog is closed.
void PracticeWorkspace::handOver(ConversationId conversation, const HandOverWish &wish)
{
    ConversationRow asked = row();
    if (conversation != asked.id || !isMine() || wish.colleague != PracticeTalk::kColleague) return;
    asked.hand_over_until = m_clock.now() + kAskedFor;
    asked.hand_over_to = colleagueName();
    asked.hand_over_note = wish.note;
    asked.is_hand_over_mine = true;
    put(asked);
    QTimer::singleShot(0, this, [this] {
        ConversationRow stays = row();
        stays.hand_over_until = {};
        stays.hand_over_to.clear();
        stays.hand_over_note.clear();
        stays.is_hand_over_mine = false;
        put(stays);
        m_talk->tell(tr("%1 cannot go on with it now. It stays with you.").arg(colleagueName()));
        Q_EMIT handOverEnded(PracticeWorkspace::conversation(), HandOverEnd::Declined, colleagueName());
        Q_EMIT stepDone(PracticeStep::HandOver);
    });
}

void PracticeWorkspace::returnToQueue(ConversationId conversation)
{
    ConversationRow given = row();
    if (conversation != given.id || !isMine()) return;
    given.state = ConversationState::Waiting;
    given.is_taken_here = false;
    given.waiting_since = m_clock.now();
    m_talk->become(false, false);
    put(given);
}

void PracticeWorkspace::closeConversation(ConversationId conversation)
{
    ConversationRow ended = row();
    if (conversation != ended.id || !isMine()) return;
    ended.state = ConversationState::Closed;
    ended.is_taken_here = false;
    m_thinking.stop();
    m_talk->timeline()->setTyping({});
    m_talk->tell(tr("%1 closed the conversation").arg(m_own_name));
    m_talk->become(true, false);
    put(ended);
    Q_EMIT stepDone(PracticeStep::Close);
}

void PracticeWorkspace::snooze(ConversationId conversation, UnixTime until)
{
    ConversationRow late = row();
    if (conversation != late.id) return;
    late.snoozed_until = until;
    put(late);
}

void PracticeWorkspace::endSnooze(ConversationId conversation)
{
    snooze(conversation, {});
}

void PracticeWorkspace::setDutyStatus(DutyStatus status, int capacity)
{
    m_duty = status;
    m_capacity = capacity;
    Q_EMIT dutyChanged();
}

void PracticeWorkspace::saveCannedReply(const CannedReply &)
{
    Q_EMIT cannedReplyRefused({tr("That is no part of the practice. Nothing has happened."), {}, false});
}

void PracticeWorkspace::deleteCannedReply(const CannedReply &reply)
{
    saveCannedReply(reply);
}

void PracticeWorkspace::countCannedReply(const ReplyId &)
{
    m_has_used_reply = true;
}

void PracticeWorkspace::find(const QString &query, ConversationId)
{
    if (query.trimmed().isEmpty()) return m_found.clear();
    m_found.begin();
    m_found.finish({});
}

} // namespace chat121::ui
