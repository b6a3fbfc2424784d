// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/directory/devices.h"

#include "common/identity/ids.h"
#include "server/directory/key_log.h"
#include "server/store/account_rows.h"
#include "server/store/deliveries.h"
#include "server/store/device_rows.h"
#include "server/store/running.h"

namespace chat121::directory {

using protocol::Reason;
using store::Outcome;
using store::Refusal;
using store::Request;
using store::Verdict;

Verdict<Outcome> fetchDevices(store::Sql &sql, const Request &request, const protocol::FetchDevices &message)
{
    protocol::Devices reply;
    reply.request = message.request;
    TRY_ASSIGN(reply.devices.items, store::deviceEntries(sql, request.caller.account, request.now));
    return Outcome{.reply = protocol::encodeFrame(reply)};
}

Verdict<Outcome> nameDevice(store::Sql &sql, const Request &request, const protocol::NameDevice &message)
{
    if (message.name.bytes.isEmpty()) return Refusal{Code::Malformed};
    TRY(store::nameDevice(sql, request.caller.device, message.name.bytes));
    Outcome outcome = store::done(message.request);
    outcome.deliveries.append(store::devicesChanged(request.caller.account, request.caller.device));
    return outcome;
}

// --- the end of one -------------------------------------------------------------------------------

Result<void> addRemovalsDue(store::Sql &sql, DeviceId device, Outcome &outcome)
{
    protocol::RemovalsDue due;
    TRY_ASSIGN(due.removals.items, store::removalsDueFor(sql, device));
    TRY_ASSIGN(due.replaced.items, store::replacementsDueFor(sql, device));
    if (due.removals.items.isEmpty() && due.replaced.items.isEmpty()) return success();
    outcome.deliveries.append({{.devices = {device}}, protocol::encodeFrame(due), store::Keeping::Ephemeral});
    return success();
}

Result<void> addDueToCompanions(store::Sql &sql, DeviceId ended, Outcome &outcome)
{
    TRY_ASSIGN(const QList<DeviceId> companions, store::companionsOnline(sql, ended));
    for (const DeviceId companion : companions)
        TRY(addRemovalsDue(sql, companion, outcome));
    return success();
}

namespace {

// Whose end the caller's account has signed: a device of it.
Verdict<store::DeviceRow> judgeRemoval(store::Sql &sql, const Request &request, QByteArrayView bytes)
{
    TRY_ASSIGN(const auto removal, decode<identity::SignedDeviceRemoval>(bytes));
    TRY_ASSIGN(const auto account, store::findAccount(sql, request.caller.account));
    if (!account) return Refusal{Code::NotFound};
    TRY_ASSIGN(const identity::DeviceRemoval statement, removal.verify(account->public_key));
    TRY_ASSIGN(const auto device, store::findDevice(sql, identity::deviceIdOf(statement.device_key)));
    const bool is_theirs =
        statement.account_key == account->public_key && device && device->account == account->id;
    if (!is_theirs) return Refusal{Code::NotFound};
    return *device;
}

} // namespace

Verdict<Outcome> removeDevice(store::Sql &sql, const Request &request, const protocol::RemoveDevice &message)
{
    TRY_ASSIGN(const store::DeviceRow device, judgeRemoval(sql, request, message.removal.bytes));
    Outcome outcome = store::done(message.request);
    if (device.is_revoked) return outcome;
    TRY_ASSIGN(const auto removal, decode<identity::SignedDeviceRemoval>(message.removal.bytes));
    TRY(store::removeDevice(sql, device.id, message.removal.bytes));
    TRY(record(sql, {identity::loggedAs(removal)}));
    outcome.deliveries.append(store::devicesChanged(request.caller.account, device.id));
    TRY(addDueToCompanions(sql, device.id, outcome));
    outcome.deliveries.append(store::sessionsEnd(device.id)); // by which it learns why
    return outcome;
}

Verdict<Outcome> fetchRemoval(store::Sql &sql, const Request &, const protocol::FetchRemoval &message)
{
    TRY_ASSIGN(const auto removal, store::findRemoval(sql, message.device));
    if (!removal) return Refusal{Code::NotFound};
    return Outcome{.reply = protocol::encodeFrame(protocol::Removal{message.request, {*removal}})};
}

} // namespace chat121::directory
