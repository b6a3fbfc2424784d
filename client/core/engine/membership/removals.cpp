// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/engine/membership/removals.h"

#include <algorithm>

namespace chat121::engine {

namespace {

constexpr QLatin1StringView kRemovalsNote("removals");

} // namespace

Removals::Removals(Context &context, Ledger &ledger, Membership &membership, QObject *parent)
    : QObject(parent)
    , m_context(context)
    , m_ledger(ledger)
    , m_membership(membership)
    , m_others(this)
{
    m_others.setSingleShot(true);
    m_others.setInterval(limits::kOthersRemovalDelay);
    connect(&m_others, &QTimer::timeout, this, [this] {
        m_is_turn_of_others = true;
        work();
        m_is_turn_of_others = false;
    });
}

// --- what is due ----------------------------------------------------------------------------------

void Removals::due(const protocol::RemovalsDue &told)
{
    for (const protocol::DueRemoval &item : told.removals.items) {
        const auto removal = decode<identity::SignedDeviceRemoval>(item.removal.bytes);
        const bool is_too_much = m_due.size() >= limits::kDueRemovalsPerMessage;
        if (removal && !is_too_much) add({item.log, *removal});
    }
    work();
}

void Removals::carryOut(const identity::SignedDeviceRemoval &removal)
{
    if (const auto saved = keep(removal); !saved) m_context.storeFailed(saved.error());
    for (const GroupKey &group : m_ledger.openGroups())
        add({group.log, removal});
    work();
}

void Removals::add(const Due &due)
{
    const bool is_known = std::any_of(m_due.cbegin(), m_due.cend(), [&](const Due &other) {
        return other.log == due.log && other.removal == due.removal;
    });
    if (!is_known) m_due.append(due);
}

void Removals::logCaughtUp(LogId log)
{
    const bool waits =
        std::any_of(m_due.cbegin(), m_due.cend(), [log](const Due &due) { return due.log == log; });
    if (waits) work();
}

// The server says it again after the next log-in; what this person has removed is kept.
void Removals::connectionLost()
{
    m_due.clear();
    m_others.stop();
}

// --- what is kept ---------------------------------------------------------------------------------

Result<Removals::Kept> Removals::kept() const
{
    TRY_ASSIGN(const auto note, m_context.store.notes().find(QString(kRemovalsNote)));
    return note ? decode<Kept>(note->value.bytes) : Result<Kept>(Kept{});
}

Result<void> Removals::save(const Kept &kept)
{
    if (kept.removals.items.isEmpty()) return m_context.store.notes().remove(QString(kRemovalsNote));
    return m_context.store.notes().save({{QString(kRemovalsNote)}, {encode(kept)}});
}

Result<void> Removals::keep(const identity::SignedDeviceRemoval &removal)
{
    TRY_ASSIGN(Kept all, kept());
    if (all.removals.items.contains(removal)) return success();
    if (all.removals.items.size() == limits::kDevicesKnownMax) all.removals.items.removeFirst();
    all.removals.items.append(removal);
    return save(all);
}

void Removals::caughtUp()
{
    if (const auto worked = workOffKept(); !worked) m_context.storeFailed(worked.error());
    work();
}

// One that no open group needs any more has done its work: should the device come into a group again, its
// person is told of a new device.
Result<void> Removals::workOffKept()
{
    TRY_ASSIGN(Kept all, kept());
    if (all.removals.items.isEmpty()) return success();
    const QList<GroupKey> groups = m_ledger.openGroups();
    const auto removed = all.removals.items.removeIf([&](const identity::SignedDeviceRemoval &removal) {
        bool is_done = true;
        for (const GroupKey &group : groups) {
            const Due due{group.log, removal};
            if (!memberOf(due)) continue;
            is_done = false;
            add(due);
        }
        return is_done;
    });
    return removed > 0 ? save(all) : success();
}

// --- carrying it out ------------------------------------------------------------------------------

// The member that is signed off; nothing if the group has none, or the account's word is missing.
std::optional<identity::VerifiedMember> Removals::memberOf(const Due &due) const
{
    const auto members = m_context.sealer.members(m_ledger.groupOf(due.log));
    if (!members) return std::nullopt;
    for (const identity::VerifiedMember &member : *members)
        if (isSignedOff(due.removal, member)) return member;
    return std::nullopt;
}

void Removals::work()
{
    bool has_others = false;
    for (const Due &due : std::exchange(m_due, {})) {
        if (!m_context.session.isCaughtUp(due.log)) {
            m_due.append(due);
            continue;
        }
        const auto member = memberOf(due);
        if (!member || member->device.device == m_context.identity.device()) continue;
        const bool is_own = member->account() == m_context.identity.account();
        if (is_own || m_is_turn_of_others) {
            expel(due);
        } else {
            m_due.append(due);
            has_others = true;
        }
    }
    if (has_others && !m_others.isActive()) m_others.start();
}

void Removals::expel(const Due &due)
{
    Wish wish;
    wish.kind = Wish::Kind::Expel;
    wish.group = m_ledger.groupOf(due.log);
    wish.removal = due.removal;
    m_membership.wish(std::move(wish));
}

} // namespace chat121::engine
