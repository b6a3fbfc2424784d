// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/relay/presence.h"

#include "common/protocol/messages/signals.h"
#include "server/store/account_rows.h"

#include <QSet>

namespace chat121::relay {

using store::Delivery;
using store::OpenMember;
using store::Outcome;

static Delivery presence(AccountId account, bool is_online, store::Audience to)
{
    return {std::move(to), protocol::encodeFrame(protocol::PresenceChanged{account, is_online}),
            store::Keeping::Ephemeral};
}

static QSet<AccountId> accountsOf(const QList<OpenMember> &members)
{
    QSet<AccountId> accounts;
    for (const OpenMember &member : members)
        accounts.insert(member.account);
    return accounts;
}

Result<void> addPresenceChange(store::Sql &sql, AccountId account, bool is_online, Outcome &outcome)
{
    TRY_ASSIGN(const QList<AccountId> companions, store::companionsOf(sql, account));
    for (const AccountId companion : companions) {
        outcome.deliveries.append(
            presence(account, is_online, {.kind = store::Audience::Kind::Account, .account = companion}));
    }
    return success();
}

Result<void> addPresenceOfCompanions(store::Sql &sql, const store::Caller &caller, Outcome &outcome)
{
    TRY_ASSIGN(const QList<AccountId> companions, store::companionsOf(sql, caller.account));
    for (const AccountId companion : companions) {
        TRY_ASSIGN(const bool is_online, store::isOnline(sql, companion));
        outcome.deliveries.append(presence(companion, is_online, {.devices = {caller.device}}));
    }
    return success();
}

Result<void> addPresenceOfMembers(store::Sql &sql, const store::LogEntry &log,
                                  const QList<OpenMember> &before, Outcome &outcome)
{
    const QSet<AccountId> accounts = accountsOf(log.members);
    if (accounts == accountsOf(before)) return success();
    for (const AccountId account : accounts) {
        TRY_ASSIGN(const bool is_online, store::isOnline(sql, account));
        outcome.deliveries.append(presence(account, is_online, {.devices = log.devices()}));
    }
    return success();
}

} // namespace chat121::relay
