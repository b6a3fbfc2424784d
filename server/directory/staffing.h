// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Who stays staff and who does not: newer chains in place of older ones, and dismissals, which the
// organisation document names. Threads: the writer's.
#pragma once

#include "common/identity/organisation.h"
#include "common/protocol/messages/directory.h"
#include "server/store/account_rows.h"
#include "server/store/handler_table.h"

namespace chat121::directory {

store::Verdict<store::Outcome> certifyStaff(store::Sql &sql, const store::Request &request,
                                            const protocol::CertifyStaff &message);

// Refused: Dismissed, for the account itself and for whoever was certified by somebody who was.
store::Verdict<store::Allowed> judgeEmployed(const identity::VerifiedOrganisation &organisation,
                                             const std::optional<store::AccountRow> &account,
                                             const identity::VerifiedStaff &staff);

// Whether `now` ends no sooner than the chain that the account has, or makes a badge of an invitation.
bool isNewer(const identity::VerifiedStaff &now, const store::AccountRow &known,
             const crypto::PublicKey &root_key);

// Nobody waits for the account's devices any more: its conversations go back to the queue.
Result<void> leaveDesk(store::Sql &sql, AccountId account, UnixTime now);

// Everybody whom the document dismisses loses devices, connections and conversations at once.
Result<void> dismissAll(store::Sql &sql, const identity::VerifiedOrganisation &organisation, UnixTime now,
                        store::Outcome &outcome);

} // namespace chat121::directory
