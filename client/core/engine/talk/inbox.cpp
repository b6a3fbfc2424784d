// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/engine/talk/inbox.h"

#include "client/core/engine/groups/outside.h"
#include "client/core/engine/groups/team_place.h"
#include "client/core/engine/notices/words.h"

namespace chat121::engine {

Inbox::Inbox(Context &context, Ledger &ledger, Outbox &outbox, QObject *parent)
    : QObject(parent)
    , m_context(context)
    , m_ledger(ledger)
    , m_outbox(outbox)
{
}

// --- the session's sink ---------------------------------------------------------------------------

Result<LogPosition> Inbox::position(LogId log)
{
    TRY_ASSIGN(const auto cursor, m_context.store.logs().find(log));
    if (!cursor) return LogPosition{};
    return LogPosition{cursor->incarnation, cursor->head};
}

Result<void> Inbox::accept(LogId log, quint64 incarnation, const QList<protocol::Envelope> &envelopes)
{
    m_after.clear();
    m_touched.clear();
    auto work = [&]() -> Result<void> {
        TRY_ASSIGN(auto transaction, m_context.store.begin());
        LogCursor cursor;
        TRY_ASSIGN(const auto known, m_context.store.logs().find(log));
        if (known) cursor = *known;
        Seen seen{cursor.head, cursor.last_hash, cursor.before};
        m_chain.follow(log, seen);
        bool was_over = false;
        for (const protocol::Envelope &envelope : envelopes) {
            const bool is_over = isOverByPolicy(envelope);
            if (is_over && !was_over) TRY(m_ledger.line(log, envelope.sequence, 0, words::deletedByPolicy()));
            was_over = is_over;
            TRY(handle(envelope));
            using Emptying = LogChain::Emptying;
            seen = m_chain.extend(seen, envelope, is_over ? Emptying::ByPolicy : Emptying::No);
        }
        cursor = {log, incarnation, seen.sequence, cursor.acknowledged, seen.hash, seen.before};
        TRY(m_context.store.logs().save(cursor));
        return transaction.commit();
    };
    const auto done = work();
    if (!done) {
        for (const GroupKey &group : m_touched)
            m_context.groups.forget(group);
        m_after.clear();
        m_chain.forget(log);
        return done;
    }
    for (const After &after : std::exchange(m_after, {}))
        after();
    return done;
}

Result<void> Inbox::skip(LogId log, quint64 incarnation, Sequence next, bool is_trimmed)
{
    TRY_ASSIGN(auto transaction, m_context.store.begin());
    TRY_ASSIGN(const auto known, m_context.store.logs().find(log));
    LogCursor cursor = known ? *known : LogCursor{};
    const bool is_hidden = !is_trimmed && readsAllSince(log, cursor.head);
    const Seen seen = is_hidden ? brokenBefore(next) : Seen{{next.value - 1}, {}, {}};
    cursor = {log, incarnation, seen.sequence, cursor.acknowledged, seen.hash, seen.before};
    TRY(m_context.store.logs().save(cursor));
    const bool is_erased = m_ledger.erasures().isErased(log);
    if (is_trimmed && m_ledger.find(log) != nullptr && !is_erased)
        TRY(m_ledger.line(log, cursor.head, 0, words::deletedByPolicy()));
    if (is_hidden && !is_erased) TRY(m_ledger.line(log, cursor.head, kMissingLine, words::messagesMissing()));
    m_chain.forget(log);
    return transaction.commit();
}

// Who is a member and has read the commit of their entry misses nothing that is theirs to read.
bool Inbox::readsAllSince(LogId log, Sequence head) const
{
    const ConversationRecord *record = m_ledger.find(log);
    if (record == nullptr) return false;
    const GroupKey key{log, record->generation};
    const ConversationDetails details = Ledger::detailsOf(*record);
    return m_context.groups.isMember(key) && details.generation == key.generation &&
           details.began.isValid() && head >= details.began;
}

// Emptied, and old enough for that by what the organisation has signed. A day is left for clocks.
bool Inbox::isOverByPolicy(const protocol::Envelope &envelope) const
{
    if (envelope.kind != protocol::EnvelopeKind::Emptied || m_ledger.find(envelope.log) == nullptr ||
        m_ledger.erasures().isErased(envelope.log))
        return false;
    const quint32 days = m_ledger.policyOf(envelope.log).retention_days;
    const auto age = m_context.clock.now() - envelope.stored_at;
    return days > 0 && age + limits::kRetentionClockJumpMax >= std::chrono::hours(24) * days;
}

// A restored server may have lost the newest envelopes: everything it still has is read again, and
// what is known already is not shown twice.
Result<LogPosition> Inbox::restored(LogId log, quint64 incarnation)
{
    TRY_ASSIGN(const auto known, m_context.store.logs().find(log));
    if (known) m_read_before.insert(log, known->head);
    LogCursor cursor;
    cursor.log = log;
    cursor.incarnation = incarnation;
    TRY(m_context.store.logs().save(cursor));
    if (isTeam(log)) TRY(teamRestored(m_context.store, log));
    if (isTeam(log) && m_team != nullptr) TRY(m_team->restored(log));
    m_chain.forget(log);
    return LogPosition{incarnation, {}};
}

// --- one envelope ---------------------------------------------------------------------------------

// Who was removed keeps the old group, and may be let in again by a Welcome that comes after the
// commit: until then that is the state of a stranger.
Result<bool> Inbox::isInside(const GroupKey &key) const
{
    const auto group = m_context.groups.find(key);
    if (group) return (*group)->isActive();
    if (group.error().code == Code::NotFound) return false;
    return group.error();
}

bool Inbox::isReady(const protocol::Envelope &envelope) const
{
    if (envelope.kind != protocol::EnvelopeKind::Application) return true;
    const auto is_inside = isInside({envelope.log, envelope.generation});
    if (!is_inside || *is_inside) return true; // a fault of the disk shows when it is opened
    return areWelcomesRead();
}

// No Welcome will come any more.
bool Inbox::areWelcomesRead() const
{
    const QList<LogId> inboxes = m_context.identity.inboxes();
    return std::all_of(inboxes.cbegin(), inboxes.cend(),
                       [this](LogId inbox) { return m_context.session.isCaughtUp(inbox); });
}

// Who was removed and let in again while away first reads what was said until the removal: those keys
// end when the group is entered anew.
bool Inbox::isTooEarly(const GroupKey &welcome) const
{
    const bool is_over = Ledger::detailsOf(m_ledger.recordOr(welcome.log)).is_group_over;
    return m_context.groups.isMember(welcome) && !is_over && !m_context.session.isCaughtUp(welcome.log);
}

// The server forgets after a while who has sent something.
bool Inbox::mayBeFormers(const protocol::Envelope &envelope) const
{
    if (envelope.sender.isValid()) return m_context.identity.isFormer(envelope.sender);
    return !m_context.identity.formerKeys().empty();
}

// What this device was not there for: said in a group that it is not in, or before it was let in (again).
// And where its copy of a former device's keys ends.
bool Inbox::isForOthers(const protocol::Envelope &envelope) const
{
    const GroupKey key{envelope.log, envelope.generation};
    if (m_context.groups.isFormers(key) || mayBeFormers(envelope)) return true;
    const auto is_inside = isInside(key);
    if (is_inside && !*is_inside) return true;
    const ConversationDetails details = Ledger::detailsOf(m_ledger.recordOr(key.log));
    return details.generation == key.generation && envelope.sequence < details.began;
}

Result<void> Inbox::handle(const protocol::Envelope &envelope)
{
    // Whoever has them still: an erased conversation does not come back.
    const Erasures &erasures = m_ledger.erasures();
    if (erasures.isErased(envelope.log) || erasures.isErased(envelope.about)) return success();
    m_touched.insert({envelope.log, envelope.generation});
    if (envelope.kind == protocol::EnvelopeKind::Emptied ||
        envelope.kind == protocol::EnvelopeKind::Opening) {
        const bool is_waiting = m_staff != nullptr && m_staff->isWaitingRoom(envelope.log);
        return is_waiting ? m_staff->acceptWaiting(envelope) : onStrange(envelope);
    }
    if (m_context.identity.inboxes().contains(envelope.log)) return onWelcome(envelope);
    if (envelope.kind == protocol::EnvelopeKind::Commit) return onCommit(envelope);
    if (!isReady(envelope)) return Error{Code::NotFound, QStringLiteral("its welcome is on the way")};
    return onApplication(envelope);
}

// In a conversation nothing is emptied and nothing opened: whoever says so hides what was there.
Result<void> Inbox::onStrange(const protocol::Envelope &envelope)
{
    if (m_ledger.find(envelope.log) == nullptr || isForOthers(envelope)) return success();
    return m_ledger.line(envelope.log, envelope.sequence, kMissingLine, words::messagesMissing());
}

Result<void> Inbox::onApplication(const protocol::Envelope &envelope)
{
    const bool is_called_own = envelope.sender == m_context.identity.device();
    if (is_called_own || !envelope.sender.isValid()) {
        TRY_ASSIGN(const bool is_known, m_outbox.ownRead(envelope));
        if (is_known) m_after.append([this] { Q_EMIT m_outbox.waitingChanged(); });
        if (is_known) return success();
    }
    TRY_ASSIGN(const bool is_said_before, isSaidBefore(envelope));
    if (is_said_before) return success();
    if (m_team != nullptr && isTeam(envelope.log)) {
        TRY_ASSIGN(const bool is_entry, m_team->acceptEntry(envelope));
        if (is_entry) return success();
    }
    const auto opened = m_context.sealer.open(envelope);
    if (!opened)
        return isOwnOfBefore(envelope, opened.error()) ? success() : onUnreadable(envelope, opened.error());
    TRY(m_context.sealer.passed({envelope.log, envelope.generation}, *opened));
    if (opened->author.device.device == m_context.identity.device()) return onCopied(envelope, *opened);
    if (isTeam(envelope.log)) return m_team != nullptr ? m_team->acceptContent(envelope, *opened) : success();
    TRY(checkSeen(envelope, opened->author.account(), opened->seen));
    const auto over = m_context.contacts.overSince(opened->author);
    if (over && envelope.stored_at > *over)
        return m_ledger.line(envelope.log, envelope.sequence, 0,
                             words::saidWithoutBadge(m_ledger.nameOf(opened->author, envelope.log)));
    return onContent(envelope, *opened);
}

// Sent from here and settled before: its key is used up (Conflict) or gone with its epoch (Expired).
bool Inbox::isOwnOfBefore(const protocol::Envelope &envelope, const Error &error) const
{
    if (!envelope.sender.isValid()) return error.code == Code::Conflict; // what the group says of it
    if (envelope.sender != m_context.identity.device()) return false;
    const bool is_member = m_context.groups.isMember({envelope.log, envelope.generation});
    return error.code == Code::Conflict || error.code == Code::Expired || (!is_member && !isOfTheDisk(error));
}

// What this device said cannot be opened by it: a copy of this profile has said it.
Result<void> Inbox::onCopied(const protocol::Envelope &envelope, const Opened &opened)
{
    m_after.append([this] { Q_EMIT copied(); });
    return isTeam(envelope.log) ? success() : onContent(envelope, opened);
}

// A former device had sent what this copy of its outbox still holds.
Result<bool> Inbox::isSaidBefore(const protocol::Envelope &envelope)
{
    if (!mayBeFormers(envelope)) return false;
    const auto id = Sealer::claimedId(envelope);
    return id ? m_outbox.settle(envelope.log, *id, envelope.sequence) : Result<bool>(false);
}

Result<void> Inbox::onUnreadable(const protocol::Envelope &envelope, const Error &error)
{
    if (isOfTheDisk(error)) return error;
    if (error.code == Code::Expired && envelope.sequence <= m_read_before.value(envelope.log))
        return success();
    if (isForOthers(envelope)) return success();
    if (isTeam(envelope.log)) return onTeamUnreadable(envelope);
    if (envelope.kind == protocol::EnvelopeKind::Commit) {
        const bool is_stranger = error.code == Code::Forbidden || error.code == Code::Crypto;
        return onDiverged(envelope, words::diverged(),
                          is_stranger ? ProblemKind::StaffNotTrusted : ProblemKind::ConversationDiverged);
    }
    if (m_context.sealer.isOfAnotherBranch(envelope))
        return onDiverged(envelope, words::forked(), ProblemKind::ConversationForked);
    const QString text = error.code == Code::Expired ? words::messageReplayed() : words::messageDamaged();
    return m_ledger.line(envelope.log, envelope.sequence, 0, text);
}

void Inbox::warnOnce(const GroupKey &group, ProblemKind kind)
{
    if (m_warned.contains(group)) return;
    m_warned.insert(group);
    m_after.append([this, kind] { Q_EMIT m_context.announcer.warned(problem(kind)); });
}

// Receipts say "up to there": what a reader may not have been shown must not be raised by theirs.
Result<void> Inbox::checkSeen(const protocol::Envelope &envelope, AccountId author, const Seen &claimed)
{
    const auto judgement = m_chain.judge(envelope.log, envelope.sequence, author, claimed);
    if (judgement.verdict != LogChain::Verdict::Other) return success();
    TRY(m_ledger.doubt(envelope.log, judgement.doubtful));
    return m_ledger.line(envelope.log, envelope.sequence, kMissingLine, words::messagesMissing());
}

} // namespace chat121::engine
