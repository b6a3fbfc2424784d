// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Who may commit, whom a commit may add and whom it may remove. The group alone decides who can read;
// this decides whom the server delivers to, and keeps strangers from using up epochs.
//
//                     may start a group       may re-join from outside   may add              may remove
//     conversation    the taker               an account that is in it   guest: own devices,  guest: own
//                                                                        the taker's          devices
//                                                                        staff: the guest's,  staff: anybody
//                                                                        colleagues'
//     team            staff of it, if there   staff of it                colleagues           own devices; of
//                     is none; later admins                              who serve            others: who no
//                                                                                             longer serves;
//                                                                                             supervisors:
//                                                                                             any
//
// Every member may remove a device that has ended: its own account has removed it (device_rows.h) or was
// dismissed, another account stands for its account, or its certificate or its account's badge is over.
#pragma once

#include "common/protocol/messages/delivery.h"
#include "server/store/account_rows.h"
#include "server/store/desk_rows.h"
#include "server/store/log_rows.h"
#include "server/store/outcome.h"

namespace chat121::relay {

// The log of a commit with what the rules need to know of it.
struct CommitPlace {
    store::LogEntry log{};
    std::optional<store::ConversationRow> conversation{}; // of a conversation
    DepartmentId department{};

    bool isTeam() const { return log.kind == store::LogKind::Team; }
};

store::Verdict<CommitPlace> placeOf(store::Sql &sql, LogId log);

// May this caller commit here at all?
store::Verdict<store::Allowed> judgeSender(const CommitPlace &place, const store::Caller &caller,
                                           const protocol::Commit &message, UnixTime now);

// Is every device that is added or removed within the caller's rights?
store::Verdict<store::Allowed> judgeRouting(store::Sql &sql, const CommitPlace &place,
                                            const store::Caller &caller, const protocol::Commit &message,
                                            UnixTime now);

} // namespace chat121::relay
