// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How accounts and devices come to be known. Every way in is proven by signatures over the
// connection's challenge; ids follow from keys, so nothing here hands out an id. The same registration
// again (its answer was lost) gives the same answer and uses nothing up.
//
// Each judge function is pure reading and does all checks; it runs once before the password is hashed
// (so that strangers cannot make the server hash) and once more inside the writing transaction.
#pragma once

#include "common/identity/chain.h"
#include "common/identity/login.h"
#include "common/identity/organisation.h"
#include "common/protocol/messages/registration.h"
#include "server/store/account_rows.h"
#include "server/store/handler_table.h"

namespace chat121::directory {

// A registration that was proven.
struct Newcomer {
    store::AccountRow account{};
    store::DeviceRow device{};
    bool is_known = false;                             // account and device are registered already
    DeviceId replaces{};                               // whose place it takes; 0: nobody's
    AccountId stands_for{};                            // staff: in whose account's place; 0: nobody's
    bool sets_password = false;                        // staff: the one that came along holds from now on
    std::optional<crypto::PublicKey> invitation_key{}; // staff: whose use is counted
    std::optional<crypto::Hash> token_hash{};          // guests: whose use is counted
};

store::Verdict<Newcomer> judgeStaff(store::Sql &sql, const store::Request &request,
                                    const protocol::RegisterStaff &message);
store::Verdict<Newcomer> judgeGuest(store::Sql &sql, const store::Request &request,
                                    const protocol::RegisterGuest &message);
store::Verdict<Newcomer> judgeDevice(store::Sql &sql, const store::Request &request,
                                     const protocol::RegisterDevice &message);

// Writes account, device and inbox, and what the key log has to say of them; counts the invitation's use.
Result<void> enrol(store::Sql &sql, const Newcomer &newcomer, const store::Request &request);

// Registered, with the attestation of a guest: the same one every time, since it is in the key log.
store::Outcome registered(const Newcomer &newcomer, const store::Request &request, RequestId number);

// What every proof covers.
identity::ConnectionBinding bindingOf(const store::Request &request);

// The first step of all ways in: whom the device certificate names. Says nothing of what the server knows.
store::Verdict<Newcomer> newcomerOf(store::AccountRow account, QByteArrayView certificate, UnixTime now);
// The step after the proof: whether the device may come in.
store::Verdict<store::Allowed> judgeDeviceOf(store::Sql &sql, Newcomer &newcomer);

store::Verdict<store::Outcome> registerStaff(store::Sql &sql, const store::Request &request,
                                             const protocol::RegisterStaff &message);
store::Verdict<store::Outcome> registerGuest(store::Sql &sql, const store::Request &request,
                                             const protocol::RegisterGuest &message);
store::Verdict<store::Outcome> registerDevice(store::Sql &sql, const store::Request &request,
                                              const protocol::RegisterDevice &message);

} // namespace chat121::directory
