// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/desk/conversations.h"

#include "server/desk/changes.h"
#include "server/desk/hand_over.h"
#include "server/desk/offers.h"
#include "server/desk/queue.h"
#include "server/relay/access.h"
#include "server/relay/append.h"
#include "server/relay/commit_order.h"
#include "server/store/account_rows.h"
#include "server/store/organisation_rows.h"
#include "server/store/rates.h"
#include "server/store/routing_rows.h"
#include "server/store/running.h"

namespace chat121::desk {

using protocol::ConversationState;
using protocol::Reason;
using store::ConversationRow;
using store::Outcome;
using store::Refusal;
using store::Request;
using store::Verdict;

namespace {

Refusal notWaiting(const ConversationRow &row)
{
    return {Code::Conflict,
            row.state == ConversationState::Taken ? Reason::AlreadyTaken : Reason::NotWaiting};
}

// The row of a conversation that the caller may know of.
Verdict<ConversationRow> known(store::Sql &sql, ConversationId conversation, const store::Caller &caller)
{
    TRY_ASSIGN(const auto row, store::findConversation(sql, conversation));
    if (!row) TRY(relay::judgeNotErased(sql, conversation));
    const bool may = row && (row->guest == caller.account || caller.serves(row->department));
    if (!may) return relay::unknownLog();
    return *row;
}

} // namespace

// --- start ----------------------------------------------------------------------------------------

namespace {

Verdict<store::DepartmentRow> judgeDepartment(store::Sql &sql, const Request &request, DepartmentId id)
{
    TRY_ASSIGN(const auto department, store::findDepartment(sql, id));
    if (!department || !department->is_active) return Refusal{Code::NotFound};
    if (!department->isKeptIn(request.services->region)) return Refusal{Code::Forbidden, Reason::OtherRegion};
    if (department->inbox_key.isEmpty()) return Refusal{Code::NotFound, Reason::NoDepartmentKey};
    return *department;
}

Verdict<ConversationRow> newRow(store::Sql &sql, const Request &request,
                                const protocol::StartConversation &message)
{
    TRY_ASSIGN(const QList<ConversationRow> open, store::openOfGuest(sql, request.caller.account));
    if (open.size() >= limits::kOpenConversationsPerGuestMax)
        return Refusal{Code::TooLarge, Reason::QuotaReached};
    TRY(relay::judgeNotErased(sql, message.conversation));
    TRY_ASSIGN(const auto taken_id, store::findLog(sql, message.conversation));
    if (taken_id || !message.conversation.isValid()) return Refusal{Code::Conflict};
    ConversationRow row;
    row.id = message.conversation;
    row.guest = request.caller.account;
    row.state = ConversationState::Closed; // until it is queued below
    return row;
}

// Puts a new or closed conversation at the end of its queue.
Result<void> enqueue(store::Sql &sql, const protocol::StartConversation &message, UnixTime now,
                     ConversationRow &row)
{
    TRY_ASSIGN(const QList<ConversationRow> waiting, store::waitingIn(sql, message.department));
    row.department = message.department;
    row.state = ConversationState::Waiting;
    row.mode = message.mode;
    row.language = message.language.text;
    row.place = placeAtEnd(waiting, now);
    row.waiting_since = now;
    row.taker = {};
    row.taken_at.reset();
    row.first_wait_ms.reset(); // it is another wait
    row.lease_until.reset();
    row.closed_at.reset();
    row.afterwords = 0;
    row.alarm = 0;
    return store::putConversation(sql, row, now);
}

// Who waits may leave it as a message, which keeps the place among messages, or wait for somebody after all.
Result<void> changeMode(store::Sql &sql, const protocol::StartConversation &message, UnixTime now,
                        ConversationRow &row)
{
    if (row.state != ConversationState::Waiting || row.mode == message.mode) return success();
    row.mode = message.mode;
    row.alarm = 0;
    if (row.mode == protocol::StartMode::Live) {
        TRY_ASSIGN(const QList<ConversationRow> waiting, store::waitingIn(sql, row.department));
        row.place = placeAtEnd(waiting, now);
        row.waiting_since = now;
    }
    return store::putConversation(sql, row, now);
}

Result<void> addStart(store::Sql &sql, const ConversationRow &row, Outcome &outcome)
{
    TRY(addConversation(sql, row, outcome));
    // A live customer goes before those who left a message: they moved.
    return row.state == ConversationState::Waiting ? addQueue(sql, row.department, outcome)
                                                   : addStanding(sql, row, outcome);
}

} // namespace

Verdict<Outcome> startConversation(store::Sql &sql, const Request &request,
                                   const protocol::StartConversation &message)
{
    if (!message.request.isValid() || message.opening.bytes.isEmpty()) return Refusal{Code::Malformed};
    TRY_ASSIGN(const auto earlier, store::findStored(sql, request.caller.device, message.request));
    if (earlier) return Outcome{.reply = protocol::encodeFrame(*earlier)};

    TRY_ASSIGN(const store::DepartmentRow department, judgeDepartment(sql, request, message.department));
    TRY(relay::judgeNotBlocked(sql, request, message.department));
    TRY_ASSIGN(const auto existing, store::findConversation(sql, message.conversation));
    if (existing && existing->guest != request.caller.account) return relay::unknownLog();
    const bool is_open = existing && existing->state != ConversationState::Closed;
    if (is_open && existing->department != message.department) return Refusal{Code::Conflict};

    ConversationRow row;
    if (existing) {
        row = *existing;
    } else {
        TRY_ASSIGN(row, newRow(sql, request, message));
        TRY(store::createLog(sql, row.id, store::LogKind::Conversation, 0, request.services->random->id()));
    }
    if (!is_open) {
        TRY(enqueue(sql, message, request.now, row));
        if (existing) TRY(store::setClosed(sql, row.id, false));
    } else {
        TRY(changeMode(sql, message, request.now, row));
    }
    TRY_ASSIGN(Outcome outcome, relay::appendOpening(sql, request, message.request, department.waiting_room,
                                                     message.conversation, message.opening.bytes));
    TRY(addStart(sql, row, outcome));
    TRY(routeWaiting(sql, request.now, outcome));
    return outcome;
}

// --- take -----------------------------------------------------------------------------------------

Verdict<store::Allowed> judgeCapacity(store::Sql &sql, AccountId agent, DepartmentId department)
{
    TRY_ASSIGN(const auto row, store::findAgent(sql, agent));
    if (row && row->load >= row->capacity) return Refusal{Code::Busy, Reason::AtCapacity};
    TRY_ASSIGN(const auto where, store::findDepartment(sql, department));
    if (!where || where->rules.capacity == 0) return store::kAllowed;
    TRY_ASSIGN(const qint64 load, store::loadIn(sql, agent, department));
    if (load >= where->rules.capacity) return Refusal{Code::Busy, Reason::AtCapacity};
    return store::kAllowed;
}

namespace {

Verdict<Outcome> taken(store::Sql &sql, const ConversationRow &row, RequestId request)
{
    TRY_ASSIGN(const store::LogEntry log, relay::knownLog(sql, row.id));
    const protocol::Taken reply{request, row.id, row.guest, relay::nextGeneration(log),
                                row.lease_until.value_or(UnixTime{})};
    return Outcome{.reply = protocol::encodeFrame(reply)};
}

} // namespace

Verdict<Outcome> take(store::Sql &sql, const Request &request, const protocol::Take &message)
{
    TRY_ASSIGN(ConversationRow row, known(sql, message.conversation, request.caller));
    const bool is_mine = row.state == ConversationState::Taken && row.taker == request.caller.account;
    if (is_mine && row.lease_until) return taken(sql, row, message.request); // taken, but not yet begun
    if (row.state != ConversationState::Waiting) return notWaiting(row);
    TRY(relay::judgeRegion(sql, request, row.department)); // its group could not begin
    const bool is_for_another = row.offered_to.isValid() && row.offered_to != request.caller.account &&
                                row.last_taker != request.caller.account;
    if (is_for_another) return Refusal{Code::Conflict, Reason::AlreadyTaken};
    TRY(judgeCapacity(sql, request.caller.account, row.department));

    row.state = ConversationState::Taken;
    row.taker = request.caller.account;
    row.taken_at = request.now;
    row.lease_until = request.now + limits::kTakeLease;
    row.last_taker = row.taker;
    row.offered_to = {};
    row.alarm = 0;
    if (!row.first_wait_ms) row.first_wait_ms = qMax<qint64>(0, (request.now - row.waiting_since).count());
    TRY(store::putConversation(sql, row, request.now));
    TRY(store::deletePasses(sql, row.id));
    TRY(store::putTurn(sql, row.taker, request.now));

    TRY_ASSIGN(Outcome outcome, taken(sql, row, message.request));
    TRY(addConversation(sql, row, outcome));
    TRY(addAgent(sql, row.taker, outcome));
    TRY(addStanding(sql, row, outcome));
    TRY(addQueue(sql, row.department, outcome));
    TRY(routeWaiting(sql, request.now, outcome)); // other offers may have no room any more
    return outcome;
}

// --- back, and end --------------------------------------------------------------------------------

Result<void> putBack(store::Sql &sql, ConversationRow row, UnixTime now, Outcome &outcome)
{
    const AccountId taker = row.taker;
    TRY_ASSIGN(const QList<ConversationRow> waiting, store::waitingIn(sql, row.department));
    const bool was_served = !row.lease_until; // else the customer has waited all the time
    row.state = ConversationState::Waiting;
    row.place = placeAtHead(waiting, now);
    if (was_served) row.waiting_since = now;
    row.taker = {};
    row.lease_until.reset();
    TRY(store::putConversation(sql, row, now));
    TRY(dropHandOver(sql, row.id, outcome));

    TRY(addConversation(sql, row, outcome));
    TRY(addAgent(sql, taker, outcome));
    return addQueue(sql, row.department, outcome);
}

Verdict<Outcome> returnToQueue(store::Sql &sql, const Request &request,
                               const protocol::ReturnToQueue &message)
{
    TRY_ASSIGN(const ConversationRow row, known(sql, message.conversation, request.caller));
    if (row.state != ConversationState::Taken || row.taker != request.caller.account) return notWaiting(row);
    Outcome outcome = store::done(message.request);
    TRY(notePass(sql, row, row.taker, request.now));
    TRY(putBack(sql, row, request.now, outcome));
    TRY(routeWaiting(sql, request.now, outcome));
    return outcome;
}

// A customer who came back on another computer, after the one in the group was signed out.
static Result<bool> isShutOut(store::Sql &sql, const ConversationRow &row, const store::LogEntry &log,
                              const store::Caller &caller)
{
    if (row.guest != caller.account) return false;
    for (const store::OpenMember &member : log.members) {
        if (member.account != caller.account) continue;
        TRY_ASSIGN(const auto device, store::findDevice(sql, member.device));
        if (!device || !device->is_revoked) return false;
    }
    return true;
}

Verdict<Outcome> cannotFollow(store::Sql &sql, const Request &request, const protocol::CannotFollow &message)
{
    TRY_ASSIGN(const ConversationRow row, known(sql, message.conversation, request.caller));
    TRY_ASSIGN(const store::LogEntry log, relay::knownLog(sql, row.id));
    TRY_ASSIGN(const bool is_shut_out, isShutOut(sql, row, log, request.caller));
    if (!log.hasMember(request.caller.device) && !is_shut_out)
        return Refusal{Code::Forbidden, Reason::NotAMember};
    // Only what the log has: else its group is as it was, and this is no way to end it.
    const bool is_so = log.has_group && log.generation == message.generation && log.epoch > message.epoch;
    if (!is_so && !is_shut_out) return Refusal{Code::NotFound};
    if (row.state != ConversationState::Taken || row.lease_until) return store::done(message.request);
    TRY(store::judgeRate(
        sql, store::rateKey("cannot follow", encode(request.caller.account) + encode(message.conversation)),
        {limits::kCommitsPerMinute, std::chrono::minutes(1)}, request.now));
    Outcome outcome = store::done(message.request);
    TRY(putBack(sql, row, request.now, outcome));
    outcome.deliveries.append({{.kind = store::Audience::Kind::Account, .account = row.taker},
                               protocol::encodeFrame(protocol::StartAnew{row.id}),
                               store::Keeping::Ephemeral});
    TRY(routeWaiting(sql, request.now, outcome));
    return outcome;
}

Result<void> endConversation(store::Sql &sql, ConversationRow row, UnixTime now, Outcome &outcome)
{
    if (row.state == ConversationState::Closed) return success();
    TRY_ASSIGN(const auto department, store::findDepartment(sql, row.department));
    if (!department) return Error{Code::NotFound, QStringLiteral("a conversation of no department")};
    const bool was_waiting = row.state == ConversationState::Waiting;
    row.state = ConversationState::Closed;
    row.closed_at = now;
    row.afterwords = 0;
    row.lease_until.reset();
    row.offered_to = {};
    row.alarm = 0;
    TRY(store::putConversation(sql, row, now));
    TRY(dropHandOver(sql, row.id, outcome));
    if (was_waiting) TRY(store::deletePasses(sql, row.id));
    TRY(store::setClosed(sql, row.id, true));
    TRY(store::emptyAbout(sql, department->waiting_room, row.id)); // nobody will open them any more

    TRY(addConversation(sql, row, outcome));
    TRY(addStanding(sql, row, outcome));
    if (row.taker.isValid()) TRY(addAgent(sql, row.taker, outcome));
    return was_waiting ? addQueue(sql, row.department, outcome) : success();
}

Verdict<Outcome> closeConversation(store::Sql &sql, const Request &request,
                                   const protocol::CloseConversation &message)
{
    TRY_ASSIGN(const ConversationRow row, known(sql, message.conversation, request.caller));
    const bool may = row.guest == request.caller.account || row.taker == request.caller.account;
    if (!may) return Refusal{Code::Forbidden};
    Outcome outcome = store::done(message.request);
    TRY(endConversation(sql, row, request.now, outcome));
    TRY(routeWaiting(sql, request.now, outcome));
    return outcome;
}

} // namespace chat121::desk
