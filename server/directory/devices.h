// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The devices of an account, told to each other, and the end of one. A removal is signed by the account
// key, so that the groups which a removed device is in can check that nobody else wished it: the server
// only tells their members that it is due.
#pragma once

#include "common/protocol/messages/devices.h"
#include "server/store/handler_table.h"

namespace chat121::directory {

store::Verdict<store::Outcome> fetchDevices(store::Sql &sql, const store::Request &request,
                                            const protocol::FetchDevices &message);
store::Verdict<store::Outcome> nameDevice(store::Sql &sql, const store::Request &request,
                                          const protocol::NameDevice &message);
// The asking device too: its person logs out for good. Again: Done.
store::Verdict<store::Outcome> removeDevice(store::Sql &sql, const store::Request &request,
                                            const protocol::RemoveDevice &message);
store::Verdict<store::Outcome> fetchRemoval(store::Sql &sql, const store::Request &request,
                                            const protocol::FetchRemoval &message);

// To a device that is on-line: removed ones are still in groups with it. Nothing if there are none.
Result<void> addRemovalsDue(store::Sql &sql, DeviceId device, store::Outcome &outcome);
// The same to everybody on-line who is in a group with a device that has just ended.
Result<void> addDueToCompanions(store::Sql &sql, DeviceId ended, store::Outcome &outcome);

} // namespace chat121::directory
