// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/relay/key_packages.h"

#include "server/store/account_rows.h"
#include "server/store/desk_rows.h"
#include "server/store/key_package_rows.h"
#include "server/store/log_rows.h"
#include "server/store/rates.h"
#include "server/store/running.h"

namespace chat121::relay {

using protocol::Reason;
using store::Outcome;
using store::Refusal;
using store::Request;
using store::Verdict;

Verdict<Outcome> publishKeyPackages(store::Sql &sql, const Request &request,
                                    const protocol::PublishKeyPackages &message)
{
    const DeviceId device = request.caller.device;
    TRY_ASSIGN(const quint32 before, store::countKeyPackages(sql, device, request.now));
    if (before + static_cast<quint32>(message.packages.items.size()) > limits::kKeyPackagesPerDeviceMax)
        return Refusal{Code::TooLarge, Reason::QuotaReached};
    for (const protocol::KeyPackageUpload &upload : message.packages.items) {
        if (upload.package.bytes.isEmpty()) return Refusal{Code::Malformed};
        if (upload.expires_at <= request.now) return Refusal{Code::Expired};
    }
    // At once and not by the hour: short-lived ones would fill the disk past the quota.
    TRY(store::deleteExpiredKeyPackagesOf(sql, device, request.now));
    for (const protocol::KeyPackageUpload &upload : message.packages.items) {
        TRY(store::putKeyPackage(sql, device,
                                 {upload.reference.toByteArray(), upload.expires_at, upload.is_last_resort,
                                  upload.package.bytes}));
    }
    TRY_ASSIGN(const quint32 available, store::countKeyPackages(sql, device, request.now));
    return Outcome{.reply =
                       protocol::encodeFrame(protocol::KeyPackagesPublished{message.request, available})};
}

// --- handing out ----------------------------------------------------------------------------------

namespace {

// Staff for staff; members of a conversation, and its taker, for each other; everybody for oneself.
Verdict<bool> mayFetch(store::Sql &sql, const store::Caller &caller, const store::AccountRow &account)
{
    if (account.id == caller.account) return true;
    if (caller.isStaff() && identity::isStaff(account.role)) return true;
    TRY_ASSIGN(const QList<AccountId> companions, store::companionsOf(sql, caller.account));
    if (companions.contains(account.id)) return true;
    const AccountId guest = caller.isStaff() ? account.id : caller.account;
    const AccountId agent = caller.isStaff() ? caller.account : account.id;
    TRY_ASSIGN(const QList<store::ConversationRow> conversations, store::openOfGuest(sql, guest));
    return std::any_of(conversations.begin(), conversations.end(),
                       [agent](const store::ConversationRow &row) { return row.taker == agent; });
}

Result<void> tellOwner(store::Sql &sql, DeviceId device, UnixTime now, Outcome &outcome)
{
    TRY_ASSIGN(const quint32 available, store::countKeyPackages(sql, device, now));
    outcome.deliveries.append({{.devices = {device}},
                               protocol::encodeFrame(protocol::KeyPackagesPublished{{}, available}),
                               store::Keeping::Ephemeral});
    return success();
}

} // namespace

Verdict<Outcome> fetchKeyPackages(store::Sql &sql, const Request &request,
                                  const protocol::FetchKeyPackages &message)
{
    TRY_ASSIGN(const auto account, store::findAccount(sql, message.account));
    if (!account) return Refusal{Code::NotFound};
    TRY_ASSIGN(const bool may, mayFetch(sql, request.caller, *account));
    if (!may) return Refusal{Code::NotFound}; // as if there were no such account
    TRY(store::judgeRate(sql, store::rateKey("key packages", encode(request.caller.account)),
                         {limits::kKeyPackageFetchesPerHour, std::chrono::hours(1)}, request.now));

    Outcome outcome;
    protocol::KeyPackages reply{message.request, message.account, {}};
    TRY_ASSIGN(const QList<store::DeviceRow> devices, store::devicesOf(sql, message.account));
    for (const store::DeviceRow &device : devices) {
        if (device.id == request.caller.device) continue;
        TRY_ASSIGN(const auto handed, store::handOutKeyPackage(sql, device.id, request.now));
        if (!handed) continue;
        reply.packages.items.append({device.id, {handed->package}});
        TRY(tellOwner(sql, device.id, request.now, outcome));
    }
    outcome.reply = protocol::encodeFrame(reply);
    return outcome;
}

} // namespace chat121::relay
