// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The key log: every organisation document, badge, invitation that was used, account and device
// certificate and guest attestation that this server has accepted or made, in an append-only tree
// whose head it signs. A statement is recorded in the transaction that accepts it, so that none is
// missing after a crash; clients prove and compare (client/core/engine/witness/key_log.h).
#pragma once

#include "common/identity/key_log.h"
#include "common/protocol/messages/key_log.h"
#include "server/store/account_rows.h"
#include "server/store/group_commit.h"
#include "server/store/handler_table.h"

namespace chat121::directory {

// Appends those that the log does not have yet, in their order. Inside the writing transaction.
Result<void> record(store::Sql &sql, const QList<identity::LoggedStatement> &statements);

// What makes an account, and a device of it, known to others.
Result<QList<identity::LoggedStatement>> statementsOf(const store::AccountRow &account);
Result<identity::LoggedStatement> statementOf(const store::DeviceRow &device);

// For a database that is older than the log: everything that it holds, in one transaction. Changes
// nothing where there is a log. Waits for the writer.
Result<void> beginKeyLog(store::GroupCommit &writer);

store::Verdict<store::Outcome> fetchKeyLog(store::Sql &sql, const store::Request &request,
                                           const protocol::FetchKeyLog &message);

} // namespace chat121::directory
