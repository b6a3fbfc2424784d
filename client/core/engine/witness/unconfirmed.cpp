// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/engine/witness/unconfirmed.h"

#include "client/core/engine/notices/words.h"

namespace chat121::engine {

Unconfirmed::Unconfirmed(Context &context, Ledger &ledger, QObject *parent)
    : QObject(parent)
    , m_context(context)
    , m_ledger(ledger)
{
    connect(&m_hourly, &QTimer::timeout, this, [this] {
        look();
        Q_EMIT hourPassed();
    });
}

void Unconfirmed::begin()
{
    m_hourly.start(std::chrono::hours(1));
}

void Unconfirmed::look()
{
    if (const auto looked = lookAtAll(); !looked) m_context.storeFailed(looked.error());
}

// A conversation that has left this group, or that this device has left, needs no new keys of it.
bool Unconfirmed::isOver(const GroupKey &group) const
{
    if (m_context.policy.facts(group.log).is_team) return false;
    const ConversationRecord *record = m_ledger.find(group.log);
    const bool is_out = !m_ledger.isMember(group.log) && !m_context.committer.isPending(group);
    return record == nullptr || record->generation > group.generation || is_out ||
           record->state == protocol::ConversationState::Closed || Ledger::detailsOf(*record).is_group_over;
}

Result<void> Unconfirmed::lookAtAll()
{
    TRY_ASSIGN(const auto changes, ownChanges(m_context.store));
    TRY_ASSIGN(auto transaction, m_context.store.begin());
    for (const OwnChange &change : changes) {
        if (isOver(change.group)) {
            TRY(changeSettled(m_context.store, change.group));
        } else if (m_context.clock.now() - change.since >= limits::kCommitUnconfirmedMax &&
                   change.is_told == 0) {
            TRY(tell(change));
        }
    }
    return transaction.commit();
}

Result<void> Unconfirmed::tell(OwnChange change)
{
    change.is_told = 1;
    TRY(save(m_context.store, change));
    Q_EMIT m_context.announcer.warned(problem(ProblemKind::ChangeNotConfirmed));
    if (m_context.policy.facts(change.group.log).is_team) return success();
    TRY_ASSIGN(const auto cursor, m_context.store.logs().find(change.group.log));
    return m_ledger.line(change.group.log, cursor ? cursor->head : Sequence{}, kUnconfirmedLine,
                         words::changeNotConfirmed());
}

} // namespace chat121::engine
