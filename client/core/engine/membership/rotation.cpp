// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/engine/membership/rotation.h"

namespace chat121::engine {

Rotation::Rotation(Context &context, Ledger &ledger, Membership &membership, QObject *parent)
    : QObject(parent)
    , m_context(context)
    , m_ledger(ledger)
    , m_membership(membership)
{
}

bool Rotation::isDue(const OwnLeaf &leaf, UnixTime now)
{
    if (leaf.words == 0) return false;
    const auto age = now - leaf.renewed_at;
    if (age < -limits::kLeafRenewalPause) return true; // the calendar was set back: nobody knows
    const bool is_worn = leaf.words >= limits::kLeafWordsMax && age >= limits::kLeafRenewalPause;
    return age >= limits::kLeafLife || is_worn;
}

// --- whose time has come --------------------------------------------------------------------------

void Rotation::look()
{
    if (const auto looked = lookAtAll(); !looked) m_context.storeFailed(looked.error());
}

Result<void> Rotation::lookAtAll()
{
    TRY_ASSIGN(const auto leaves, ownLeaves(m_context.store));
    for (const OwnLeaf &leaf : leaves) {
        if (isOver(leaf.group)) {
            TRY(forgetOwnLeaf(m_context.store, leaf.group));
        } else if (isDue(leaf, m_context.clock.now())) {
            schedule(leaf.group);
        }
    }
    return success();
}

void Rotation::wordStored(ConversationId conversation)
{
    const GroupKey group = m_ledger.groupOf(conversation);
    const auto leaf = ownLeafOf(m_context.store, group);
    if (!leaf) return m_context.storeFailed(leaf.error());
    if (*leaf && isDue(**leaf, m_context.clock.now())) schedule(group);
}

// What has left this group, and never comes back to it.
bool Rotation::isOver(const GroupKey &group) const
{
    const ConversationRecord *record = m_ledger.find(group.log);
    return record == nullptr || record->generation > group.generation;
}

bool Rotation::isReady(const GroupKey &group) const
{
    const ConversationRecord *record = m_ledger.find(group.log);
    const bool is_open = record != nullptr && record->state == protocol::ConversationState::Taken &&
                         !Ledger::detailsOf(*record).is_group_over && m_ledger.groupOf(group.log) == group &&
                         m_ledger.isMember(group.log) && !m_ledger.isHeld(group.log);
    const bool is_busy = m_membership.isWishing(group.log) || m_context.committer.isPending(group);
    const bool may_try = m_context.clock.steady() >= m_not_before.value(group.log);
    return is_open && !is_busy && may_try && m_context.session.isCaughtUp(group.log);
}

// --- and the renewal ------------------------------------------------------------------------------

std::chrono::milliseconds Rotation::anyDelay()
{
    constexpr std::chrono::milliseconds kSpread = limits::kLeafRenewalSpread;
    quint32 drawn = 0;
    m_context.random.fill(&drawn, sizeof(drawn));
    return std::chrono::milliseconds(drawn % static_cast<quint32>(kSpread.count() + 1));
}

void Rotation::schedule(const GroupKey &group)
{
    if (!isReady(group) || m_scheduled.contains(group.log)) return;
    m_scheduled.insert(group.log);
    QTimer::singleShot(anyDelay(), this, [this, group] {
        m_scheduled.remove(group.log);
        renew(group);
    });
}

// Words go first, but not for ever: somebody may write without a pause.
bool Rotation::yields(LogId log)
{
    const auto waiting = m_context.store.outbox().allOf(log);
    if (!waiting || waiting->isEmpty()) return false;
    return ++m_yields[log] <= limits::kLeafRenewalYieldsMax;
}

void Rotation::renew(const GroupKey &group)
{
    const auto leaf = ownLeafOf(m_context.store, group);
    if (!leaf) return m_context.storeFailed(leaf.error());
    // Another change of this device may have renewed it meanwhile.
    if (!*leaf || !isDue(**leaf, m_context.clock.now()) || !isReady(group)) return;
    if (yields(group.log)) return schedule(group);
    m_yields.remove(group.log);
    Wish wish;
    wish.kind = Wish::Kind::Refresh;
    wish.group = group;
    wish.done = [this, log = group.log](const Problem &problem) {
        if (problem.isEmpty()) return;
        qCInfo(lcClient) << "the keys of log" << log.value << "were not renewed this time";
        m_not_before.insert(log, m_context.clock.steady() + limits::kLeafRenewalPause);
    };
    m_membership.wish(std::move(wish));
}

} // namespace chat121::engine
