// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/relay/key_packages.h"

#include "server/store/account_rows.h"
#include "server/store/deliveries.h"
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
    Outcome outcome{
        .reply = protocol::encodeFrame(protocol::KeyPackagesPublished{message.request, available, false})};
    if (before == 0 && available > 0) // the account's other devices may let it into groups now
        outcome.deliveries.append(store::devicesChanged(request.caller.account, device));
    return outcome;
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

Result<void> tellOwner(store::Sql &sql, DeviceId device, bool is_last_resort, UnixTime now, Outcome &outcome)
{
    TRY_ASSIGN(const quint32 available, store::countKeyPackages(sql, device, now));
    const protocol::KeyPackagesPublished message{{}, available, is_last_resort};
    outcome.deliveries.append(
        {{.devices = {device}}, protocol::encodeFrame(message), store::Keeping::Ephemeral});
    return success();
}

// One's own packages are one's own to use up.
Verdict<store::Allowed> judgeFetches(store::Sql &sql, const Request &request, AccountId account)
{
    if (account == request.caller.account) return store::kAllowed;
    const auto hour = std::chrono::hours(1);
    const QByteArray asker = encode(request.caller.account);
    const auto of_all = store::rateKey("key packages", asker);
    const auto of_one = store::rateKey("key packages of one", asker + encode(account));
    TRY(store::checkRate(sql, of_all, {limits::kKeyPackageFetchesPerHour, hour}, request.now));
    TRY(store::judgeRate(sql, of_one, {limits::kKeyPackageFetchesOfOnePerHour, hour}, request.now));
    TRY(store::countTry(sql, of_all, {limits::kKeyPackageFetchesPerHour, hour}, request.now));
    return store::kAllowed;
}

} // namespace

Verdict<Outcome> fetchKeyPackages(store::Sql &sql, const Request &request,
                                  const protocol::FetchKeyPackages &message)
{
    TRY_ASSIGN(const auto account, store::findAccount(sql, message.account));
    if (!account) return Refusal{Code::NotFound};
    TRY_ASSIGN(const bool may, mayFetch(sql, request.caller, *account));
    if (!may) return Refusal{Code::NotFound}; // as if there were no such account
    TRY(judgeFetches(sql, request, message.account));

    Outcome outcome;
    protocol::KeyPackages reply{message.request, message.account, {}};
    TRY_ASSIGN(const QList<store::DeviceRow> devices, store::devicesOf(sql, message.account));
    for (const store::DeviceRow &device : devices) {
        if (device.id == request.caller.device) continue;
        TRY_ASSIGN(const auto handed, store::handOutKeyPackage(sql, device.id, request.now));
        if (!handed) continue;
        reply.packages.items.append({device.id, {handed->package}});
        TRY(tellOwner(sql, device.id, handed->is_last_resort, request.now, outcome));
    }
    outcome.reply = protocol::encodeFrame(reply);
    return outcome;
}

} // namespace chat121::relay
