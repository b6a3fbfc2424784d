// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// One commit for each epoch: compare-and-swap on (log, generation, epoch). What comes with a commit
// becomes visible with it or not at all: the envelope, the routing change, the Welcomes in the inboxes
// of the added devices, the group info, a department's key. Source: crypto.md, section 3.
//
// The first commit of a generation has epoch 0 and makes the group anew: its sender and `added` are
// the members, everybody else's interval ends.
#pragma once

#include "common/protocol/messages/delivery.h"
#include "server/store/handler_table.h"
#include "server/store/log_rows.h"

namespace chat121::relay {

store::Verdict<store::Outcome> commit(store::Sql &sql, const store::Request &request,
                                      const protocol::Commit &message);

store::Verdict<store::Outcome> fetchGroupInfo(store::Sql &sql, const store::Request &request,
                                              const protocol::FetchGroupInfo &message);

// The generation that a new group of this log would have.
inline quint32 nextGeneration(const store::LogEntry &log)
{
    return log.has_group ? log.generation + 1 : 0;
}

} // namespace chat121::relay
