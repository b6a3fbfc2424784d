// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// An agent takes a customer: what the server says to it, the group that begins then, and what of that
// survives the end of the program. See desk.h.

#include "client/core/engine/desk/desk.h"
#include "common/protocol/messages/desk.h"

namespace chat121::engine {

namespace {

struct TakingNote {
    List<LogId, limits::kAgentCapacityMax> conversations{};
    auto fields() { return std::tie(conversations); }
};

} // namespace

// --- taking that was interrupted ------------------------------------------------------------------

Result<void> Desk::loadTaking()
{
    TRY_ASSIGN(const auto note, m_context.store.notes().find(QString::fromLatin1(kTakingNote)));
    if (!note) return success();
    TRY_ASSIGN(const TakingNote before, decode<TakingNote>(note->value.bytes));
    m_taking_before = {before.conversations.items.cbegin(), before.conversations.items.cend()};
    return success();
}

// What this device was about to take survives its end: the lease runs for a minute.
Result<void> Desk::saveTaking()
{
    NoteRecord note;
    note.name = QString::fromLatin1(kTakingNote);
    note.value = encode(TakingNote{(m_taking + m_taking_before).values()});
    return m_context.store.notes().save(note);
}

void Desk::notTaking(ConversationId conversation, Later later)
{
    m_taking.remove(conversation);
    m_taking_before.remove(conversation);
    if (later == Later::Look) m_taking_before.insert(conversation);
    if (const auto saved = saveTaking(); !saved) m_context.storeFailed(saved.error());
}

void Desk::resumeTaking(const QList<protocol::DeskEntry> &entries)
{
    for (const protocol::DeskEntry &entry : entries) {
        const ConversationId id = entry.conversation;
        if (!m_taking_before.contains(id) || m_taking.contains(id)) continue;
        const bool is_ours =
            entry.state == protocol::ConversationState::Taken && entry.taker == m_context.identity.account();
        const bool is_over = Ledger::detailsOf(m_ledger.recordOr(id)).is_group_over;
        const bool is_begun =
            (m_ledger.isMember(id) && !is_over) || m_context.committer.isPending({id, entry.generation});
        if (!is_ours || is_begun) {
            notTaking(id, Later::Forget);
            continue;
        }
        m_taking.insert(id);
        onTaken({{}, id, entry.guest, entry.generation, {}});
    }
}

// --- taking ---------------------------------------------------------------------------------------

Result<void> Desk::beginTaking(ConversationId conversation)
{
    m_taking.insert(conversation);
    return saveTaking();
}

// The queue may be ahead of the waiting room: `then` comes when everything in it has been read.
void Desk::whenRead(ConversationId conversation, const std::function<void()> &then)
{
    const auto department =
        m_context.identity.organisation().department(m_ledger.recordOr(conversation).department);
    if (m_previews.isKnown(conversation) || !department) return then();
    m_when_read[department->waiting_room].append(then);
    m_context.session.fetch(department->waiting_room);
}

void Desk::logCaughtUp(LogId log)
{
    for (const auto &then : m_when_read.take(log))
        then();
    takeAnew();
}

void Desk::startAnew(ConversationId conversation)
{
    if (!m_ledger.isMember(conversation)) return; // never this agent's
    m_anew.insert(conversation);
    takeAnew();
}

// Whoever is faster has it: the customer is served either way.
void Desk::takeAnew()
{
    const QSet<ConversationId> wanted = m_anew;
    for (const ConversationId conversation : wanted) {
        const bool is_waiting = m_ledger.recordOr(conversation).state == protocol::ConversationState::Waiting;
        if (is_waiting && !m_previews.guestOf(conversation)) continue;
        m_anew.remove(conversation);
        if (is_waiting) takeNow(conversation);
    }
}

void Desk::take(ConversationId conversation)
{
    if (!m_context.session.isLoggedIn()) return failed(problem(ProblemKind::NotConnected));
    whenRead(conversation, [this, conversation] { takeNow(conversation); });
}

void Desk::takeNow(ConversationId conversation)
{
    if (m_taking.contains(conversation)) return;
    if (!m_ledger.mayLeave(conversation)) return failed(problem(ProblemKind::OtherRegion));
    if (!m_previews.guestOf(conversation)) {
        // It came back to the queue, and its customer has not been there since to bring fresh keys.
        const bool is_away = !m_previews.isKnown(conversation);
        return failed(problem(is_away ? ProblemKind::WaitsForCustomer : ProblemKind::OpeningUnreadable));
    }
    const auto request = m_context.store.requests().next();
    if (!request) return failed(storeProblem(request.error()));
    if (const auto noted = beginTaking(conversation); !noted) return failed(storeProblem(noted.error()));
    m_context.connection.request<protocol::Taken>(
        protocol::Take{*request, conversation}, [this, conversation](const Reply<protocol::Taken> &reply) {
            if (const auto *failure = std::get_if<RequestFailure>(&reply)) {
                // No answer: whether it is ours is seen at the desk, after the next log-in.
                const bool is_open = failure->code == Code::Network;
                notTaking(conversation, is_open ? Later::Look : Later::Forget);
                return failed(requestProblem(*failure));
            }
            onTaken(std::get<protocol::Taken>(reply));
        });
}

void Desk::onTaken(const protocol::Taken &taken)
{
    whenRead(taken.conversation, [this, taken] { startGroup(taken); });
}

void Desk::startGroup(const protocol::Taken &taken)
{
    const auto guest = m_previews.guestOf(taken.conversation);
    if (!guest || guest->account != taken.guest) {
        notTaking(taken.conversation, Later::Forget);
        return failed(problem(ProblemKind::GuestNotTrusted));
    }
    ConversationRecord record = m_ledger.recordOr(taken.conversation);
    record.guest = taken.guest;
    m_context.policy.setFacts(record.id, {false, record.department, record.guest});

    Wish wish;
    wish.kind = Wish::Kind::Start;
    wish.group = {taken.conversation, taken.generation};
    wish.packages = {guest->key_package};
    wish.done = [this, group = wish.group](const Problem &problem) {
        notTaking(group.log, problem.is_retryable ? Later::Look : Later::Forget);
        if (!problem.isEmpty()) return failed(problem);
        const auto saved = m_context.store.previews().removeAllOf(group.log.value);
        if (!saved) m_context.storeFailed(saved.error());
        Q_EMIT m_context.announcer.talkOpened(group.log);
        m_outbox.flush(group.log);
    };
    m_membership.wish(std::move(wish));
}

} // namespace chat121::engine
