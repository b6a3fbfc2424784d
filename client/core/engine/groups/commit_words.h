// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a commit says to the members beside what it changes, in its authenticated_data: how far its author
// had read the log, and whose word it carries out when it removes a device of somebody else. So every
// member judges the same commit by the same words, whatever the server has told them.
//
// Threads: any.
#pragma once

#include "client/core/engine/groups/log_chain.h"
#include "common/identity/chain.h"

namespace chat121::engine {

inline constexpr qsizetype kRemovalsPerCommit = 16;
inline constexpr qsizetype kReplacementsPerCommit = 4;

struct CommitWords {
    Seen seen{};
    List<identity::SignedDeviceRemoval, kRemovalsPerCommit> removals{};
    List<identity::StaffChain, kReplacementsPerCommit> replacements{}; // who stands for whom is removed

    auto fields() { return std::tie(seen, removals, replacements); }
};

// Whether it is the account of `member` that has signed off this very device.
inline bool isSignedOff(const identity::SignedDeviceRemoval &removal, const identity::VerifiedMember &member)
{
    const auto statement = removal.verify(member.accountKey());
    return statement && statement->account_key == member.accountKey() &&
           statement->device_key == member.device.device_key;
}

} // namespace chat121::engine
