// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/identity/team_entry.h"

namespace chat121::identity {

Result<VerifiedTeamEntry> verifyTeamEntry(const AuthoredTeamEntry &authored, LogId team,
                                          DepartmentId department, const TrustAnchors &anchors)
{
    TRY_ASSIGN(VerifiedMember author, recogniseMember(authored.author, anchors));
    TRY_ASSIGN(const TeamStatement statement, authored.statement.verify(author.device.device_key));
    if (statement.team != team) return Error{Code::Forbidden, QStringLiteral("another team's entry")};
    if (author.staff() == nullptr || !author.staff()->serves(department))
        return Error{Code::Forbidden, QStringLiteral("an entry of somebody outside the department")};
    return VerifiedTeamEntry{std::move(author), statement.entry.bytes};
}

} // namespace chat121::identity
