// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What lets this device into groups and changes who is in them: Welcomes and commits, also those that cannot
// be followed. See inbox.h.
#include "client/core/engine/groups/outside.h"
#include "client/core/engine/groups/team_place.h"
#include "client/core/engine/membership/successor.h"
#include "client/core/engine/notices/words.h"
#include "client/core/engine/talk/inbox.h"
#include "common/protocol/messages/delivery.h"

namespace chat121::engine {

Result<void> Inbox::onWelcome(const protocol::Envelope &envelope)
{
    if (envelope.kind != protocol::EnvelopeKind::Invitation) return success();
    if (isTooEarly({envelope.about, envelope.generation}))
        return Error{Code::NotFound, QStringLiteral("what was said before is read first")};
    const auto group = m_context.committer.join(envelope);
    if (!group) {
        if (isOfTheDisk(group.error())) return group.error();
        if (group.error().code != Code::NotFound)
            warnOnce({envelope.about, envelope.generation}, ProblemKind::StaffNotTrusted);
        return success();
    }
    m_touched.insert(*group);
    if (!isTeam(group->log)) {
        ConversationRecord record = m_ledger.recordOr(group->log);
        record.generation = group->generation;
        record.state = protocol::ConversationState::Taken;
        TRY_ASSIGN(const mls::Group *entered, m_context.groups.find(*group));
        ConversationDetails details = Ledger::detailsOf(record);
        details.is_group_over = false;
        details.attending = {}; // who is in it says so again
        // Else the commit of this entry is still to be read.
        const bool is_read =
            details.generation == group->generation && details.began_epoch == entered->epoch();
        if (!is_read) details.began = {};
        Ledger::setDetails(record, details);
        if (!record.guest.isValid()) {
            TRY_ASSIGN(const auto members, m_context.sealer.members(*group));
            for (const identity::VerifiedMember &member : members)
                if (member.guest() != nullptr) record.guest = member.account();
        }
        TRY(m_ledger.save(record));
        TRY(m_outbox.sayOpeningsAgain(group->log));
        TRY(linesOfEntry(*group));
    }
    m_after.append([this, key = *group] { Q_EMIT joined(key); });
    return success();
}

// As the server says, or, where it names nobody, by what waits for it.
Result<bool> Inbox::isOwnCommit(const GroupKey &key, const protocol::Envelope &envelope)
{
    if (envelope.sender.isValid()) return envelope.sender == m_context.identity.device();
    TRY_ASSIGN(const auto pending, m_context.store.pendingCommits().find(key));
    if (!pending || pending->epoch != envelope.epoch) return false;
    const auto sent = protocol::decodeFrame<protocol::Commit>(pending->frame.bytes);
    return sent && sent->commit.bytes == envelope.body.bytes;
}

Result<void> Inbox::onCommit(const protocol::Envelope &envelope)
{
    const GroupKey key{envelope.log, envelope.generation};
    std::optional<MembershipChange> change;
    TRY_ASSIGN(const bool is_inside, isInside(key));
    TRY_ASSIGN(const bool is_sent_here, isOwnCommit(key, envelope));
    if (is_sent_here) {
        TRY_ASSIGN(const auto pending, m_context.store.pendingCommits().find(key));
        if (!pending || pending->epoch != envelope.epoch) return success(); // merged before
        const auto sent = protocol::decodeFrame<protocol::Commit>(pending->frame.bytes);
        if (sent && sent->commit.bytes != envelope.body.bytes)
            return onUnreadable(envelope, {Code::Crypto, QStringLiteral("a commit in this device's name")});
        TRY_ASSIGN(change, m_context.committer.accepted(key));
    } else if (is_inside) {
        auto read = m_context.committer.read(envelope);
        if (!read) return onUnreadable(envelope, read.error());
        change = *std::move(read);
    }
    if (isTeam(key.log)) {
        TRY(noteNextGeneration(envelope));
        if (change) m_after.append([this, key] { Q_EMIT membershipChanged(key); });
        return success();
    }
    const bool is_own = change && is_sent_here;
    if (change) change->is_entry = envelope.epoch == 0;
    if (is_own && envelope.epoch == 0) TRY(m_ledger.groupStarted(key, envelope.sequence));
    const bool is_return = is_own && !change->left.isEmpty() &&
                           change->left.constFirst().device.device == m_context.identity.device();
    if (is_return) {
        TRY(m_ledger.groupReturned(key, envelope.sequence, envelope.epoch + 1));
        TRY(m_outbox.sayOpeningsAgain(key.log));
    }
    if (!change) { // the commit that let this device in
        TRY(m_ledger.generationBegan(key, envelope.sequence, envelope.epoch + 1));
        return linesOfEntry(key);
    }
    if (change->seen) {
        TRY(checkSeen(envelope, change->by.account(), *change->seen));
    }
    TRY(m_ledger.membershipLines(key.log, envelope.sequence, *change));
    m_after.append([this, key, is_out = change->self_removed] {
        Q_EMIT membershipChanged(key);
        if (is_out) Q_EMIT removed(key);
    });
    return success();
}

// Said by the server alone: the old group is left when the new one is entered, whose readers are checked.
Result<void> Inbox::noteNextGeneration(const protocol::Envelope &envelope)
{
    TRY_ASSIGN(const TeamPlace place, teamPlaceOf(m_context.store, envelope.log));
    if (envelope.epoch != 0 || envelope.generation <= place.newest) return success();
    const GroupKey next{envelope.log, envelope.generation};
    TRY(teamMovesOn(m_context.store, next));
    m_after.append([this, next] { Q_EMIT diverged(next); });
    return success();
}

// Once both are here, the Welcome and the commit: a customer reads who came, a colleague when they did.
Result<void> Inbox::linesOfEntry(const GroupKey &key)
{
    const ConversationDetails details = Ledger::detailsOf(m_ledger.recordOr(key.log));
    const bool is_known = details.generation == key.generation && details.began.isValid();
    const auto members = m_context.sealer.members(key);
    if (!is_known || !members) return success();
    MembershipChange change;
    change.is_entry = true;
    for (const identity::VerifiedMember &member : *members) {
        const bool is_self = member.account() == m_context.identity.account();
        const bool is_news = m_context.identity.isStaff() ? is_self : member.staff() != nullptr;
        const auto is_same = [&](const identity::VerifiedMember &other) {
            return other.account() == member.account();
        };
        if (is_news && std::none_of(change.joined.cbegin(), change.joined.cend(), is_same))
            change.joined.append(member);
    }
    return m_ledger.membershipLines(key.log, details.began, change);
}

// Whoever cannot follow the team's group comes in again from outside, by the badge (Desk); who may not be
// in it keeps everybody out who looks, and the person is told then.
Result<void> Inbox::onTeamUnreadable(const protocol::Envelope &envelope)
{
    const GroupKey key{envelope.log, envelope.generation};
    if (envelope.kind != protocol::EnvelopeKind::Commit) {
        TRY_ASSIGN(const mls::Group *group, m_context.groups.find(key));
        if (envelope.epoch < group->epoch()) return success(); // to those who were members then
        warnOnce(key, ProblemKind::StaffNotTrusted);
        return success();
    }
    TRY(m_context.groups.remove(key));
    m_after.append([this, key] { Q_EMIT diverged(key); });
    return success();
}

// A change of members that is not acceptable, or cannot be followed: nothing more is said in this group.
Result<void> Inbox::onDiverged(const protocol::Envelope &envelope, const QString &line, ProblemKind kind)
{
    const GroupKey key{envelope.log, envelope.generation};
    if (envelope.kind == protocol::EnvelopeKind::Commit) {
        TRY_ASSIGN(const mls::Group *group, m_context.groups.find(key));
        TRY(Successor::owe(m_context.store, key, group->epoch()));
    }
    TRY(m_ledger.setGroupOver(envelope.log, true));
    TRY(m_ledger.line(envelope.log, envelope.sequence, 0, line));
    warnOnce(key, kind);
    m_after.append([this, key] { Q_EMIT diverged(key); });
    return success();
}

} // namespace chat121::engine
