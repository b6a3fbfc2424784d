// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/relay/reading.h"

#include "server/relay/access.h"

#include <algorithm>

namespace chat121::relay {

using store::Interval;
using store::LogEntry;
using store::Outcome;
using store::Request;
using store::Verdict;

namespace {

struct Budget {
    qsizetype bytes;
    qsizetype count;

    bool isUsedUp() const { return bytes <= 0 || count <= 0; }
};

// What the cursor of a client cannot follow: an incarnation that it does not know, or a floor above it.
bool isTrimmed(const LogEntry &log, const protocol::Position &position)
{
    if (position.incarnation != log.incarnation) return true;
    return log.floor.isValid() && position.after.value + 1 < log.floor.value;
}

Result<void> readInterval(store::Sql &sql, const LogEntry &log, Interval interval, Sequence after,
                          Budget &budget, protocol::Envelopes &reply)
{
    if (interval.to <= after || interval.from > log.last) return success();
    if (budget.isUsedUp()) {
        reply.is_complete = false;
        return success();
    }
    TRY_ASSIGN(const store::Page page, store::page(sql, log.id, interval, after, budget.bytes, budget.count));
    for (const protocol::Envelope &envelope : page.envelopes)
        budget.bytes -= envelope.body.bytes.size() + store::kEnvelopeOverheadBytes;
    budget.count -= page.envelopes.size();
    reply.envelopes.items.append(page.envelopes);
    if (!page.is_complete) {
        reply.is_complete = false;
        budget.count = 0; // the next interval must not overtake this one
    }
    return success();
}

Result<void> readLog(store::Sql &sql, const store::Caller &caller, const protocol::Position &position,
                     Budget &budget, protocol::Envelopes &reply)
{
    TRY_ASSIGN(const std::optional<LogEntry> log, store::findLog(sql, position.log));
    if (!log) return success();
    TRY_ASSIGN(const QList<Interval> intervals, readable(sql, *log, caller));
    if (intervals.isEmpty()) return success();
    if (isTrimmed(*log, position)) reply.trimmed.items.append({log->id, log->incarnation, log->floor});
    if (position.incarnation != 0 && position.incarnation != log->incarnation) return success();
    for (const Interval interval : intervals)
        TRY(readInterval(sql, *log, interval, position.after, budget, reply));
    return success();
}

} // namespace

Verdict<Outcome> since(store::Sql &sql, const Request &request, const protocol::Since &message)
{
    Budget budget{std::clamp<qsizetype>(message.bytes_max, 1, limits::kSinceBytesMax),
                  limits::kEnvelopesPerReply};
    protocol::Envelopes reply;
    reply.request = message.request;
    for (const protocol::Position &position : message.positions.items)
        TRY(readLog(sql, request.caller, position, budget, reply));
    return Outcome{.reply = protocol::encodeFrame(reply)};
}

Verdict<Outcome> acknowledge(store::Sql &sql, const Request &request, const protocol::Acknowledge &message)
{
    TRY_ASSIGN(const LogEntry log, knownLog(sql, message.log));
    if (message.incarnation != log.incarnation || message.sequence > log.last)
        return store::Refusal{Code::Conflict};
    if (!log.hasMember(request.caller.device)) { // the usual case needs no query
        TRY_ASSIGN(const QList<Interval> intervals, readable(sql, log, request.caller));
        if (intervals.isEmpty()) return unknownLog();
    }
    TRY(store::acknowledge(sql, request.caller.device, log.id, message.sequence));
    return Outcome{};
}

Result<QList<protocol::Head>> headsFor(store::Sql &sql, const store::Caller &caller)
{
    TRY_ASSIGN(const QList<LogId> by_right, readableByRight(sql, caller));
    TRY_ASSIGN(const QList<store::LogHead> rows, store::headsOf(sql, caller.device, by_right));
    QList<protocol::Head> heads;
    for (const store::LogHead &row : rows)
        heads.append({row.log, row.incarnation, row.head, row.floor, row.acknowledged});
    return heads;
}

Verdict<Outcome> signal(store::Sql &sql, const Request &request, const protocol::Signal &message)
{
    TRY_ASSIGN(const LogEntry log, knownLog(sql, message.log));
    if (!log.hasMember(request.caller.device)) return notAMember();
    TRY(judgeRegion(sql, request, log));
    TRY(judgeNotBlocked(sql, request, log));
    store::Delivery delivery;
    delivery.message =
        protocol::encodeFrame(protocol::Signalled{log.id, request.caller.device, {message.sealed.bytes}});
    delivery.to.devices = log.devices();
    delivery.to.except = request.caller.device;
    return Outcome{.deliveries = {delivery}};
}

} // namespace chat121::relay
