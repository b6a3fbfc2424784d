// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/desk/erasure.h"

#include "common/identity/erasure.h"
#include "server/desk/conversations.h"
#include "server/desk/offers.h"
#include "server/relay/access.h"
#include "server/store/account_rows.h"
#include "server/store/erasure_rows.h"
#include "server/store/held_rows.h"
#include "server/store/rates.h"

namespace chat121::desk {

using protocol::Reason;
using store::ConversationRow;
using store::Outcome;
using store::Refusal;
using store::Request;
using store::Verdict;

namespace {

Outcome answer(RequestId request, const QByteArray &receipt)
{
    return Outcome{.reply = protocol::encodeFrame(protocol::Erased{request, {receipt}})};
}

// Who signed is a member now, and has the right. Others are not told whether there is such a conversation.
Verdict<store::Allowed> judgeSigner(store::Sql &sql, const identity::VerifiedErasure &wish,
                                    const ConversationRow &row)
{
    TRY_ASSIGN(const auto account, store::findAccount(sql, wish.account));
    if (!account || account->is_dismissed || account->is_replaced) return relay::unknownLog();
    if (account->role == identity::Role::Guest)
        return row.guest == account->id ? Verdict<store::Allowed>(store::kAllowed) : relay::unknownLog();
    TRY_ASSIGN(const bool is_in_it, store::takesPart(sql, row.id, account->id));
    if (!is_in_it || !account->serves(row.department)) return relay::unknownLog();
    if (!identity::mayErase(account->role)) return Refusal{Code::Forbidden};
    return store::kAllowed;
}

QByteArray receiptFor(const Request &request, const identity::VerifiedErasure &wish,
                      const store::ErasureAudience &audience, const store::ErasedRows &erased)
{
    identity::ErasureReceipt receipt;
    receipt.wish = wish.hash;
    receipt.erased_at = request.now;
    receipt.envelopes = erased.envelopes;
    receipt.openings = erased.openings;
    receipt.welcomes = erased.welcomes;
    receipt.group_infos = erased.group_infos;
    receipt.devices_told = audience.online;
    receipt.devices_away = static_cast<quint32>(audience.devices.size()) - audience.online;
    receipt.archives_beyond = audience.archives;
    return encode(identity::SignedErasureReceipt::sign(receipt, *request.services->registrar));
}

// Members by name; colleagues may have had it in their waiting room.
void addErased(const protocol::ConversationErased &push, DepartmentId department,
               const QList<DeviceId> &devices, Outcome &outcome)
{
    const QByteArray frame = protocol::encodeFrame(push);
    outcome.deliveries.append({{.devices = devices}, frame, store::Keeping::Ephemeral});
    outcome.deliveries.append({{.kind = store::Audience::Kind::Department, .department = department},
                               frame,
                               store::Keeping::Ephemeral});
}

} // namespace

Verdict<Outcome> eraseConversation(store::Sql &sql, const Request &request,
                                   const protocol::EraseConversation &message)
{
    if (!message.request.isValid()) return Refusal{Code::Malformed};
    const auto verified = identity::verifyErasure(message.wish.bytes);
    if (!verified) return Refusal{Code::Crypto, Reason::BadSignature};
    const identity::VerifiedErasure &wish = *verified;
    const ConversationId id = wish.wish.conversation;
    TRY_ASSIGN(const auto earlier, store::findErasure(sql, id));
    if (earlier && earlier->wish == message.wish.bytes) return answer(message.request, earlier->receipt);
    if (earlier) return Refusal{Code::Conflict, Reason::Erased};
    TRY_ASSIGN(const auto row, store::findConversation(sql, id));
    if (!row) return relay::unknownLog();
    TRY(judgeSigner(sql, wish, *row));
    TRY(store::judgeRate(sql, store::rateKey("erasures", encode(request.caller.account)),
                         {limits::kErasuresPerHour, std::chrono::hours(1)}, request.now));

    Outcome outcome;
    TRY_ASSIGN(const store::ErasureAudience audience, store::erasureAudience(sql, id, row->guest));
    TRY_ASSIGN(store::ErasedRows erased, store::emptyElsewhere(sql, id));
    TRY(endConversation(sql, *row, request.now, outcome));
    TRY(store::eraseLog(sql, id, erased));
    const QByteArray receipt = receiptFor(request, wish, audience, erased);
    TRY(store::putErasure(sql, {id, message.wish.bytes, receipt}, request.now));
    outcome.reply = answer(message.request, receipt).reply;
    addErased({message.wish}, row->department, audience.devices, outcome);
    TRY(routeWaiting(sql, request.now, outcome));
    return outcome;
}

Verdict<Outcome> fetchErasures(store::Sql &sql, const Request &, const protocol::FetchErasures &message)
{
    protocol::Erasures reply;
    reply.request = message.request;
    for (const ConversationId id : message.conversations.items) {
        TRY_ASSIGN(const auto erasure, store::findErasure(sql, id));
        if (erasure) reply.wishes.items.append(protocol::Chain{erasure->wish});
    }
    return Outcome{.reply = protocol::encodeFrame(reply)};
}

} // namespace chat121::desk
