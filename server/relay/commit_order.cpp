// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/relay/commit_order.h"

#include "common/identity/ids.h"
#include "common/protocol/messages/logs.h"
#include "server/relay/access.h"
#include "server/relay/append.h"
#include "server/relay/department_key.h"
#include "server/relay/presence.h"
#include "server/relay/routing.h"
#include "server/store/organisation_rows.h"
#include "server/store/rates.h"

#include <algorithm>

namespace chat121::relay {

using protocol::Commit;
using protocol::DeviceOf;
using protocol::EnvelopeKind;
using protocol::Reason;
using store::Allowed;
using store::kAllowed;
using store::LogEntry;
using store::OpenMember;
using store::Outcome;
using store::Refusal;
using store::Request;
using store::Verdict;

namespace {

Verdict<Allowed> judgeShape(const Commit &message)
{
    const bool complete =
        message.request.isValid() && !message.commit.bytes.isEmpty() && !message.group_info.bytes.isEmpty();
    return complete ? Verdict<Allowed>(kAllowed) : Refusal{Code::Malformed};
}

// Compare: is this the one commit that may follow the log's state?
bool isNext(const LogEntry &log, const Commit &message)
{
    if (message.epoch == 0) return message.generation == nextGeneration(log);
    return log.has_group && message.generation == log.generation && message.epoch == log.epoch;
}

Outcome conflict(const LogEntry &log, const Commit &message)
{
    return Outcome{.reply = protocol::encodeFrame(
                       protocol::CommitConflict{message.request, log.id, log.generation, log.epoch})};
}

// The first commit of a generation: the members are its sender and whom it adds.
Result<void> replaceMembers(store::Sql &sql, LogEntry &log, const QList<OpenMember> &now, Sequence sequence)
{
    const QList<OpenMember> before = log.members;
    const auto contains = [](const QList<OpenMember> &list, DeviceId device) {
        return std::any_of(list.begin(), list.end(),
                           [device](const OpenMember &m) { return m.device == device; });
    };
    for (const OpenMember &member : before) {
        if (!contains(now, member.device)) TRY(store::endMember(sql, log, member.device, sequence));
    }
    for (const OpenMember &member : now) {
        if (!contains(log.members, member.device)) TRY(store::addMember(sql, log, member, sequence));
    }
    return success();
}

Result<void> route(store::Sql &sql, LogEntry &log, const store::Caller &caller, const Commit &message,
                   Sequence sequence)
{
    QList<OpenMember> added;
    if (message.epoch == 0 || message.is_external) added.append({caller.device, caller.account});
    for (const DeviceOf &entry : message.added.items) {
        if (entry.device != caller.device || added.isEmpty()) added.append({entry.device, entry.account});
    }
    if (message.epoch == 0) return replaceMembers(sql, log, added, sequence);

    const auto is_added = [&](DeviceId device) {
        return std::any_of(added.begin(), added.end(),
                           [device](const OpenMember &m) { return m.device == device; });
    };
    for (const DeviceOf &entry : message.removed.items) {
        if (!is_added(entry.device)) TRY(store::endMember(sql, log, entry.device, sequence));
    }
    for (const OpenMember &member : std::as_const(added)) {
        if (!log.hasMember(member.device)) TRY(store::addMember(sql, log, member, sequence));
    }
    return success();
}

Verdict<Allowed> sendWelcomes(store::Sql &sql, const Request &request, const Commit &message,
                              Outcome &outcome)
{
    for (const protocol::WelcomeFor &welcome : message.welcomes.items) {
        TRY_ASSIGN(LogEntry inbox, knownLog(sql, identity::inboxLogOf(welcome.device)));
        const store::NewEnvelope envelope{
            EnvelopeKind::Invitation, request.caller.device, request.caller.account, {}, message.generation,
            message.epoch + 1,        message.log,           welcome.welcome.bytes};
        TRY_ASSIGN(const protocol::Envelope stored, store::append(sql, inbox, envelope, request.now));
        outcome.deliveries.append(pushOf(inbox, stored, {}));
        outcome.touched.append(inbox.id);
    }
    return kAllowed;
}

// Those who could read before the commit and those who can after it.
void pushToBoth(const QList<DeviceId> &before, store::Delivery &push)
{
    for (const DeviceId device : before) {
        if (!push.to.devices.contains(device)) push.to.devices.append(device);
    }
}

// Also who is not in the group, and could not enter it as it was.
void tellDepartment(const CommitPlace &place, const store::Caller &caller, Outcome &outcome)
{
    store::Delivery told;
    told.to = {
        .kind = store::Audience::Kind::Department, .department = place.department, .except = caller.device};
    told.message = protocol::encodeFrame(protocol::TeamChanged{place.log.id});
    outcome.deliveries.append(told);
}

// With every epoch of a team the key of its waiting room changes: a commit without the next one would
// leave openings to whoever it removes.
Verdict<Allowed> judgeBringsKey(const CommitPlace &place, const Commit &message)
{
    const bool lacks = place.isTeam() && message.department_key.bytes.isEmpty();
    return lacks ? Refusal{Code::Malformed} : Verdict<Allowed>(kAllowed);
}

Verdict<Outcome> apply(store::Sql &sql, const Request &request, CommitPlace &place, const Commit &message)
{
    LogEntry &log = place.log;
    const QList<OpenMember> members_before = log.members;
    const QList<DeviceId> before = log.devices();
    const store::NewEnvelope envelope{EnvelopeKind::Commit,
                                      request.caller.device,
                                      request.caller.account,
                                      message.request,
                                      message.generation,
                                      message.epoch,
                                      {},
                                      message.commit.bytes};
    TRY_ASSIGN(const protocol::Envelope stored, store::append(sql, log, envelope, request.now));
    TRY(store::setEpoch(sql, log, message.generation, message.epoch + 1));
    TRY(route(sql, log, request.caller, message, stored.sequence));
    TRY(store::putGroupInfo(sql, log.id, {message.generation, message.epoch + 1, message.group_info.bytes}));
    if (place.conversation && place.conversation->lease_until) TRY(store::endLease(sql, log.id));
    if (place.isTeam())
        TRY(store::putInboxKey(sql, place.department, message.department_key.bytes, request.now));

    Outcome outcome = storedOutcome(log, stored, message.request);
    pushToBoth(before, outcome.deliveries.first());
    TRY(sendWelcomes(sql, request, message, outcome));
    if (place.isTeam()) tellDepartment(place, request.caller, outcome);
    if (!place.isTeam()) TRY(addPresenceOfMembers(sql, log, members_before, outcome));
    return outcome;
}

} // namespace

Verdict<Outcome> commit(store::Sql &sql, const Request &request, const Commit &message)
{
    TRY(judgeShape(message));
    TRY_ASSIGN(const auto earlier, store::findStored(sql, request.caller.device, message.request));
    if (earlier) return Outcome{.reply = protocol::encodeFrame(*earlier)};

    TRY_ASSIGN(CommitPlace place, placeOf(sql, message.log));
    TRY(judgeSender(place, request.caller, message, request.now));
    TRY(judgeRegion(sql, request, place.log));
    TRY(judgeBringsKey(place, message));
    if (!isNext(place.log, message)) return conflict(place.log, message);
    TRY(judgeRouting(sql, place, request.caller, message, request.now));
    if (place.isTeam()) TRY(judgeKey(sql, request, place.department, message.department_key.bytes));
    // Every commit makes all members work, and the messages of the closed epoch to be sealed again.
    TRY(store::judgeRate(sql, store::rateKey("commits", encode(request.caller.account) + encode(message.log)),
                         {limits::kCommitsPerMinute, std::chrono::minutes(1)}, request.now));
    return apply(sql, request, place, message);
}

Verdict<Outcome> fetchGroupInfo(store::Sql &sql, const Request &request,
                                const protocol::FetchGroupInfo &message)
{
    TRY_ASSIGN(const CommitPlace place, placeOf(sql, message.log));
    const bool may = place.isTeam() ? request.caller.serves(place.department)
                                    : place.log.hasAccount(request.caller.account);
    if (!may) return unknownLog();
    TRY_ASSIGN(const auto info, store::findGroupInfo(sql, message.log));
    if (!info) return Refusal{Code::NotFound};
    return Outcome{.reply = protocol::encodeFrame(protocol::GroupInfo{
                       message.request, message.log, info->generation, info->epoch, {info->body}})};
}

} // namespace chat121::relay
