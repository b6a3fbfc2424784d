// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/engine/desk/blocking.h"

#include "client/core/engine/notices/words.h"

namespace chat121::engine {

Blocking::Blocking(Context &context, Ledger &ledger, TeamLog &team, QObject *parent)
    : QObject(parent)
    , m_context(context)
    , m_ledger(ledger)
    , m_team(team)
{
}

void Blocking::failed(const Problem &problem)
{
    Q_EMIT m_context.announcer.actionFailed(problem);
}

template <typename Message>
void Blocking::ask(Message message, const std::function<void()> &done)
{
    if (!m_context.session.isLoggedIn()) return failed(problem(ProblemKind::NotConnected));
    const auto request = m_context.store.requests().next();
    if (!request) return failed(storeProblem(request.error()));
    message.request = *request;
    m_context.connection.request<protocol::Done>(message, [this, done](const Reply<protocol::Done> &reply) {
        const auto *failure = std::get_if<RequestFailure>(&reply);
        if (failure == nullptr) return done();
        // An agent's shorter term, or a right that went.
        const bool is_right = failure->reason == protocol::Reason::None &&
                              (failure->code == Code::Conflict || failure->code == Code::Forbidden);
        failed(is_right ? problem(ProblemKind::NotAllowed) : requestProblem(*failure));
    });
}

// The note follows what the server has done: it says what is so.
void Blocking::block(ConversationId conversation, std::chrono::milliseconds term, const QString &why)
{
    const ConversationRecord *record = m_ledger.find(conversation);
    const bool is_possible = record != nullptr && record->guest.isValid() && record->department.isValid();
    if (!is_possible) return failed(problem(ProblemKind::NotAllowed));
    const bool is_lasting = term <= std::chrono::milliseconds::zero();
    const UnixTime until =
        is_lasting ? UnixTime{}
                   : m_context.clock.now() + std::min(term, limits::kBlockTermMax - limits::kClockSkewMax);
    ask(protocol::BlockGuest{{}, record->department, record->guest, until}, [this, conversation, until, why] {
        m_team.note(conversation, words::blockedNote(until, why.simplified()));
        Q_EMIT m_context.announcer.customerBlocked(conversation);
        tell(conversation);
    });
}

void Blocking::lift(ConversationId conversation, AccountId customer)
{
    const DepartmentId department = m_ledger.departmentOf(conversation);
    ask(protocol::LiftBlock{{}, department, customer}, [this, conversation] { tell(conversation); });
}

void Blocking::tell(ConversationId conversation)
{
    if (!m_context.session.isLoggedIn()) return failed(problem(ProblemKind::NotConnected));
    const auto request = m_context.store.requests().next();
    if (!request) return failed(storeProblem(request.error()));
    const protocol::FetchBlocks message{*request, m_ledger.departmentOf(conversation)};
    m_context.connection.request<protocol::Blocks>(
        message, [this, conversation](const Reply<protocol::Blocks> &reply) {
            if (const auto *failure = std::get_if<RequestFailure>(&reply))
                return failed(requestProblem(*failure));
            onBlocks(conversation, std::get<protocol::Blocks>(reply));
        });
}

void Blocking::onBlocks(ConversationId conversation, const protocol::Blocks &answer)
{
    const identity::Role role = m_context.identity.self().role();
    BlockList list;
    list.is_liftable =
        role == identity::Role::Owner || role == identity::Role::Admin || role == identity::Role::Supervisor;
    for (const protocol::Block &one : answer.blocks.items)
        list.customers.append({one.guest, nameOf(one.guest), one.until});
    Q_EMIT m_context.announcer.blocksTold(conversation, list);
}

// As the customer's newest conversation here calls them.
QString Blocking::nameOf(AccountId customer) const
{
    QString name;
    UnixTime newest{};
    for (const ConversationId id : m_ledger.ids()) {
        const ConversationRecord *record = m_ledger.find(id);
        const bool is_theirs =
            record != nullptr && record->guest == customer && !record->title.text.isEmpty();
        if (!is_theirs || record->last_at < newest) continue;
        newest = record->last_at;
        name = record->title.text;
    }
    return name.isEmpty() ? words::guest(customer) : name;
}

} // namespace chat121::engine
