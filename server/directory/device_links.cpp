// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/directory/device_links.h"

#include "server/store/device_link_rows.h"
#include "server/store/running.h"

namespace chat121::directory {

using protocol::LinkState;
using protocol::Reason;
using store::DeviceLinkRow;
using store::Outcome;
using store::Refusal;
using store::Request;
using store::Verdict;

namespace {

Refusal unknown()
{
    return {Code::NotFound, Reason::LinkUnknown};
}

store::Delivery linkAsked(const DeviceLinkRow &link)
{
    return {{.devices = {link.device}},
            protocol::encodeFrame(protocol::LinkAsked{{link.ask}}),
            store::Keeping::Ephemeral};
}

// The slot that the code finds, while it lasts.
Verdict<DeviceLinkRow> found(store::Sql &sql, const FixedBytes<32> &finder, UnixTime now)
{
    TRY_ASSIGN(const auto link, store::findDeviceLinkBy(sql, crypto::sha256(finder.view())));
    if (!link || link->expires_at <= now) return unknown();
    return *link;
}

} // namespace

Verdict<Outcome> openLink(store::Sql &sql, const Request &request, const protocol::OpenLink &message)
{
    if (message.offer.bytes.isEmpty() || message.slot.isZero()) return Refusal{Code::Malformed};
    TRY(store::deleteExpiredDeviceLinks(sql, request.now));
    TRY(store::deleteDeviceLink(sql, request.caller.account));
    TRY_ASSIGN(const qint64 open, store::countDeviceLinks(sql));
    if (open >= limits::kLinksOpenMax) return Refusal{Code::Busy, Reason::QuotaReached};
    TRY_ASSIGN(const auto other, store::findDeviceLinkBy(sql, message.slot));
    if (other) return Refusal{Code::Conflict};
    TRY(store::putDeviceLink(sql, {request.caller.account, message.slot, request.caller.device,
                                   LinkState::Open, message.offer.bytes, QByteArray(), QByteArray(),
                                   request.now + limits::kLinkLife}));
    return store::done(message.request);
}

Verdict<Outcome> closeLink(store::Sql &sql, const Request &request, const protocol::CloseLink &message)
{
    TRY(store::deleteDeviceLink(sql, request.caller.account));
    return store::done(message.request);
}

Verdict<Outcome> answerLink(store::Sql &sql, const Request &request, const protocol::AnswerLink &message)
{
    TRY_ASSIGN(auto link, store::findDeviceLink(sql, request.caller.account));
    const bool is_due = link && link->device == request.caller.device && link->expires_at > request.now &&
                        link->state == LinkState::Asked;
    if (!is_due) return unknown();
    link->state = message.grant.bytes.isEmpty() ? LinkState::Denied : LinkState::Granted;
    link->answer = message.grant.bytes;
    TRY(store::putDeviceLink(sql, *link));
    return store::done(message.request);
}

Result<void> addLinkAsked(store::Sql &sql, const store::Caller &caller, Outcome &outcome)
{
    TRY_ASSIGN(const auto link, store::findDeviceLink(sql, caller.account));
    if (link && link->device == caller.device && link->state == LinkState::Asked)
        outcome.deliveries.append(linkAsked(*link));
    return success();
}

// --- the new computer -----------------------------------------------------------------------------

Verdict<Outcome> fetchLink(store::Sql &sql, const Request &request, const protocol::FetchLink &message)
{
    TRY_ASSIGN(const DeviceLinkRow link, found(sql, message.finder, request.now));
    if (link.state != LinkState::Open) return unknown();
    return Outcome{.reply = protocol::encodeFrame(protocol::Link{message.request, {link.offer}})};
}

Verdict<Outcome> askLink(store::Sql &sql, const Request &request, const protocol::AskLink &message)
{
    if (message.ask.bytes.isEmpty()) return Refusal{Code::Malformed};
    TRY_ASSIGN(DeviceLinkRow link, found(sql, message.finder, request.now));
    Outcome outcome = store::done(message.request);
    if (link.state == LinkState::Asked && link.ask == message.ask.bytes)
        return outcome; // its answer was lost
    if (link.state != LinkState::Open) return unknown();
    link.state = LinkState::Asked;
    link.ask = message.ask.bytes;
    TRY(store::putDeviceLink(sql, link));
    outcome.deliveries.append(linkAsked(link));
    return outcome;
}

Verdict<Outcome> fetchLinkAnswer(store::Sql &sql, const Request &request,
                                 const protocol::FetchLinkAnswer &message)
{
    TRY_ASSIGN(const DeviceLinkRow link, found(sql, message.finder, request.now));
    const protocol::LinkAnswer reply{message.request, link.state, {link.answer}};
    const bool is_over = link.state == LinkState::Granted || link.state == LinkState::Denied;
    if (is_over) TRY(store::deleteDeviceLink(sql, link.account));
    return Outcome{.reply = protocol::encodeFrame(reply)};
}

} // namespace chat121::directory
