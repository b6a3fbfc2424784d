// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/directory/proof.h"

#include "server/directory/registration.h"
#include "server/directory/staffing.h"
#include "server/store/answer_rows.h"
#include "server/store/envelope_rows.h"
#include "server/store/organisation.h"

namespace chat121::directory {

using protocol::LogIn;
using protocol::Reason;
using store::Allowed;
using store::Caller;
using store::DeviceRow;
using store::kAllowed;
using store::Refusal;
using store::Request;
using store::Verdict;

namespace {

Refusal badSignature()
{
    return {Code::Unauthenticated, Reason::BadSignature};
}

Verdict<DeviceRow> judgeProof(store::Sql &sql, const Request &request, const LogIn &message)
{
    TRY_ASSIGN(const auto device, store::findDevice(sql, message.device));
    if (!device || device->account != message.account) return badSignature();
    const identity::LogInStatement statement{bindingOf(request), message.account, message.device,
                                             message.start_counter};
    if (!identity::verifyDetached(statement, device->public_key, message.device_proof)) return badSignature();
    TRY_ASSIGN(const auto account, store::findAccount(sql, device->account));
    if (account && account->is_dismissed) return Refusal{Code::Forbidden, Reason::Dismissed};
    // Whoever still has its keys has an older copy of the profile, and may start afresh as well.
    if (device->is_replaced) return Refusal{Code::Conflict, Reason::StateRolledBack};
    if (device->is_revoked) return Refusal{Code::Forbidden, Reason::DeviceRevoked};
    return *device;
}

// What was valid at registration may be over by now.
Verdict<Allowed> judgeChain(store::Sql &sql, const store::AccountRow &account, const DeviceRow &device,
                            UnixTime now)
{
    TRY_ASSIGN(const auto certificate, decode<identity::SignedDeviceCertificate>(device.certificate));
    TRY(identity::verifyDevice(certificate, account.public_key, now));
    if (!identity::isStaff(account.role)) return kAllowed;
    TRY_ASSIGN(const identity::VerifiedOrganisation organisation, store::currentOrganisation(sql));
    TRY_ASSIGN(const auto chain, decode<identity::StaffChain>(account.staff_chain));
    TRY_ASSIGN(const identity::VerifiedStaff staff,
               identity::recogniseStaff(chain, organisation.document.root_key));
    TRY(judgeEmployed(organisation, account, staff));
    const auto valid = identity::verifyStaff(chain, organisation.document.root_key, now);
    if (!valid && valid.error().code == Code::Expired) return Refusal{Code::Expired, Reason::BadgeOver};
    if (!valid) return valid.error();
    return kAllowed;
}

Verdict<Allowed> judgeCounters(store::Sql &sql, const DeviceRow &device, const LogIn &message)
{
    TRY_ASSIGN(const RequestId stored, store::highestRequest(sql, device.id));
    TRY_ASSIGN(const RequestId answered, store::highestAnswered(sql, device.id));
    const RequestId seen = qMax(device.last_request, qMax(stored, answered));
    if (message.start_counter < device.start_counter || message.last_request < seen)
        return Refusal{Code::Conflict, Reason::StateRolledBack};
    if (message.start_counter >> 63) return Refusal{Code::Malformed};
    return kAllowed;
}

} // namespace

Verdict<Caller> proveLogIn(store::Sql &sql, const Request &request, const LogIn &message)
{
    TRY_ASSIGN(const DeviceRow device, judgeProof(sql, request, message));
    TRY_ASSIGN(const auto account, store::findAccount(sql, device.account));
    if (!account) return badSignature();
    TRY(judgeChain(sql, *account, device, request.now));
    TRY(judgeCounters(sql, device, message));
    TRY(store::raiseCounters(sql, device.id, message.start_counter, message.last_request));
    return Caller{account->id, device.id, account->role, account->departments};
}

} // namespace chat121::directory
