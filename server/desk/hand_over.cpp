// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/desk/hand_over.h"

#include "server/desk/changes.h"
#include "server/desk/conversations.h"
#include "server/desk/offers.h"
#include "server/relay/access.h"
#include "server/store/account_rows.h"
#include "server/store/hand_over_rows.h"
#include "server/store/rates.h"
#include "server/store/routing_rows.h"
#include "server/store/running.h"

namespace chat121::desk {

using protocol::AgentStatus;
using protocol::ConversationState;
using protocol::HandOverStep;
using protocol::Reason;
using store::Allowed;
using store::ConversationRow;
using store::HandOverRow;
using store::Outcome;
using store::Refusal;
using store::Request;
using store::Verdict;

namespace {

// --- telling --------------------------------------------------------------------------------------

void tell(const HandOverRow &row, HandOverStep step, Outcome &outcome)
{
    const QByteArray message = protocol::encodeFrame(
        protocol::HandOverChanged{row.conversation, row.giver, row.receiver, step, row.stay, row.until});
    for (const AccountId account : {row.giver, row.receiver})
        outcome.deliveries.append({{.kind = store::Audience::Kind::Account, .account = account},
                                   message,
                                   store::Keeping::Ephemeral});
}

Result<void> tellDepartment(store::Sql &sql, const HandOverRow &row, Outcome &outcome)
{
    TRY_ASSIGN(const auto conversation, store::findConversation(sql, row.conversation));
    if (conversation) TRY(addConversation(sql, *conversation, outcome));
    return row.accepted_at ? addAgent(sql, row.receiver, outcome) : success(); // a place was kept
}

Result<void> end(store::Sql &sql, const HandOverRow &row, HandOverStep step, Outcome &outcome)
{
    TRY(store::deleteHandOver(sql, row.conversation));
    tell(row, step, outcome);
    return tellDepartment(sql, row, outcome);
}

// --- what is asked --------------------------------------------------------------------------------

// A conversation of the caller's departments.
Verdict<ConversationRow> known(store::Sql &sql, ConversationId conversation, const store::Caller &caller)
{
    TRY_ASSIGN(const auto row, store::findConversation(sql, conversation));
    if (!row) TRY(relay::judgeNotErased(sql, conversation));
    if (!row || !caller.serves(row->department)) return relay::unknownLog();
    return *row;
}

// What runs about it: asked by, or asked of, the caller.
Verdict<HandOverRow> running(store::Sql &sql, ConversationId conversation, const store::Caller &caller)
{
    TRY_ASSIGN(const ConversationRow row, known(sql, conversation, caller));
    TRY_ASSIGN(const auto hand_over, store::findHandOver(sql, row.id));
    const bool is_theirs = hand_over && row.state == ConversationState::Taken &&
                           row.taker == hand_over->giver &&
                           (caller.account == hand_over->giver || caller.account == hand_over->receiver);
    if (!is_theirs) return Refusal{Code::Conflict};
    return *hand_over;
}

// A colleague who is there. Whether there is room is asked when they accept: it may come until then.
Verdict<Allowed> judgeReceiver(store::Sql &sql, AccountId receiver, DepartmentId department)
{
    TRY_ASSIGN(const auto account, store::findAccount(sql, receiver));
    const bool is_colleague =
        account && account->serves(department) && !account->is_dismissed && !account->is_replaced;
    if (!is_colleague) return Refusal{Code::NotFound};
    TRY_ASSIGN(const auto agent, store::findAgent(sql, receiver));
    const bool is_there = agent && agent->is_online && agent->status != AgentStatus::Away;
    if (!is_there) return Refusal{Code::NotFound};
    return store::kAllowed;
}

Result<bool> isMember(store::Sql &sql, const HandOverRow &row)
{
    TRY_ASSIGN(const auto log, store::findLog(sql, row.conversation));
    return log && log->hasAccount(row.receiver);
}

// It changes hands. REQUIRES: the receiver is a member
Result<void> pass(store::Sql &sql, const HandOverRow &row, UnixTime now, Outcome &outcome)
{
    TRY_ASSIGN(const auto found, store::findConversation(sql, row.conversation));
    if (!found) return Error{Code::NotFound, QStringLiteral("a hand-over of no conversation")};
    ConversationRow conversation = *found;
    conversation.taker = row.receiver;
    conversation.taken_at = now;
    conversation.last_taker = row.receiver;
    TRY(store::putConversation(sql, conversation, now));
    TRY(store::putTurn(sql, row.receiver, now));
    TRY(store::deleteHandOver(sql, row.conversation));
    tell(row, HandOverStep::Done, outcome);
    TRY(addConversation(sql, conversation, outcome));
    TRY(addAgent(sql, row.giver, outcome));
    TRY(addAgent(sql, row.receiver, outcome));
    TRY(addStanding(sql, conversation, outcome));
    return routeWaiting(sql, now, outcome); // the giver has room
}

} // namespace

// --- steps ----------------------------------------------------------------------------------------

Verdict<Outcome> handOver(store::Sql &sql, const Request &request, const protocol::HandOver &message)
{
    TRY_ASSIGN(const ConversationRow row, known(sql, message.conversation, request.caller));
    const bool is_theirs =
        row.state == ConversationState::Taken && row.taker == request.caller.account && !row.lease_until;
    if (!is_theirs) return Refusal{Code::Conflict};
    TRY_ASSIGN(const auto running, store::findHandOver(sql, row.id));
    if (running) return Refusal{Code::Conflict}; // one after the other
    if (message.receiver == request.caller.account) return Refusal{Code::Forbidden};
    TRY(judgeReceiver(sql, message.receiver, row.department));
    TRY(store::judgeRate(sql, store::rateKey("hand over", encode(request.caller.account)),
                         {limits::kHandOversPerMinute, std::chrono::minutes(1)}, request.now));

    const HandOverRow asked{
        row.id,      request.caller.account, message.receiver, request.now + limits::kHandOverAnswer, {},
        message.stay};
    TRY(store::putHandOver(sql, asked));
    Outcome outcome = store::done(message.request);
    tell(asked, HandOverStep::Asked, outcome);
    TRY(tellDepartment(sql, asked, outcome));
    return outcome;
}

Verdict<Outcome> withdrawHandOver(store::Sql &sql, const Request &request,
                                  const protocol::WithdrawHandOver &message)
{
    TRY_ASSIGN(const HandOverRow row, running(sql, message.conversation, request.caller));
    if (row.giver != request.caller.account) return Refusal{Code::Conflict};
    Outcome outcome = store::done(message.request);
    TRY(end(sql, row, HandOverStep::Withdrawn, outcome));
    TRY(routeWaiting(sql, request.now, outcome)); // a kept place may have become free
    return outcome;
}

Verdict<Outcome> answerHandOver(store::Sql &sql, const Request &request,
                                const protocol::AnswerHandOver &message)
{
    TRY_ASSIGN(HandOverRow row, running(sql, message.conversation, request.caller));
    const bool is_asked =
        row.receiver == request.caller.account && !row.accepted_at && row.until > request.now;
    if (!is_asked) return Refusal{Code::Conflict};
    Outcome outcome = store::done(message.request);
    if (message.answer == protocol::HandOverAnswer::Decline) {
        TRY(end(sql, row, HandOverStep::Declined, outcome));
        return outcome;
    }
    TRY_ASSIGN(const ConversationRow conversation, known(sql, message.conversation, request.caller));
    TRY(relay::judgeRegion(sql, request, conversation.department));
    TRY(judgeCapacity(sql, row.receiver, conversation.department));
    row.accepted_at = request.now;
    row.until = request.now + limits::kTakeLease;
    TRY_ASSIGN(const bool is_member, isMember(sql, row));
    if (is_member) {
        TRY(pass(sql, row, request.now, outcome));
        return outcome;
    }
    TRY(store::putHandOver(sql, row));
    tell(row, HandOverStep::Accepted, outcome);
    TRY(tellDepartment(sql, row, outcome));
    TRY(routeWaiting(sql, request.now, outcome)); // other offers may have no room any more
    return outcome;
}

Verdict<Outcome> completeHandOver(store::Sql &sql, const Request &request,
                                  const protocol::CompleteHandOver &message)
{
    TRY_ASSIGN(const HandOverRow row, running(sql, message.conversation, request.caller));
    TRY_ASSIGN(const bool is_member, isMember(sql, row));
    TRY_ASSIGN(const bool is_there, store::isOnline(sql, row.receiver));
    if (!row.accepted_at || !is_member || !is_there) return Refusal{Code::Conflict};
    Outcome outcome = store::done(message.request);
    TRY(pass(sql, row, request.now, outcome));
    return outcome;
}

// --- ends -----------------------------------------------------------------------------------------

Result<void> dropHandOver(store::Sql &sql, ConversationId conversation, Outcome &outcome)
{
    TRY_ASSIGN(const auto row, store::findHandOver(sql, conversation));
    if (!row) return success();
    TRY(store::deleteHandOver(sql, conversation));
    tell(*row, HandOverStep::Over, outcome);
    return row->accepted_at ? addAgent(sql, row->receiver, outcome) : success();
}

Result<void> endHandOversTo(store::Sql &sql, AccountId receiver, Outcome &outcome)
{
    TRY_ASSIGN(const QList<HandOverRow> rows, store::handOversTo(sql, receiver));
    for (const HandOverRow &row : rows)
        TRY(end(sql, row, HandOverStep::Lost, outcome));
    return success();
}

Result<void> lapseHandOvers(store::Sql &sql, UnixTime now, Outcome &outcome)
{
    TRY_ASSIGN(const QList<HandOverRow> rows, store::handOversUntil(sql, now));
    for (const HandOverRow &row : rows)
        TRY(end(sql, row, HandOverStep::Lapsed, outcome));
    return success();
}

} // namespace chat121::desk
