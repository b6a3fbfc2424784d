// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What did not get through: what is sealed and sent again, what waits, what is given up. See outbox.h.
#include "client/core/engine/notices/words.h"
#include "client/core/engine/talk/outbox.h"

#include "client/core/engine/notices/words.h"

#include <algorithm>

namespace chat121::engine {

namespace {

enum class Fate : quint8 {
    NextConnection,
    SealAgain, // the epoch is over
    Stop,
    Later,
    SealLater, // the conversation has moved on; what it is now arrives by itself
    GiveUp,
};

Fate fateOf(const RequestFailure &failure)
{
    using protocol::Reason;
    if (failure.reason == Reason::EpochClosed) return Fate::SealAgain;
    if (failure.reason == Reason::StateRolledBack) return Fate::Stop;
    constexpr Reason kLater[] = {Reason::RateLimited,  Reason::ServerBusy,      Reason::DiskFull,
                                 Reason::QuotaReached, Reason::NoDepartmentKey, Reason::OtherRegion};
    if (std::ranges::find(kLater, failure.reason) != std::end(kLater)) return Fate::Later;
    constexpr Reason kMovedOn[] = {Reason::NotAMember, Reason::Closed, Reason::NotWaiting, Reason::UnknownLog,
                                   Reason::AlreadyTaken};
    if (std::ranges::find(kMovedOn, failure.reason) != std::end(kMovedOn)) return Fate::SealLater;
    return failure.code == Code::Network ? Fate::NextConnection : Fate::GiveUp;
}

// What is said about a conversation that is over waits for nothing: it is taken, or too late.
Fate fateOf(const OutboxEntry &entry, const RequestFailure &failure)
{
    const Fate fate = fateOf(failure);
    return fate == Fate::SealLater && purposeOf(entry) == Purpose::Afterword ? Fate::GiveUp : fate;
}

} // namespace

void Outbox::failed(const OutboxEntry &entry, const RequestFailure &failure)
{
    m_in_flight.remove(entry.conversation);
    switch (fateOf(entry, failure)) {
    case Fate::NextConnection:
        return;
    case Fate::SealAgain:
        setBack(entry);
        unseal(entry);
        m_context.session.fetch(entry.conversation); // flushed when the log is caught up
        return;
    case Fate::Stop:
        stop();
        Q_EMIT rolledBack();
        return;
    case Fate::Later:
        tellOnce(entry.conversation, failure);
        retryLater(entry.conversation, failure.retry_after_ms);
        return;
    case Fate::SealLater:
        unseal(entry);
        retryLater(entry.conversation, failure.retry_after_ms);
        return;
    case Fate::GiveUp:
        giveUpEntry(entry, problemOf(failure));
        return;
    }
}

// Who is blocked for a while is told for how long.
Problem Outbox::problemOf(const RequestFailure &failure) const
{
    Problem problem = requestProblem(failure);
    if (failure.reason == protocol::Reason::Blocked && failure.retry_after_ms > 0)
        problem.sentence =
            words::blockedUntil(m_context.clock.now() + std::chrono::milliseconds(failure.retry_after_ms));
    return problem;
}

// What only a person can mend is said; a busy moment passes by itself.
void Outbox::tellOnce(ConversationId conversation, const RequestFailure &failure)
{
    using protocol::Reason;
    constexpr Reason kLasting[] = {Reason::DiskFull, Reason::QuotaReached, Reason::OtherRegion};
    const bool is_lasting = std::ranges::find(kLasting, failure.reason) != std::end(kLasting);
    if (!is_lasting || m_told.contains(conversation)) return;
    m_told.insert(conversation);
    Q_EMIT m_context.announcer.talkFailed(conversation, requestProblem(failure));
}

void Outbox::unseal(OutboxEntry entry)
{
    entry.sealed = {};
    const auto saved = m_context.store.outbox().update(entry);
    const bool is_gone = !saved && saved.error().code == Code::NotFound; // said another way meanwhile
    if (!saved && !is_gone) m_context.storeFailed(saved.error());
}

void Outbox::giveUpEntry(const OutboxEntry &entry, const Problem &problem)
{
    auto save = [&]() -> Result<void> {
        TRY_ASSIGN(auto transaction, m_context.store.begin());
        TRY(leave(entry));
        TRY(m_context.store.outbox().remove(entry.order));
        return transaction.commit();
    };
    if (const auto saved = save(); !saved) m_context.storeFailed(saved.error());
    changeGivenUp(entry);
    const bool is_persons =
        isWord(entry) || purposeOf(entry) == Purpose::Change || purposeOf(entry) == Purpose::Afterword;
    const bool is_late = purposeOf(entry) == Purpose::Afterword;
    if (is_persons)
        Q_EMIT m_context.announcer.talkFailed(
            entry.conversation, is_late ? Problem{words::ratingTooLate(), problem.details, false} : problem);
    Q_EMIT waitingChanged();
    flush(entry.conversation);
}

// What its author sees of an entry that nobody will get: words may be said again, a line stays where it was.
Result<void> Outbox::leave(const OutboxEntry &entry)
{
    if (isWord(entry)) return m_ledger.setState(entry.conversation, entry.message, SendState::Failed);
    if (purposeOf(entry) == Purpose::TeamEntry && m_team != nullptr) return m_team->givenUp(entry);
    if (purposeOf(entry) == Purpose::Afterword)
        return m_ledger.ratingSaid(entry.conversation, Ledger::RatingStep::GivenUp);
    if (!hasRow(entry)) return success();
    TRY_ASSIGN(const auto cursor, m_context.store.logs().find(entry.conversation));
    return cursor ? m_ledger.stored(entry.conversation, entry.message, cursor->head) : success();
}

void Outbox::retryLater(ConversationId conversation, quint32 after_ms)
{
    m_paused.insert(conversation);
    const auto delay =
        std::max<std::chrono::milliseconds>(limits::kBusyRetryDelay, std::chrono::milliseconds(after_ms));
    QTimer::singleShot(delay, this, [this, conversation] {
        m_paused.remove(conversation);
        flush(conversation);
    });
}

// The server has said of this entry what may be true once in each epoch.
void Outbox::setBack(const OutboxEntry &entry)
{
    Setback &setback = m_setbacks[entry.conversation];
    if (setback.order != entry.order || setback.epoch != epochOf(entry.conversation)) {
        setback = {entry.order, epochOf(entry.conversation)};
        return;
    }
    setback.not_before = m_context.clock.steady() + setback.backoff.next(m_context.random);
    wakeAt(entry.conversation, setback.not_before);
}

// ... until its time has come, or a newer epoch.
bool Outbox::isHeldBack(const OutboxEntry &entry) const
{
    const auto setback = m_setbacks.find(entry.conversation);
    if (setback == m_setbacks.end() || setback->order != entry.order) return false;
    const bool is_time = m_context.clock.steady() >= setback->not_before;
    return !is_time && setback->epoch == epochOf(entry.conversation);
}

Outbox::Epoch Outbox::epochOf(ConversationId conversation) const
{
    const GroupKey key = m_ledger.groupOf(conversation);
    const auto group = m_context.groups.find(key);
    return {key, group ? (*group)->epoch() : 0};
}

void Outbox::wakeAt(ConversationId conversation, std::chrono::milliseconds steady)
{
    const auto left = std::max(steady - m_context.clock.steady(), std::chrono::milliseconds(1));
    QTimer::singleShot(left, this, [this, conversation, steady] {
        if (m_context.clock.steady() < steady) return wakeAt(conversation, steady); // a timer may be early
        flush(conversation);
    });
}

} // namespace chat121::engine
