// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Who may read a log, and who is told when it grows.
//
//     inbox          its device                          a conversation   member devices, each in its
//     waiting room   staff of the department, all of it                    intervals of sequences
//     archive        every device of its account          team             staff of the department, all of
//                                                                          it; who is told: its members
#pragma once

#include "common/protocol/messages/logs.h"
#include "server/store/envelope_rows.h"
#include "server/store/handler_table.h"

namespace chat121::relay {

// Rising and apart from each other; empty: nothing at all.
Result<QList<store::Interval>> readable(store::Sql &sql, const store::LogEntry &log,
                                        const store::Caller &caller);

// Logs that a device reads without being a member: its inbox, and its departments' waiting rooms.
Result<QList<LogId>> readableByRight(store::Sql &sql, const store::Caller &caller);

// The push of a new envelope to everybody who reads the log now, except `except`.
store::Delivery pushOf(const store::LogEntry &log, const protocol::Envelope &envelope, DeviceId except);

// The log, or a refusal that does not tell an absent log from one that is none of the caller's business.
store::Verdict<store::LogEntry> knownLog(store::Sql &sql, LogId log);

// Refused where the log was erased by the wish of a member: an older client, or a copy, brings it back.
store::Verdict<store::Allowed> judgeNotErased(store::Sql &sql, LogId log);

// Refused where a department is bound to another region than this server's. Judged with the access, in the
// transaction that would store.
store::Verdict<store::Allowed> judgeRegion(store::Sql &sql, const store::Request &request,
                                           DepartmentId department);
// The same for a log: a conversation's or a team's. The usual case needs no query.
store::Verdict<store::Allowed> judgeRegion(store::Sql &sql, const store::Request &request,
                                           const store::LogEntry &log);

// Refused, with the time that is left, while a department takes nothing from the customer who calls.
store::Verdict<store::Allowed> judgeNotBlocked(store::Sql &sql, const store::Request &request,
                                               DepartmentId department);
// The same for a conversation's log.
store::Verdict<store::Allowed> judgeNotBlocked(store::Sql &sql, const store::Request &request,
                                               const store::LogEntry &log);

inline store::Refusal unknownLog()
{
    return {Code::NotFound, protocol::Reason::UnknownLog};
}
inline store::Refusal notAMember()
{
    return {Code::Forbidden, protocol::Reason::NotAMember};
}

} // namespace chat121::relay
