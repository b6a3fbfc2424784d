// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/engine/groups/leaf_policy.h"

#include "client/core/engine/groups/commit_words.h"

#include <algorithm>

namespace chat121::engine {

namespace {

Error refusal(const QString &why)
{
    return {Code::Forbidden, why};
}

} // namespace

LeafPolicy::LeafPolicy(const Identity &identity, const Clock &clock)
    : m_identity(identity)
    , m_clock(clock)
{
}

Result<identity::VerifiedMember> LeafPolicy::identify(const mls::Member &member)
{
    const auto leaf = member.extension(identity::kLeafExtensionType);
    if (!leaf) return Error{Code::Crypto, QStringLiteral("a leaf without an identity")};
    const QByteArray key =
        crypto::sha256({member.signature_key.view(), member.identity, *leaf}).toByteArray();
    if (const auto known = m_known.constFind(key); known != m_known.cend()) return *known;

    TRY_ASSIGN(auto verified, identity::recogniseLeaf(*leaf, member.signature_key.view(), member.identity,
                                                      m_identity.anchors()));
    if (m_known.size() >= limits::kVerifiedLeavesKept) m_known.clear();
    m_known.insert(key, verified);
    relied(*leaf);
    return verified;
}

Result<void> LeafPolicy::validate(const mls::Candidate &candidate)
{
    TRY_ASSIGN(const GroupKey group, groupKeyOf(candidate.group_id));
    TRY_ASSIGN(const auto member, identify(candidate.member));
    TRY(checkPlace(group.log, member));
    TRY(checkTime(candidate, member));

    if (candidate.origin != mls::LeafOrigin::Replaced || !candidate.predecessor) return success();
    TRY_ASSIGN(const auto before, identify(*candidate.predecessor));
    if (before.accountKey() != member.accountKey())
        return refusal(QStringLiteral("a leaf was replaced by another account's"));
    return success();
}

// Clocks differ: everybody in the group judges the same leaf, each by their own.
Result<void> LeafPolicy::checkTime(const mls::Candidate &candidate,
                                   const identity::VerifiedMember &member) const
{
    const mls::Member &leaf = candidate.member;
    const identity::VerifiedStaff *staff = member.staff();
    if (staff != nullptr && m_identity.organisation().isDismissed(*staff))
        return refusal(QStringLiteral("no longer staff"));
    const UnixTime now = m_clock.now();
    UnixTime latest = std::min(now, std::max(now - limits::kClockSkewMax, member.notAfter()));
    // A customer's device that is in already and has been off for a year shows a new certificate when it
    // comes.
    const bool is_away = candidate.origin == mls::LeafOrigin::Present && staff == nullptr;
    if (is_away) latest = std::min(latest, member.device.not_after);
    TRY(identity::verifyLeaf(*leaf.extension(identity::kLeafExtensionType), leaf.signature_key.view(),
                             leaf.identity, m_identity.anchors(), latest));
    return success();
}

Result<void> LeafPolicy::checkPlace(LogId log, const identity::VerifiedMember &member) const
{
    const LogFacts facts = m_facts.value(log);
    if (const identity::VerifiedStaff *staff = member.staff()) {
        if (!facts.department.isValid() || staff->serves(facts.department)) return success();
        return refusal(QStringLiteral("staff of another department"));
    }
    if (facts.is_team) return refusal(QStringLiteral("a guest in a team group"));
    if (facts.guest.isValid() && facts.guest != member.account())
        return refusal(QStringLiteral("another guest than the conversation's"));
    return success();
}

Result<void> LeafPolicy::check(const GroupKey &group, const mls::StagedCommit &commit)
{
    if (commit.changesExtensions()) return refusal(QStringLiteral("a commit that changes the group's rules"));
    return commit.isExternal() ? checkExternal(group, commit) : checkInternal(commit);
}

Result<void> LeafPolicy::checkExternal(const GroupKey &group, const mls::StagedCommit &commit)
{
    TRY_ASSIGN(const auto joiner, identify(commit.committer()));
    if (!commit.added().isEmpty()) return refusal(QStringLiteral("an external commit that adds others"));
    for (const mls::Member &removed : commit.removed()) {
        TRY_ASSIGN(const auto old, identify(removed));
        if (old.accountKey() != joiner.accountKey())
            return refusal(QStringLiteral("an external commit that removes somebody else"));
    }
    if (m_facts.value(group.log).is_team) return success(); // the badge was checked by validate()
    if (commit.removed().isEmpty()) return refusal(QStringLiteral("an external commit of a stranger"));
    return success();
}

Result<void> LeafPolicy::checkInternal(const mls::StagedCommit &commit)
{
    TRY_ASSIGN(const auto committer, identify(commit.committer()));
    if (committer.staff() != nullptr) return success();
    const Error not_theirs = refusal(QStringLiteral("a guest who changes who may read"));
    for (const mls::Member &added : commit.added()) {
        TRY_ASSIGN(const auto other, identify(added));
        if (other.accountKey() != committer.accountKey()) return not_theirs;
    }
    const auto words = decode<CommitWords>(commit.authenticatedData());
    for (const mls::Member &removed : commit.removed()) {
        TRY_ASSIGN(const auto other, identify(removed));
        const auto is_wish_of = [&](const identity::SignedDeviceRemoval &removal) {
            return isSignedOff(removal, other);
        };
        const bool is_wished =
            words && std::any_of(words->removals.items.cbegin(), words->removals.items.cend(), is_wish_of);
        const auto stands_for = [&](const identity::StaffChain &chain) {
            const auto replacement = identity::replacementOf(chain, m_identity.anchors().root_key);
            return replacement && *replacement && (*replacement)->ends(other);
        };
        const bool is_replaced = words && std::any_of(words->replacements.items.cbegin(),
                                                      words->replacements.items.cend(), stands_for);
        const bool is_over = is_replaced || (m_is_over && m_is_over(other));
        if (other.accountKey() != committer.accountKey() && !is_wished && !is_over) return not_theirs;
    }
    return success();
}

} // namespace chat121::engine
