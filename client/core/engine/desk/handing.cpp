// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/engine/desk/handing.h"

#include "client/core/engine/notices/words.h"
#include "common/base/text.h"

#include <QTimer>

namespace chat121::engine {

using content::HandOverSaid;
using protocol::HandOverStay;
using protocol::HandOverStep;

namespace {

// As far as the person is to be told: what they have done themselves they know.
std::optional<HandOverEnd> endOf(HandOverStep step, bool is_giver)
{
    switch (step) {
    case HandOverStep::Done:
        return is_giver ? std::optional(HandOverEnd::Accepted) : std::nullopt;
    case HandOverStep::Declined:
        return is_giver ? std::optional(HandOverEnd::Declined) : std::nullopt;
    case HandOverStep::Lapsed:
        return is_giver ? HandOverEnd::Unanswered : HandOverEnd::Missed;
    case HandOverStep::Lost:
        return is_giver ? std::optional(HandOverEnd::Unanswered) : std::nullopt;
    case HandOverStep::Withdrawn:
        return is_giver ? std::nullopt : std::optional(HandOverEnd::Withdrawn);
    case HandOverStep::Asked:
    case HandOverStep::Accepted:
    case HandOverStep::Over:
        return std::nullopt;
    }
    return std::nullopt;
}

} // namespace

Handing::Handing(Context &context, Ledger &ledger, Outbox &outbox, Membership &membership, TeamLog &team,
                 QObject *parent)
    : QObject(parent)
    , m_context(context)
    , m_ledger(ledger)
    , m_outbox(outbox)
    , m_membership(membership)
    , m_team(team)
{
}

// --- what is wished -------------------------------------------------------------------------------

Result<void> Handing::load()
{
    TRY_ASSIGN(const auto note, m_context.store.notes().find(QString::fromLatin1(kHandingNote)));
    if (!note) return success();
    TRY_ASSIGN(const Kept kept, decode<Kept>(note->value.bytes));
    for (const Wished &wished : kept.wishes.items)
        m_wished.insert(wished.conversation, wished);
    return success();
}

void Handing::save()
{
    Kept kept;
    for (const Wished &wished : std::as_const(m_wished))
        if (kept.wishes.items.size() < limits::kAgentCapacityMax) kept.wishes.items.append(wished);
    NoteRecord note;
    note.name = QString::fromLatin1(kHandingNote);
    note.value = encode(kept);
    if (const auto saved = m_context.store.notes().save(note); !saved) m_context.storeFailed(saved.error());
}

const Handing::Wished *Handing::find(ConversationId conversation) const
{
    const auto wished = m_wished.constFind(conversation);
    return wished == m_wished.cend() ? nullptr : &*wished;
}

void Handing::wish(const Wished &wished)
{
    m_wished.insert(wished.conversation, wished);
    save();
}

void Handing::settled(ConversationId conversation)
{
    m_known.remove(conversation);
    m_letting_in.remove(conversation);
    if (m_wished.remove(conversation)) save();
}

void Handing::failed(const Problem &problem)
{
    Q_EMIT m_context.announcer.actionFailed(problem);
}

// --- what persons do ------------------------------------------------------------------------------

template <typename Message>
void Handing::request(Message message, const Answered &answered)
{
    if (!m_context.session.isLoggedIn())
        return answered(Outcome::Refused, problem(ProblemKind::NotConnected));
    const auto number = m_context.store.requests().next();
    if (!number) return answered(Outcome::Refused, storeProblem(number.error()));
    message.request = *number;
    m_context.connection.request<protocol::Done>(message, [answered](const Reply<protocol::Done> &reply) {
        const auto *failure = std::get_if<RequestFailure>(&reply);
        if (failure == nullptr) return answered(Outcome::Done, {});
        const bool is_plain = failure->reason == protocol::Reason::None;
        if (is_plain && failure->code == Code::NotFound)
            return answered(Outcome::Refused, problem(ProblemKind::ColleagueNotThere));
        if (is_plain && failure->code == Code::Conflict)
            return answered(Outcome::Refused, problem(ProblemKind::HandOverSettled));
        const Outcome outcome = failure->code == Code::Network ? Outcome::Open : Outcome::Refused;
        answered(outcome, requestProblem(*failure));
    });
}

// The note goes first: it is kept whatever comes of the question.
void Handing::ask(ConversationId conversation, const HandOverWish &wished)
{
    const AccountId colleague = wished.colleague;
    const auto stay = wished.after == AfterHandOver::Stay ? HandOverStay::Stay : HandOverStay::Leave;
    if (!m_context.session.isLoggedIn()) return failed(problem(ProblemKind::NotConnected));
    if (!m_ledger.mayLeave(conversation)) return failed(problem(ProblemKind::OtherRegion));
    const identity::VerifiedStaff *staff = m_ledger.staff(colleague);
    const bool is_possible = staff != nullptr && !m_context.identity.organisation().isDismissed(*staff) &&
                             m_ledger.isMember(conversation) && find(conversation) == nullptr;
    if (!is_possible) return failed(problem(ProblemKind::NotAllowed));
    if (!wished.note.trimmed().isEmpty()) m_team.note(conversation, wished.note);
    wish({conversation, colleague, true, stay == HandOverStay::Stay, wished.earlier == EarlierWords::Shown});
    request(protocol::HandOver{{}, conversation, colleague, stay},
            [this, conversation, colleague](Outcome outcome, const Problem &problem) {
                if (outcome == Outcome::Done) return say(conversation, HandOverSaid::Asked, colleague);
                if (outcome == Outcome::Refused) settled(conversation);
                failed(problem);
            });
}

void Handing::withdraw(ConversationId conversation)
{
    request(protocol::WithdrawHandOver{{}, conversation}, [this](Outcome outcome, const Problem &problem) {
        if (outcome != Outcome::Done) failed(problem);
    });
}

void Handing::answer(ConversationId conversation, protocol::HandOverAnswer answer)
{
    const ConversationRecord record = m_ledger.recordOr(conversation);
    const Offering offering = m_ledger.offering(conversation);
    if (offering.receiver != m_context.identity.account())
        return failed(problem(ProblemKind::HandOverSettled));
    if (answer == protocol::HandOverAnswer::Accept)
        wish({conversation, record.taker, false, offering.is_staying, false});
    request(protocol::AnswerHandOver{{}, conversation, answer},
            [this, conversation](Outcome outcome, const Problem &problem) {
                if (outcome == Outcome::Refused) settled(conversation);
                if (outcome != Outcome::Done) failed(problem);
            });
}

// --- what the server says -------------------------------------------------------------------------

// Of what the lists show as asked: a step that nobody has asked for is told to nobody.
void Handing::tellEnd(const protocol::HandOverChanged &change)
{
    const AccountId self = m_context.identity.account();
    const bool is_giver = change.giver == self;
    const bool is_known = m_ledger.offering(change.conversation).receiver == change.receiver &&
                          m_ledger.recordOr(change.conversation).taker == change.giver;
    if (!is_known || (!is_giver && change.receiver != self)) return;
    const auto end = endOf(change.step, is_giver);
    const QString colleague = m_ledger.nameOf(is_giver ? change.receiver : change.giver);
    if (end && !colleague.isEmpty())
        Q_EMIT m_context.announcer.handOverEnded(change.conversation, *end, colleague);
}

void Handing::changed(const protocol::HandOverChanged &change)
{
    tellEnd(change);
    const Wished *wished = find(change.conversation);
    if (wished == nullptr) return; // of another computer of this account's
    const AccountId self = m_context.identity.account();
    const bool is_it = wished->is_giver ? change.giver == self && change.receiver == wished->colleague
                                        : change.receiver == self && change.giver == wished->colleague;
    if (!is_it) return;
    const Wished now = *wished;
    std::optional<HandOverSaid> said; // by the giver, who stays
    switch (change.step) {
    case HandOverStep::Asked:
        m_known.insert(change.conversation);
        return;
    case HandOverStep::Accepted:
        m_known.insert(change.conversation);
        if (now.is_giver) letIn(now);
        return;
    case HandOverStep::Done:
        return now.is_giver ? settled(change.conversation) : goOn(now);
    case HandOverStep::Declined:
        said = HandOverSaid::Declined;
        break;
    case HandOverStep::Lapsed:
    case HandOverStep::Lost:
        said = HandOverSaid::Unanswered;
        break;
    case HandOverStep::Withdrawn:
        said = HandOverSaid::Withdrawn;
        break;
    case HandOverStep::Over:
        break;
    }
    settled(change.conversation);
    if (now.is_giver && said) say(change.conversation, *said, now.colleague);
}

void Handing::seen(const QList<protocol::DeskEntry> &entries, bool is_all)
{
    for (const protocol::DeskEntry &entry : entries)
        seenOne(entry, is_all);
}

// What was said while this computer did not listen.
void Handing::seenOne(const protocol::DeskEntry &entry, bool is_all)
{
    const Wished *found = find(entry.conversation);
    if (found == nullptr) return;
    const Wished wished = *found;
    const AccountId self = m_context.identity.account();
    const AccountId receiver = wished.is_giver ? wished.colleague : self;
    const AccountId giver = wished.is_giver ? self : wished.colleague;
    const bool is_taken = entry.state == protocol::ConversationState::Taken;
    if (is_taken && entry.taker == giver && entry.receiver == receiver) {
        m_known.insert(entry.conversation);
        if (entry.is_accepted && wished.is_giver) letIn(wished);
        if (entry.is_accepted && !wished.is_giver && m_ledger.isMember(entry.conversation))
            complete(entry.conversation);
        return;
    }
    if (!is_all && !m_known.contains(entry.conversation)) return; // from before it was asked
    if (is_taken && !wished.is_giver && entry.taker == self) return goOn(wished);
    settled(entry.conversation);
    if (wished.is_giver && is_taken && entry.taker == self)
        say(entry.conversation, HandOverSaid::Unanswered, wished.colleague);
}

// This computer is in the group now.
void Handing::joined(ConversationId conversation)
{
    const Wished *found = find(conversation);
    if (found == nullptr || found->is_giver) return;
    const Wished wished = *found;
    if (m_ledger.recordOr(conversation).taker == m_context.identity.account()) return goOn(wished);
    // The giver's client does it as soon as it has said what it has to say here; unless it is gone.
    QTimer::singleShot(limits::kHandOverPatience, this, [this, conversation] {
        if (find(conversation) != nullptr) complete(conversation);
    });
}

// --- the giver ------------------------------------------------------------------------------------

void Handing::letIn(const Wished &wished)
{
    const ConversationId id = wished.conversation;
    if (m_letting_in.contains(id) || !m_ledger.mayLeave(id)) return;
    m_letting_in.insert(id);
    Wish wish;
    wish.kind = Wish::Kind::Add;
    wish.group = m_ledger.groupOf(id);
    wish.account = wished.colleague;
    wish.done = [this, id, wished](const Problem &problem) {
        m_letting_in.remove(id);
        if (problem.isEmpty() && wished.is_showing) showPast(wished);
        if (problem.isEmpty()) return complete(id);
        Q_EMIT m_context.announcer.talkFailed(id, problem);
        if (m_context.session.isLoggedIn()) withdraw(id); // else it is seen again after the next log-in
    };
    m_membership.wish(std::move(wish));
}

// The newest that fits into one envelope, which leaves before the colleague can go on: who is let go then has
// said it.
void Handing::showPast(const Wished &wished)
{
    const ConversationId id = wished.conversation;
    const auto page = m_context.store.messages().newest(id, limits::kPastRowsMax);
    if (!page) return m_context.storeFailed(page.error());
    content::SharedPast past{wished.colleague, {m_ledger.nameOf(wished.colleague)}, page->has_older, {}};
    qsizetype bytes = 0;
    for (auto row = page->rows.crbegin(); row != page->rows.crend(); ++row) {
        if (row->kind != RowKind::Message || !row->sequence.isValid() || row->is_fallback) continue;
        const QString name = row->is_mine ? m_ledger.nameOf(m_context.identity.self(), id) : row->author_name;
        const content::PastRow one{
            row->id,    row->sequence, row->author, row->sent_at, {cutToBytes(name, limits::kNameBytesMax)},
            {row->text}};
        bytes += encode(one).size();
        past.is_cut = past.is_cut || bytes > limits::kPastBytesMax;
        if (bytes > limits::kPastBytesMax) break;
        past.rows.items.prepend(one);
    }
    if (past.rows.items.isEmpty()) return;
    const auto what = past.is_cut ? words::PastShown::NewestOfIt : words::PastShown::All;
    const auto told = m_outbox.tell(id, past, words::pastShown(what, {}, past.name.text));
    if (!told) m_context.storeFailed(told.error());
}

// Both sides say it; whoever comes second finds it done.
void Handing::complete(ConversationId conversation)
{
    request(protocol::CompleteHandOver{{}, conversation}, [](Outcome, const Problem &) {});
}

// --- the receiver ---------------------------------------------------------------------------------

// It is this person's. Who gave it leaves, unless they wished to stay.
void Handing::goOn(const Wished &wished)
{
    const ConversationId id = wished.conversation;
    if (!m_ledger.isMember(id)) return; // joined() comes
    settled(id);
    say(id, HandOverSaid::Done, m_context.identity.account());
    Q_EMIT m_context.announcer.talkOpened(id);
    if (wished.is_staying) return;
    Wish wish;
    wish.kind = Wish::Kind::Remove;
    wish.group = m_ledger.groupOf(id);
    wish.account = wished.colleague;
    wish.done = [this, id](const Problem &problem) {
        if (!problem.isEmpty()) Q_EMIT m_context.announcer.talkFailed(id, problem);
    };
    m_membership.wish(std::move(wish));
}

void Handing::say(ConversationId conversation, HandOverSaid step, AccountId colleague)
{
    const bool is_self = colleague == m_context.identity.account();
    const QString name =
        is_self ? m_ledger.nameOf(m_context.identity.self(), conversation) : m_ledger.nameOf(colleague);
    const content::HandOver said{static_cast<quint16>(step), colleague, {name}};
    const auto told =
        m_outbox.tell(conversation, said, words::handOver(step, {}, is_self ? QString() : name));
    if (!told) m_context.storeFailed(told.error());
}

} // namespace chat121::engine
