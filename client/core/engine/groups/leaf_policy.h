// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Who may be in a group: every leaf's chain is checked against the pinned keys, and every commit
// against the rights of the member who made it. What fails here is neither shown nor encrypted to.
//
// Staff must serve the department of the conversation or team; the only guest of a conversation is
// the one whom it belongs to; a replaced leaf must be the same account's. External commits only
// re-join by the same account key, or enter a team group with a badge that names the department. A device
// that its own account has signed off, or whose account another one stands for, may be removed by every
// member: commit_words.h.
//
// Threads: engine. Sources: crypto.md 2 and 4; RFC 9420, Section 5.3.1.
#pragma once

#include "client/core/engine/groups/group_key.h"
#include "client/core/engine/profile/profile.h"
#include "common/mls/group.h"

#include <QHash>

#include <functional>

namespace chat121::engine {

// What this device knows about a log, before anybody is let into its group.
struct LogFacts {
    bool is_team = false;
    DepartmentId department{}; // 0: not known yet; then any staff of the organisation may be in
    AccountId guest{};         // 0: not known yet; then one guest may be in
};

class LeafPolicy final : public mls::CredentialValidator {
public:
    LeafPolicy(const Identity &identity, const Clock &clock);

    void setFacts(LogId log, const LogFacts &facts) { m_facts.insert(log, facts); }
    LogFacts facts(LogId log) const { return m_facts.value(log); }

    // Called by the MLS library for every leaf; errors as identity::verifyLeaf, or Forbidden.
    Result<void> validate(const mls::Candidate &candidate) override;

    // Whether `commit` is within its author's rights. REQUIRES: its leaves passed validate()
    Result<void> check(const GroupKey &group, const mls::StagedCommit &commit);

    // Who may be removed by anybody (contacts.h, isOver).
    void whoIsOver(std::function<bool(const identity::VerifiedMember &)> is_over)
    {
        m_is_over = std::move(is_over);
    }

    // Told about each leaf's identity that is believed for the first time, as its bytes.
    void whenRelied(std::function<void(QByteArrayView leaf_identity)> call) { m_relied = std::move(call); }
    void relied(QByteArrayView leaf_identity) const
    {
        if (m_relied) m_relied(leaf_identity);
    }

    // Whose device it is, or was: for members, whose time may be over. Verified again only when the leaf's
    // bytes are new.
    Result<identity::VerifiedMember> identify(const mls::Member &member);

private:
    Result<void> checkTime(const mls::Candidate &candidate, const identity::VerifiedMember &member) const;
    Result<void> checkPlace(LogId log, const identity::VerifiedMember &member) const;
    Result<void> checkExternal(const GroupKey &group, const mls::StagedCommit &commit);
    Result<void> checkInternal(const mls::StagedCommit &commit);

    const Identity &m_identity;
    const Clock &m_clock;
    std::function<void(QByteArrayView)> m_relied;
    QHash<LogId, LogFacts> m_facts;
    QHash<QByteArray, identity::VerifiedMember> m_known; // by hash of key, credential and extension
    std::function<bool(const identity::VerifiedMember &)> m_is_over;
};

} // namespace chat121::engine
