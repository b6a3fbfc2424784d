// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/engine/membership/doorkeeper.h"

namespace chat121::engine {

Doorkeeper::Doorkeeper(Context &context, Ledger &ledger, Membership &membership, QObject *parent)
    : QObject(parent)
    , m_context(context)
    , m_ledger(ledger)
    , m_membership(membership)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(context.identity.isStaff() ? std::chrono::milliseconds(0)
                                                  : std::chrono::milliseconds(limits::kOthersRemovalDelay));
    connect(&m_soon, &QTimer::timeout, this, &Doorkeeper::lookNow);
    m_again.setInterval(limits::kBadgeInterval);
    connect(&m_again, &QTimer::timeout, this, [this] {
        m_tried.clear();
        look();
    });
    m_again.start();
}

void Doorkeeper::compareClocks()
{
    const auto ahead = m_context.clock.now() - m_context.connection.serverNow();
    const bool is_wrong = std::chrono::abs(ahead) > limits::kClockSkewMax;
    m_context.contacts.setClockBelieved(!is_wrong);
    m_tried.clear();
    if (!is_wrong) {
        m_was_told = false;
    } else if (!std::exchange(m_was_told, true)) {
        Q_EMIT m_context.announcer.warned(problem(ProblemKind::ClockWrong));
    }
    for (const ConversationId conversation : m_ledger.ids())
        m_ledger.announce(conversation);
}

void Doorkeeper::look()
{
    if (!m_soon.isActive()) m_soon.start();
}

void Doorkeeper::lookNow()
{
    if (!m_context.session.isLoggedIn()) return; // looked at again after the next log-in
    for (const GroupKey &group : m_ledger.openGroups())
        lookAt(group);
}

void Doorkeeper::lookAt(const GroupKey &group)
{
    if (!m_context.groups.isMember(group) || m_membership.isWishing(group.log)) return;
    const auto members = m_context.sealer.members(group);
    if (!members) return;
    for (const identity::VerifiedMember &member : *members) {
        const bool is_own = member.account() == m_context.identity.account();
        const std::pair attempt(group.log, member.account());
        if (is_own || !m_context.contacts.isOver(member) || m_tried.contains(attempt)) continue;
        m_tried.insert(attempt);
        Wish wish;
        wish.kind = Wish::Kind::Dismiss;
        wish.group = group;
        wish.account = member.account();
        return m_membership.wish(std::move(wish)); // the next one when this is settled
    }
}

} // namespace chat121::engine
