// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/engine/membership/staffing.h"

#include "client/core/engine/profile/profile_store.h"
#include "common/protocol/messages/answers.h"
#include "common/protocol/messages/directory.h"

#include <QDateTime>
#include <QLocale>

namespace chat121::engine {

namespace {

using identity::Role;
using identity::StaffChain;
using identity::VerifiedStaff;

identity::Badge badgeOf(const VerifiedStaff &staff, UnixTime now)
{
    identity::Badge badge;
    badge.account_key = staff.account_key;
    badge.name = staff.name;
    badge.role = staff.role;
    badge.departments.items = staff.departments;
    badge.not_before = now;
    badge.not_after = now + limits::kBadgeLife;
    return badge;
}

StaffChain signedByRoot(const VerifiedStaff &staff, const crypto::Secret32 &root_seed, UnixTime now)
{
    const auto root = crypto::SigningKey::fromSeed(root_seed.clone());
    return {identity::SignedBadge::sign(badgeOf(staff, now), root)};
}

bool endsSoon(const VerifiedStaff &staff, UnixTime now)
{
    return !staff.is_badge || staff.not_after < now + limits::kBadgeRenewal;
}

} // namespace

Staffing::Staffing(Context &context, Ledger &ledger, Membership &membership, QObject *parent)
    : QObject(parent)
    , m_context(context)
    , m_ledger(ledger)
    , m_membership(membership)
{
}

// --- others ---------------------------------------------------------------------------------------

std::optional<StaffChain> Staffing::renewalOf(const VerifiedStaff &staff, const Identity &identity,
                                              UnixTime now)
{
    const identity::VerifiedOrganisation &organisation = identity.organisation();
    const bool is_orphan = organisation.isDismissed(staff.certified_by);
    const bool is_due = is_orphan || endsSoon(staff, now);
    if (!is_due || organisation.isDismissed(staff.account)) return std::nullopt;
    const Profile &profile = identity.profile();
    if (profile.root_seed) return signedByRoot(staff, *profile.root_seed, now);

    const auto *chain = std::get_if<StaffChain>(&profile.leaf.account);
    const auto *own = chain != nullptr ? std::get_if<identity::SignedBadge>(&chain->proof) : nullptr;
    if (own == nullptr) return std::nullopt;
    const StaffChain made{identity::CertifiedByAdmin{
        *own, identity::SignedBadge::sign(badgeOf(staff, now), identity.accountKey())}};
    // Is it within the own rights, and worth it? The own badge may end first.
    const auto checked = identity::verifyStaff(made, profile.root_key, now);
    const bool is_longer = checked && checked->not_after > staff.not_after + limits::kClockSkewMax;
    return checked && (is_longer || is_orphan) ? std::optional(made) : std::nullopt;
}

bool Staffing::mayInviteAgain(const VerifiedStaff &colleague, const Identity &identity)
{
    const VerifiedStaff *self = identity.self().staff();
    const bool is_possible =
        self != nullptr && colleague.account != self->account && colleague.role != identity::Role::Owner;
    if (!is_possible) return false;
    const Profile &profile = identity.profile();
    if (profile.root_seed) return true;
    const auto *chain = std::get_if<StaffChain>(&profile.leaf.account);
    return chain != nullptr && std::holds_alternative<identity::SignedBadge>(chain->proof) &&
           identity::mayCertify(self->role) &&
           identity::mayGive(self->departments, colleague.role, colleague.departments);
}

bool Staffing::found(const VerifiedStaff &staff, const StaffChain &chain)
{
    if (staff.account == m_context.identity.account()) adopt(staff, chain);
    if (!m_context.contacts.isClockBelieved()) return false; // nobody would believe such a badge
    const auto made = renewalOf(staff, m_context.identity, m_context.clock.now());
    if (made) certify(*made);
    return made.has_value();
}

void Staffing::certify(const StaffChain &chain)
{
    const auto request = m_context.store.requests().next();
    if (!request) return m_context.storeFailed(request.error());
    protocol::CertifyStaff message;
    message.request = *request;
    message.staff_chain = encode(chain);
    // What fails is tried again when the directory is read again.
    m_context.connection.request<protocol::Done>(message, [](const Reply<protocol::Done> &) {});
}

// --- oneself --------------------------------------------------------------------------------------

Result<bool> Staffing::renewOwn(LocalStore &store, Identity &identity, const Clock &clock)
{
    const VerifiedStaff *self = identity.self().staff();
    if (self == nullptr || !identity.profile().root_seed || !endsSoon(*self, clock.now())) return false;
    const StaffChain chain = signedByRoot(*self, *identity.profile().root_seed, clock.now());
    TRY_ASSIGN(const VerifiedStaff renewed,
               identity::verifyStaff(chain, identity.profile().root_key, clock.now()));
    identity.setChain(chain, renewed);
    TRY(saveLeaf(store, identity.profile()));
    return true;
}

void Staffing::adopt(const VerifiedStaff &staff, const StaffChain &chain)
{
    Identity &identity = m_context.identity;
    const VerifiedStaff *self = identity.self().staff();
    const bool is_better = staff.not_after > self->not_after || (staff.is_badge && !self->is_badge) ||
                           identity.organisation().isDismissed(self->certified_by);
    const bool is_valid = identity::verifyStaff(chain, identity.profile().root_key, m_context.clock.now()) &&
                          !identity.organisation().isDismissed(staff);
    if (staff == *self || !is_better || !is_valid) return;
    identity.setChain(chain, staff);
    const auto saved = saveLeaf(m_context.store, identity.profile());
    if (!saved) return m_context.storeFailed(saved.error());
    m_was_warned = false;
    Q_EMIT ownBadgeChanged();
    refreshLeaves();
}

void Staffing::refreshLeaves()
{
    for (const GroupKey &group : m_ledger.openGroups()) {
        const bool is_busy = m_membership.isWishing(group.log) || m_context.committer.isPending(group);
        if (is_busy || !m_context.committer.isOwnLeafOld(group)) continue;
        Wish wish;
        wish.kind = Wish::Kind::Refresh;
        wish.group = group;
        m_membership.wish(std::move(wish));
    }
}

void Staffing::warnInTime()
{
    const VerifiedStaff *self = m_context.identity.self().staff();
    const bool is_soon = self->not_after < m_context.clock.now() + limits::kBadgeWarning;
    if (!is_soon || !m_context.contacts.isClockBelieved() || std::exchange(m_was_warned, true)) return;
    Problem ending = problem(ProblemKind::BadgeEnds);
    const QDateTime end = QDateTime::fromMSecsSinceEpoch(self->not_after.ms);
    ending.sentence = ending.sentence.arg(QLocale().toString(end.date(), QLocale::LongFormat));
    Q_EMIT m_context.announcer.warned(ending);
}

} // namespace chat121::engine
