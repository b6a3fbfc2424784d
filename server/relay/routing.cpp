// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/relay/routing.h"

#include "server/relay/access.h"
#include "server/store/device_rows.h"
#include "server/store/organisation.h"

#include <algorithm>

namespace chat121::relay {

using protocol::Commit;
using protocol::ConversationState;
using protocol::DeviceOf;
using protocol::Reason;
using store::Allowed;
using store::Caller;
using store::kAllowed;
using store::LogKind;
using store::Refusal;
using store::Verdict;

static Verdict<CommitPlace> conversationPlace(store::Sql &sql, const store::LogEntry &log)
{
    TRY_ASSIGN(const auto conversation, store::findConversation(sql, log.id));
    if (!conversation) return unknownLog();
    return CommitPlace{log, conversation, conversation->department};
}

Verdict<CommitPlace> placeOf(store::Sql &sql, LogId log)
{
    TRY_ASSIGN(const store::LogEntry entry, knownLog(sql, log));
    switch (entry.kind) {
    case LogKind::Inbox:
    case LogKind::WaitingRoom:
    case LogKind::Archive:
        return unknownLog(); // they have no group
    case LogKind::Team:
        return CommitPlace{entry, {}, DepartmentId{entry.owner}};
    case LogKind::Conversation:
        return conversationPlace(sql, entry);
    }
    Q_UNREACHABLE();
}

// --- the sender -----------------------------------------------------------------------------------

namespace {

Verdict<Allowed> judgeFounder(const CommitPlace &place, const Caller &caller, UnixTime now)
{
    if (place.isTeam()) {
        const bool may = caller.serves(place.department) && (!place.log.has_group || caller.isAdmin());
        return may ? Verdict<Allowed>(kAllowed) : notAMember();
    }
    const store::ConversationRow &conversation = *place.conversation;
    const bool is_taker =
        conversation.state == ConversationState::Taken && conversation.taker == caller.account;
    if (!is_taker) return notAMember();
    if (conversation.lease_until && *conversation.lease_until < now)
        return Refusal{Code::Expired, Reason::NotWaiting};
    return kAllowed;
}

bool mayJoinFromOutside(const CommitPlace &place, const Caller &caller)
{
    return place.isTeam() ? caller.serves(place.department) : place.log.hasAccount(caller.account);
}

} // namespace

Verdict<Allowed> judgeSender(const CommitPlace &place, const Caller &caller, const Commit &message,
                             UnixTime now)
{
    if (message.epoch == 0) {
        if (message.is_external) return Refusal{Code::Malformed};
        return judgeFounder(place, caller, now);
    }
    const bool may =
        message.is_external ? mayJoinFromOutside(place, caller) : place.log.hasMember(caller.device);
    return may ? Verdict<Allowed>(kAllowed) : notAMember();
}

// --- the routing change ---------------------------------------------------------------------------

namespace {

Verdict<store::AccountRow> accountOf(store::Sql &sql, const DeviceOf &entry)
{
    TRY_ASSIGN(const auto device, store::findDevice(sql, entry.device));
    if (!device || device->account != entry.account) return Refusal{Code::NotFound};
    if (device->is_revoked) return Refusal{Code::Forbidden, Reason::DeviceRevoked};
    TRY_ASSIGN(const auto account, store::findAccount(sql, entry.account));
    if (!account) return Refusal{Code::NotFound};
    return *account;
}

bool mayAdd(const CommitPlace &place, const Caller &caller, const store::AccountRow &account)
{
    if (account.id == caller.account) return true;
    if (place.isTeam()) return account.serves(place.department);
    const bool is_taker =
        place.conversation->state == ConversationState::Taken && place.conversation->taker == account.id;
    if (!caller.isStaff()) return is_taker;
    return is_taker || account.id == place.conversation->guest || account.serves(place.department);
}

bool mayRemove(const CommitPlace &place, const Caller &caller, const store::AccountRow &account)
{
    if (account.id == caller.account) return true;
    if (!caller.isStaff()) return false;
    if (!place.isTeam()) return true;
    return caller.isAdmin() || caller.role == identity::Role::Supervisor || !account.serves(place.department);
}

// --- devices that have ended ----------------------------------------------------------------------

// Staff who have left, or whose badge nobody has renewed.
bool isOver(store::Sql &sql, const store::AccountRow &account, UnixTime now)
{
    const auto organisation = store::currentOrganisation(sql);
    const auto chain = decode<identity::StaffChain>(account.staff_chain);
    if (!organisation || !chain) return false;
    const auto staff = identity::recogniseStaff(*chain, organisation->document.root_key);
    return staff && (staff->not_after < now || organisation->isDismissed(*staff));
}

// A device of staff whose certificate the account has not renewed.
bool isDeviceOver(const store::AccountRow &account, const store::DeviceRow &device, UnixTime now)
{
    const auto certificate = decode<identity::SignedDeviceCertificate>(device.certificate);
    if (!certificate || identity::verifyDevice(*certificate, account.public_key, now)) return false;
    const auto claims = certificate->verify(account.public_key);
    return claims && claims->issued_at < now; // over, and not yet to come
}

// What the rows say comes first; signatures are looked at when nothing else lets the device be removed.
Verdict<bool> hasEnded(store::Sql &sql, const store::AccountRow &account, DeviceId id, UnixTime now)
{
    if (account.is_dismissed) return true;
    TRY_ASSIGN(const auto removal, store::findRemoval(sql, id));
    if (removal) return true;
    TRY_ASSIGN(const auto device, store::findDevice(sql, id));
    if (!device) return false;
    if (account.is_replaced && device->is_revoked) return true;
    if (!identity::isStaff(account.role)) return false;
    return isDeviceOver(account, *device, now) || isOver(sql, account, now);
}

Verdict<Allowed> judgeAdded(store::Sql &sql, const CommitPlace &place, const Caller &caller,
                            const Commit &message)
{
    for (const DeviceOf &entry : message.added.items) {
        if (message.is_external && entry.device != caller.device) return Refusal{Code::Forbidden};
        TRY_ASSIGN(const store::AccountRow account, accountOf(sql, entry));
        if (!mayAdd(place, caller, account)) return Refusal{Code::Forbidden};
    }
    return kAllowed;
}

Verdict<Allowed> judgeRemoved(store::Sql &sql, const CommitPlace &place, const Caller &caller,
                              const Commit &message, UnixTime now)
{
    if (message.epoch == 0 && !message.removed.items.isEmpty()) return Refusal{Code::Malformed};
    for (const DeviceOf &entry : message.removed.items) {
        const auto is_it = [&](const store::OpenMember &member) {
            return member.device == entry.device && member.account == entry.account;
        };
        if (std::none_of(place.log.members.begin(), place.log.members.end(), is_it))
            return Refusal{Code::NotFound};
        if (message.is_external && entry.account != caller.account) return Refusal{Code::Forbidden};
        TRY_ASSIGN(const auto account, store::findAccount(sql, entry.account));
        if (!account) return Refusal{Code::Forbidden};
        if (mayRemove(place, caller, *account)) continue;
        TRY_ASSIGN(const bool has_ended, hasEnded(sql, *account, entry.device, now));
        if (!has_ended) return Refusal{Code::Forbidden};
    }
    return kAllowed;
}

Verdict<Allowed> judgeWelcomes(const Commit &message)
{
    for (const protocol::WelcomeFor &welcome : message.welcomes.items) {
        const auto is_it = [&](const DeviceOf &entry) { return entry.device == welcome.device; };
        const QList<DeviceOf> &added = message.added.items;
        if (welcome.welcome.bytes.isEmpty() || std::none_of(added.begin(), added.end(), is_it))
            return Refusal{Code::Malformed};
    }
    return kAllowed;
}

} // namespace

Verdict<Allowed> judgeRouting(store::Sql &sql, const CommitPlace &place, const Caller &caller,
                              const Commit &message, UnixTime now)
{
    TRY(judgeWelcomes(message));
    TRY(judgeAdded(sql, place, caller, message));
    return judgeRemoved(sql, place, caller, message, now);
}

} // namespace chat121::relay
