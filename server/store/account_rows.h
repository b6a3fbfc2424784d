// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Accounts and their devices.
#pragma once

#include "server/store/outcome.h"
#include "server/store/sql.h"

#include <optional>

namespace chat121::store {

struct AccountRow {
    AccountId id{};
    crypto::PublicKey public_key{};
    identity::Role role = identity::Role::Guest;
    QList<DepartmentId> departments{}; // staff; empty: all
    QByteArray staff_chain{};
    DepartmentId home{};       // guests
    UnixTime registered_at{};  // guests: of their attestation, too
    bool is_dismissed = false; // staff who have left
    bool is_replaced = false;  // staff who had lost every way in: another account stands for this one

    bool serves(DepartmentId department) const
    {
        return identity::isStaff(role) && (departments.isEmpty() || departments.contains(department));
    }
};

struct DeviceRow {
    DeviceId id{};
    AccountId account{};
    crypto::PublicKey public_key{};
    QByteArray certificate{};
    quint64 start_counter = 0;
    RequestId last_request{};
    bool is_revoked = false;
    bool is_replaced = false; // revoked, since another device of its account took its place
};

Result<std::optional<AccountRow>> findAccount(Sql &sql, AccountId account);
// Makes it, or renews role, departments and chain.
Result<void> putAccount(Sql &sql, const AccountRow &account, UnixTime now);
// Who is staff now; as many as are told of at once, and a page of all of them, by rising id.
Result<QList<AccountRow>> staffAccounts(Sql &sql);
Result<QList<AccountRow>> staffAfter(Sql &sql, AccountId last);
// No longer staff, for ever.
Result<void> dismissAccount(Sql &sql, AccountId account, UnixTime at);
// Owners for whom no other account stands.
Result<QList<AccountRow>> ownerAccounts(Sql &sql);
// `chain`: of the account that stands for it, as it came in.
Result<void> standFor(Sql &sql, AccountId replaced, const QByteArray &chain);
// A page of all accounts, and of all devices, revoked ones too, by rising id.
Result<QList<AccountRow>> accountsAfter(Sql &sql, AccountId last);
Result<QList<DeviceRow>> devicesAfter(Sql &sql, DeviceId last);

Result<std::optional<DeviceRow>> findDevice(Sql &sql, DeviceId device);
// Those that are not revoked, by rising id.
Result<QList<DeviceRow>> devicesOf(Sql &sql, AccountId account);
Result<void> addDevice(Sql &sql, const DeviceRow &device, UnixTime now);
// Another certificate of the same device by the same account.
Result<void> renewDevice(Sql &sql, DeviceId device, const QByteArray &certificate);
Result<void> raiseCounters(Sql &sql, DeviceId device, quint64 start_counter, RequestId last_request);

// Who is connected. Both return how many devices of the account are, afterwards.
Result<qint64> setOnline(Sql &sql, DeviceId device, AccountId account);
Result<qint64> setOffline(Sql &sql, DeviceId device, AccountId account);
Result<bool> isOnline(Sql &sql, AccountId account);
Result<void> clearOnline(Sql &sql);

} // namespace chat121::store
