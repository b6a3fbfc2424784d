// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// An account's archive: its own sealed history, which its devices append to and its new devices read
// (with Since). The server sees how many entries there are, their padded sizes and when they came.
#pragma once

#include "common/protocol/messages/archive.h"
#include "server/store/handler_table.h"

namespace chat121::relay {

store::Verdict<store::Outcome> fetchArchive(store::Sql &sql, const store::Request &request,
                                            const protocol::FetchArchive &message);
// The first keys make the log.
store::Verdict<store::Outcome> putArchiveKeys(store::Sql &sql, const store::Request &request,
                                              const protocol::PutArchiveKeys &message);
store::Verdict<store::Outcome> appendArchive(store::Sql &sql, const store::Request &request,
                                             const protocol::AppendArchive &message);
store::Verdict<store::Outcome> forgetArchived(store::Sql &sql, const store::Request &request,
                                              const protocol::ForgetArchived &message);

// Before log-in. The identifier has 256 bits that only the words give: guessing it is hopeless, and
// what it finds is sealed.
store::Verdict<store::Outcome> fetchRecovery(store::Sql &sql, const store::Request &request,
                                             const protocol::FetchRecovery &message);

} // namespace chat121::relay
