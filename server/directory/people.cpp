// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/directory/people.h"

#include "common/identity/login.h"
#include "server/directory/registration.h"
#include "server/store/account_rows.h"
#include "server/store/desk_rows.h"
#include "server/store/log_rows.h"
#include "server/store/organisation.h"
#include "server/store/organisation_rows.h"
#include "server/store/running.h"
#include "server/store/way_in_rows.h"

#include <QSet>

namespace chat121::directory {

using store::Outcome;
using store::Refusal;
using store::Request;
using store::Verdict;

Verdict<Outcome> createGuestInvitation(store::Sql &sql, const Request &request,
                                       const protocol::CreateGuestInvitation &message)
{
    TRY_ASSIGN(const auto department, store::findDepartment(sql, message.department));
    if (!department || !department->is_active) return Refusal{Code::NotFound};
    if (!request.caller.serves(message.department)) return Refusal{Code::Forbidden};
    if (!department->isKeptIn(request.services->region))
        return Refusal{Code::Forbidden, protocol::Reason::OtherRegion};
    if (message.uses == 0 || message.uses > limits::kInvitationUsesMax) return Refusal{Code::TooLarge};
    const bool is_pace =
        message.per_hour <= limits::kInvitationUsesMax && message.per_day <= limits::kInvitationUsesMax;
    if (!is_pace) return Refusal{Code::TooLarge};
    if (message.expires_at <= request.now) return Refusal{Code::Expired};
    TRY(store::addGuestInvitation(sql,
                                  {message.token_hash, message.department, request.caller.account,
                                   message.expires_at, message.uses, message.per_hour, message.per_day}));
    return store::done(message.request);
}

// --- staff ----------------------------------------------------------------------------------------

// Accounts that a guest has met: in the groups it is or was in, and who has taken its conversations.
static Result<QSet<AccountId>> metBy(store::Sql &sql, AccountId guest)
{
    TRY_ASSIGN(const QList<AccountId> together, store::accountsMetBy(sql, guest));
    QSet<AccountId> met(together.begin(), together.end());
    TRY_ASSIGN(const QList<store::ConversationRow> open, store::openOfGuest(sql, guest));
    for (const store::ConversationRow &conversation : open) {
        if (conversation.taker.isValid()) met.insert(conversation.taker);
    }
    return met;
}

Verdict<Outcome> fetchStaff(store::Sql &sql, const Request &request, const protocol::FetchStaff &message)
{
    TRY_ASSIGN(const QList<store::AccountRow> everybody, store::staffAccounts(sql));
    QSet<AccountId> met;
    if (!request.caller.isStaff()) {
        TRY_ASSIGN(met, metBy(sql, request.caller.account));
    }
    protocol::Staff reply;
    reply.request = message.request;
    for (const store::AccountRow &account : everybody) {
        if (request.caller.isStaff() || met.contains(account.id))
            reply.staff.items.append({account.id, {account.staff_chain}});
    }
    return Outcome{.reply = protocol::encodeFrame(reply)};
}

// Only whoever could make an owner anyway learns who they are.
Verdict<Outcome> fetchOwners(store::Sql &sql, const Request &request, const protocol::FetchOwners &message)
{
    TRY_ASSIGN(const identity::VerifiedOrganisation organisation, store::currentOrganisation(sql));
    const identity::OwnersStatement statement{bindingOf(request), organisation.document.root_key};
    if (!identity::verifyDetached(statement, organisation.document.root_key, message.root_proof))
        return Refusal{Code::Crypto, protocol::Reason::BadSignature};
    TRY_ASSIGN(const QList<store::AccountRow> owners, store::ownerAccounts(sql));
    protocol::Staff reply;
    reply.request = message.request;
    for (const store::AccountRow &owner : owners)
        reply.staff.items.append({owner.id, {owner.staff_chain}});
    return Outcome{.reply = protocol::encodeFrame(reply)};
}

} // namespace chat121::directory
