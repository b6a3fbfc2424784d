// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/relay/members.h"

#include "server/relay/access.h"
#include "server/relay/presence.h"
#include "server/relay/routing.h"
#include "server/store/envelope_rows.h"
#include "server/store/rates.h"
#include "server/store/running.h"

namespace chat121::relay {

using protocol::Commit;
using protocol::DeviceOf;
using protocol::Reroute;
using store::Allowed;
using store::kAllowed;
using store::LogEntry;
using store::OpenMember;
using store::Outcome;
using store::Refusal;
using store::Request;
using store::Verdict;

Verdict<Outcome> fetchMembers(store::Sql &sql, const Request &request, const protocol::FetchMembers &message)
{
    TRY_ASSIGN(const LogEntry log, knownLog(sql, message.log));
    if (!log.hasMember(request.caller.device)) return unknownLog();
    protocol::Members answer;
    answer.request = message.request;
    answer.log = log.id;
    answer.generation = log.generation;
    answer.epoch = log.epoch;
    for (const OpenMember &member : log.members)
        answer.devices.items.append({member.device, member.account});
    return Outcome{.reply = protocol::encodeFrame(answer)};
}

// --- putting it right -----------------------------------------------------------------------------

namespace {

// What is still to be done, as a commit that would do it: a colleague may have been faster.
Commit commitFor(const LogEntry &log, const store::Caller &caller, const Reroute &message)
{
    Commit commit;
    commit.request = message.request;
    commit.log = log.id;
    commit.generation = message.generation;
    commit.epoch = message.epoch;
    commit.is_external = !log.hasMember(caller.device);
    commit.added = message.added;
    commit.added.items.removeIf([&](const DeviceOf &entry) { return log.hasMember(entry.device); });
    commit.removed = message.removed;
    commit.removed.items.removeIf([&](const DeviceOf &entry) { return !log.hasMember(entry.device); });
    return commit;
}

// The taker may begin the next generation, so it may also stay in this one.
bool isTaker(const CommitPlace &place, const store::Caller &caller)
{
    return place.conversation && place.conversation->state == protocol::ConversationState::Taken &&
           place.conversation->taker == caller.account;
}

Verdict<Allowed> judgeCaller(const CommitPlace &place, const store::Caller &caller, const Commit &commit,
                             UnixTime now)
{
    const bool may = isTaker(place, caller) || judgeSender(place, caller, commit, now).has_value();
    return may ? Verdict<Allowed>(kAllowed) : unknownLog();
}

// Not the commit's sequence, which is over: from where the device last had it, so that nothing is missing.
Result<void> route(store::Sql &sql, LogEntry &log, const Commit &commit)
{
    for (const DeviceOf &entry : commit.removed.items)
        TRY(store::endMember(sql, log, entry.device, log.last));
    for (const DeviceOf &entry : commit.added.items) {
        if (!log.hasMember(entry.device)) TRY(store::resumeMember(sql, log, {entry.device, entry.account}));
    }
    return success();
}

// Who is delivered to again is shown the newest envelope, and fetches what came before it.
Result<void> wake(store::Sql &sql, const LogEntry &log, const Commit &commit, Outcome &outcome)
{
    if (commit.added.items.isEmpty()) return success();
    TRY_ASSIGN(const store::Page newest, store::page(sql, log.id, {log.last, log.last}, {}, 1, 1));
    if (newest.envelopes.isEmpty()) return success();
    store::Delivery push = pushOf(log, newest.envelopes.constFirst(), {});
    push.to.devices.clear();
    for (const DeviceOf &entry : commit.added.items)
        push.to.devices.append(entry.device);
    outcome.deliveries.append(push);
    return success();
}

} // namespace

Verdict<Outcome> reroute(store::Sql &sql, const Request &request, const Reroute &message)
{
    if (message.epoch == 0) return Refusal{Code::Malformed};
    TRY_ASSIGN(CommitPlace place, placeOf(sql, message.log));
    LogEntry &log = place.log;
    const Commit commit = commitFor(log, request.caller, message);
    TRY(judgeCaller(place, request.caller, commit, request.now));
    TRY(judgeRegion(sql, request, log));
    const bool is_current =
        log.has_group && message.generation == log.generation && message.epoch == log.epoch;
    if (!is_current) return Refusal{Code::Conflict, protocol::Reason::EpochClosed};
    Outcome outcome = store::done(message.request);
    if (commit.added.items.isEmpty() && commit.removed.items.isEmpty()) return outcome;

    TRY(judgeRouting(sql, place, request.caller, commit, request.now));
    TRY(store::judgeRate(sql, store::rateKey("reroutes", encode(request.caller.account) + encode(log.id)),
                         {limits::kReroutesPerHour, std::chrono::hours(1)}, request.now));
    const QList<OpenMember> before = log.members;
    TRY(route(sql, log, commit));
    TRY(wake(sql, log, commit, outcome));
    if (!place.isTeam()) TRY(addPresenceOfMembers(sql, log, before, outcome));
    return outcome;
}

} // namespace chat121::relay
