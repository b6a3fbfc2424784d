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

// A chain beside the one that its account has. One that ends later is newer, and so is a badge in place of
// an invitation, or whatever takes the place of a chain that counts no more, since it or its administrator
// was dismissed.
enum class ChainAge : quint8 { Older, Same, Newer };
ChainAge ageOf(const identity::VerifiedStaff &now, const store::AccountRow &known,
               const identity::VerifiedOrganisation &organisation);

// No device, password or open link of the account lets anybody in any more, nobody adds one of its devices to
// a group, and nobody waits for them: its conversations go back to the queue.
Result<void> endWaysIn(store::Sql &sql, AccountId account, UnixTime now);

// Everybody whom the document dismisses loses devices, connections and conversations at once. So do those
// whom they had certified, except for the devices: with a badge by somebody else they are back.
Result<void> dismissAll(store::Sql &sql, const identity::VerifiedOrganisation &before,
                        const identity::VerifiedOrganisation &now, UnixTime time, store::Outcome &outcome);

} // namespace chat121::directory
