// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What somebody says into a team's log, signed by their device: it is read long after, by colleagues who
// were in no group with its author, and handed on by nobody's word but the author's.
#pragma once

#include "common/base/limits.h"
#include "common/identity/chain.h"

namespace chat121::identity {

// Signed by the device key of a member of staff who serves the department.
struct TeamStatement {
    static constexpr QByteArrayView kLabel = labels::kTeamEntry;
    static constexpr qsizetype kBytesMax = limits::kTeamEntryBytesMax + 1024;

    LogId team{};
    Opaque<limits::kTeamEntryBytesMax + 512> entry{}; // encoded by common/content/team.h

    auto fields() { return std::tie(team, entry); }
    bool operator==(const TeamStatement &) const = default;
};

struct AuthoredTeamEntry {
    Signed<TeamStatement> statement;
    LeafIdentity author;

    auto fields() { return std::tie(statement, author); }
    bool operator==(const AuthoredTeamEntry &) const = default;
};

struct VerifiedTeamEntry {
    VerifiedMember author;
    QByteArray entry;
};

// Of somebody whose time may be over: whether they still belonged to the staff when they said it is the
// caller's to judge. Crypto for a signature or chain that does not fit; Forbidden for another team's entry,
// a guest's, or one of staff who do not serve the department.
Result<VerifiedTeamEntry> verifyTeamEntry(const AuthoredTeamEntry &authored, LogId team,
                                          DepartmentId department, const TrustAnchors &anchors);

} // namespace chat121::identity
