// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/engine/desk/joining.h"

#include "client/core/engine/notices/words.h"

namespace chat121::engine {

using content::AttendanceSaid;
using content::JoinStep;

namespace {

AttendanceSaid saidOf(Attendance attendance)
{
    switch (attendance) {
    case Attendance::Reading:
        return AttendanceSaid::Reading;
    case Attendance::Leaving:
        return AttendanceSaid::Leaving;
    case Attendance::Speaking:
        break;
    }
    return AttendanceSaid::Speaking;
}

bool answersForOthers(identity::Role role)
{
    switch (role) {
    case identity::Role::Owner:
    case identity::Role::Admin:
    case identity::Role::Supervisor:
        return true;
    case identity::Role::Agent:
    case identity::Role::Bot:
    case identity::Role::Guest:
        break;
    }
    return false;
}

} // namespace

Joining::Joining(Context &context, Ledger &ledger, Outbox &outbox, Membership &membership, QObject *parent)
    : QObject(parent)
    , m_context(context)
    , m_ledger(ledger)
    , m_outbox(outbox)
    , m_membership(membership)
{
    m_patience.setInterval(limits::kJoinPatience);
    connect(&m_patience, &QTimer::timeout, this, &Joining::remind);
}

// --- what is wished -------------------------------------------------------------------------------

Result<void> Joining::load()
{
    TRY_ASSIGN(const auto note, m_context.store.notes().find(QString::fromLatin1(kJoiningNote)));
    if (!note) return success();
    TRY_ASSIGN(const Kept kept, decode<Kept>(note->value.bytes));
    for (const Wished &wished : kept.wishes.items)
        m_wished.insert(wished.conversation, wished);
    return success();
}

void Joining::save()
{
    Kept kept;
    for (const Wished &wished : std::as_const(m_wished))
        kept.wishes.items.append(wished);
    NoteRecord note;
    note.name = QString::fromLatin1(kJoiningNote);
    note.value = encode(kept);
    if (const auto saved = m_context.store.notes().save(note); !saved) m_context.storeFailed(saved.error());
}

void Joining::settled(ConversationId conversation)
{
    m_reminded.remove(conversation);
    if (m_wished.remove(conversation)) save();
    if (m_wished.isEmpty()) m_patience.stop();
}

void Joining::failed(const Problem &problem)
{
    Q_EMIT m_context.announcer.actionFailed(problem);
}

// --- who wants in ---------------------------------------------------------------------------------

bool Joining::mayAskFor(const ConversationRecord &record) const
{
    const identity::VerifiedStaff *self = m_context.identity.self().staff();
    return self != nullptr && answersForOthers(self->role) && self->serves(record.department) &&
           record.state == protocol::ConversationState::Taken && record.taker.isValid() &&
           record.taker != m_context.identity.account() && !m_ledger.isMember(record.id);
}

void Joining::join(ConversationId conversation, Attendance attendance)
{
    if (!m_context.session.isLoggedIn()) return failed(problem(ProblemKind::NotConnected));
    if (!m_ledger.mayLeave(conversation)) return failed(problem(ProblemKind::OtherRegion));
    const ConversationRecord record = m_ledger.recordOr(conversation);
    const bool has_room = m_wished.contains(conversation) || m_wished.size() < limits::kJoinsMax;
    if (!mayAskFor(record) || !has_room) return failed(problem(ProblemKind::NotAllowed));
    const Wished wished{conversation, record.taker, m_context.clock.now(),
                        static_cast<quint16>(saidOf(attendance))};
    m_wished.insert(conversation, wished);
    m_reminded.remove(conversation);
    save();
    m_patience.start();
    tellTeam(wished, JoinStep::Ask);
}

void Joining::withdraw(ConversationId conversation)
{
    const auto wished = m_wished.constFind(conversation);
    if (wished == m_wished.cend()) return;
    tellTeam(*wished, JoinStep::Withdraw);
    settled(conversation);
}

void Joining::tellTeam(const Wished &wished, JoinStep step)
{
    const ConversationRecord record = m_ledger.recordOr(wished.conversation);
    const auto department = m_context.identity.organisation().department(record.department);
    if (!department) return;
    m_outbox.mention(department->team,
                     content::JoinAsk{static_cast<quint16>(step), wished.conversation, wished.asked});
}

// Said once; the wish stays, since the colleague's computer may be back in a minute.
void Joining::remind()
{
    const UnixTime horizon = m_context.clock.now() - limits::kJoinPatience;
    for (const Wished &wished : std::as_const(m_wished)) {
        if (wished.asked_at > horizon || m_reminded.contains(wished.conversation)) continue;
        m_reminded.insert(wished.conversation);
        failed(problem(ProblemKind::JoinUnanswered));
    }
}

// What is not a colleague's any more cannot be come into; another colleague is asked anew, by the person.
void Joining::seen(const QList<protocol::DeskEntry> &entries, bool is_all)
{
    QSet<ConversationId> present;
    for (const protocol::DeskEntry &entry : entries) {
        present.insert(entry.conversation);
        const bool is_taken = entry.state == protocol::ConversationState::Taken;
        const auto wished = m_wished.constFind(entry.conversation);
        if (wished != m_wished.cend() && (!is_taken || entry.taker != wished->asked))
            settled(entry.conversation);
        const AccountId self = m_context.identity.account();
        const bool is_own = is_taken && entry.taker == self && m_ledger.isMember(entry.conversation);
        if (is_own && m_ledger.attendanceOf(entry.conversation, self) != AttendanceSaid::Speaking)
            say(entry.conversation, AttendanceSaid::Speaking);
    }
    if (!is_all) return;
    for (const ConversationId id : m_wished.keys())
        if (!present.contains(id)) settled(id);
}

// --- who has it -----------------------------------------------------------------------------------

bool Joining::mayLetIn(LogId team, const identity::VerifiedMember &author, const content::JoinAsk &ask,
                       UnixTime asked_at) const
{
    const AccountId self = m_context.identity.account();
    const identity::VerifiedStaff *staff = author.staff();
    if (ask.asked != self || staff == nullptr || staff->account == self) return false;
    const ConversationRecord *record = m_ledger.find(ask.conversation);
    if (record == nullptr || record->taker != self || !m_ledger.isOpen(ask.conversation)) return false;
    const auto department = m_context.identity.organisation().department(record->department);
    const bool is_of_it = department && department->team == team && staff->serves(record->department);
    const bool is_staff =
        !m_context.identity.organisation().isDismissed(*staff) && !m_context.contacts.isOver(author);
    const bool is_fresh = m_context.clock.now() - asked_at < limits::kJoinAskLife;
    return is_of_it && is_staff && is_fresh && answersForOthers(staff->role) &&
           m_ledger.isMember(ask.conversation) && m_ledger.mayLeave(ask.conversation);
}

void Joining::asked(LogId team, const identity::VerifiedMember &author, const content::JoinAsk &ask,
                    UnixTime asked_at)
{
    if (ask.step != static_cast<quint16>(JoinStep::Ask)) return;
    if (mayLetIn(team, author, ask, asked_at)) letIn(ask.conversation, author.account());
}

// Everybody in it sees the line, and the new name.
void Joining::letIn(ConversationId conversation, AccountId account)
{
    for (const RosterRow &person : m_ledger.roster(conversation))
        if (person.account == account) return;
    Wish wish;
    wish.kind = Wish::Kind::Add;
    wish.group = m_ledger.groupOf(conversation);
    wish.account = account;
    wish.done = [this, conversation](const Problem &problem) {
        if (!problem.isEmpty()) Q_EMIT m_context.announcer.talkFailed(conversation, problem);
    };
    m_membership.wish(std::move(wish));
}

void Joining::look(ConversationId conversation)
{
    const AccountId self = m_context.identity.account();
    const ConversationRecord *record = m_ledger.find(conversation);
    const bool is_own = record != nullptr && record->taker == self && m_ledger.isOpen(conversation) &&
                        m_ledger.isMember(conversation);
    if (!is_own) return;
    for (const RosterRow &person : m_ledger.roster(conversation)) {
        const bool is_leaving =
            !person.is_me && !person.signed_by.isEmpty() &&
            m_ledger.attendanceOf(conversation, person.account) == AttendanceSaid::Leaving;
        if (is_leaving) letGo(conversation, person.account);
    }
}

void Joining::letGo(ConversationId conversation, AccountId account)
{
    if (m_leaving.value(conversation).contains(account) || !m_ledger.mayLeave(conversation)) return;
    m_leaving[conversation].insert(account);
    Wish wish;
    wish.kind = Wish::Kind::Remove;
    wish.group = m_ledger.groupOf(conversation);
    wish.account = account;
    wish.done = [this, conversation, account](const Problem &problem) {
        m_leaving[conversation].remove(account);
        if (!problem.isEmpty()) Q_EMIT m_context.announcer.talkFailed(conversation, problem);
    };
    m_membership.wish(std::move(wish));
}

void Joining::caughtUp()
{
    if (!m_wished.isEmpty()) m_patience.start();
    for (const ConversationId id : m_ledger.ids())
        if (m_ledger.recordOr(id).taker == m_context.identity.account()) look(id);
}

// --- who is in it ---------------------------------------------------------------------------------

void Joining::joined(ConversationId conversation)
{
    const auto wished = m_wished.constFind(conversation);
    if (wished == m_wished.cend() || !m_ledger.isMember(conversation)) return;
    const auto said = static_cast<AttendanceSaid>(wished->said);
    settled(conversation);
    say(conversation, said);
}

void Joining::attend(ConversationId conversation, Attendance attendance)
{
    const AccountId self = m_context.identity.account();
    const ConversationRecord record = m_ledger.recordOr(conversation);
    const AttendanceSaid said = saidOf(attendance);
    const bool is_possible = m_ledger.isOpen(conversation) && m_ledger.isMember(conversation) &&
                             record.taker != self && m_ledger.mayLeave(conversation);
    if (!is_possible)
        return Q_EMIT m_context.announcer.talkFailed(conversation, problem(ProblemKind::NotAllowed));
    if (m_ledger.attendanceOf(conversation, self) != said) say(conversation, said);
}

// The line and what it means, on disk together with what is sent.
void Joining::say(ConversationId conversation, AttendanceSaid said)
{
    const content::Content content{m_context.newMessageId(), m_context.clock.now(),
                                   content::Attendance{static_cast<quint16>(said)}};
    const auto tell = [&]() -> Result<void> {
        TRY_ASSIGN(auto transaction, m_context.store.begin());
        TRY(m_ledger.attends(conversation, m_context.identity.account(), said));
        TRY(m_outbox.put(conversation, Purpose::Line, content));
        TRY(m_ledger.notice(conversation, {}, content.id, words::attendance(said, {})));
        return transaction.commit();
    };
    if (const auto told = tell(); !told) return m_context.storeFailed(told.error());
    m_outbox.flush(conversation);
}

// Who has come since did not hear it. It is said again without a line.
void Joining::membersChanged(ConversationId conversation)
{
    const AttendanceSaid said = m_ledger.attendanceOf(conversation, m_context.identity.account());
    if (said == AttendanceSaid::Speaking || !m_ledger.isMember(conversation)) {
        m_members.remove(conversation);
        return;
    }
    const auto members = m_context.sealer.members(m_ledger.groupOf(conversation));
    if (!members) return;
    QSet<DeviceId> devices;
    for (const identity::VerifiedMember &member : *members)
        devices.insert(member.device.device);
    const QSet<DeviceId> before = std::exchange(m_members[conversation], devices);
    if (before.isEmpty() || before.contains(devices)) return;
    m_outbox.mention(conversation, content::Attendance{static_cast<quint16>(said)});
}

} // namespace chat121::engine
