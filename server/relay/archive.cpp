// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/relay/archive.h"

#include "server/relay/access.h"
#include "server/store/account_rows.h"
#include "server/store/archive_rows.h"
#include "server/store/envelope_rows.h"
#include "server/store/running.h"

namespace chat121::relay {

using protocol::Reason;
using store::Allowed;
using store::ArchiveRow;
using store::LogEntry;
using store::Outcome;
using store::Refusal;
using store::Request;
using store::Verdict;

namespace {

Refusal noArchive()
{
    return {Code::NotFound, Reason::NoArchive};
}

store::Delivery grownFor(const Request &request, Sequence head, quint64 version)
{
    store::Delivery push;
    push.message = protocol::encodeFrame(protocol::ArchiveGrown{head, version});
    push.to.kind = store::Audience::Kind::Account;
    push.to.account = request.caller.account;
    push.to.except = request.caller.device;
    return push;
}

Verdict<protocol::Archive> describe(store::Sql &sql, RequestId request, const std::optional<ArchiveRow> &row)
{
    protocol::Archive reply;
    reply.request = request;
    if (!row) return reply;
    TRY_ASSIGN(const LogEntry log, knownLog(sql, row->log));
    reply.version = row->version;
    reply.keys = row->sealed_keys;
    reply.log = log.id;
    reply.incarnation = log.incarnation;
    reply.head = log.last;
    reply.floor = log.floor;
    return reply;
}

Verdict<ArchiveRow> successor(store::Sql &sql, const Request &request,
                              const protocol::PutArchiveKeys &message)
{
    TRY_ASSIGN(const auto known, store::findArchive(sql, request.caller.account));
    ArchiveRow next;
    next.account = request.caller.account;
    if (known) next = *known;
    if (next.version != message.replaces) return Refusal{Code::Conflict};
    next.version = message.replaces + 1;
    next.sealed_keys = message.keys.bytes;
    next.finder = message.finder;
    if (message.finder.isZero()) return next;
    TRY_ASSIGN(const auto other, store::findArchiveBy(sql, message.finder));
    if (other && other->account != request.caller.account) return Refusal{Code::Conflict};
    return next;
}

} // namespace

Verdict<Outcome> fetchArchive(store::Sql &sql, const Request &request, const protocol::FetchArchive &message)
{
    TRY_ASSIGN(const auto archive, store::findArchive(sql, request.caller.account));
    TRY_ASSIGN(const protocol::Archive reply, describe(sql, message.request, archive));
    return Outcome{.reply = protocol::encodeFrame(reply)};
}

Verdict<Outcome> putArchiveKeys(store::Sql &sql, const Request &request,
                                const protocol::PutArchiveKeys &message)
{
    if (message.keys.bytes.isEmpty()) return Refusal{Code::Malformed};
    TRY_ASSIGN(ArchiveRow archive, successor(sql, request, message));
    if (archive.version == 1) {
        archive.log = {request.services->random->id()};
        TRY(store::createLog(sql, archive.log, store::LogKind::Archive, archive.account.value,
                             request.services->random->id()));
    }
    TRY_ASSIGN(const bool is_put, store::putArchive(sql, archive, request.now));
    if (!is_put) return Refusal{Code::Conflict};
    TRY_ASSIGN(const protocol::Archive reply, describe(sql, message.request, archive));
    return Outcome{.reply = protocol::encodeFrame(reply),
                   .deliveries = {grownFor(request, reply.head, reply.version)}};
}

Verdict<Outcome> appendArchive(store::Sql &sql, const Request &request,
                               const protocol::AppendArchive &message)
{
    TRY_ASSIGN(const auto archive, store::findArchive(sql, request.caller.account));
    if (!archive) return noArchive();
    TRY_ASSIGN(LogEntry log, knownLog(sql, archive->log));
    for (const protocol::ArchiveItem &item : message.items.items)
        if (item.sealed.bytes.isEmpty()) return Refusal{Code::Malformed};

    protocol::ArchiveAppended reply{message.request, log.last, 0};
    for (const protocol::ArchiveItem &item : message.items.items) {
        TRY_ASSIGN(const bool is_new,
                   store::addArchiveEntry(sql, log.id, item.id, Sequence{log.last.value + 1}));
        if (!is_new) continue;
        const store::NewEnvelope envelope{protocol::EnvelopeKind::Application,
                                          request.caller.device,
                                          request.caller.account,
                                          {},
                                          0,
                                          0,
                                          {},
                                          item.sealed.bytes};
        TRY(store::append(sql, log, envelope, request.now));
        ++reply.added;
    }
    reply.head = log.last;
    Outcome outcome{.reply = protocol::encodeFrame(reply)};
    if (reply.added == 0) return outcome;
    outcome.deliveries.append(grownFor(request, log.last, archive->version));
    outcome.touched.append(log.id);
    return outcome;
}

Verdict<Outcome> forgetArchived(store::Sql &sql, const Request &request,
                                const protocol::ForgetArchived &message)
{
    TRY_ASSIGN(const auto archive, store::findArchive(sql, request.caller.account));
    if (!archive) return noArchive();
    TRY_ASSIGN(const LogEntry log, knownLog(sql, archive->log));
    for (const FixedBytes<16> &id : message.ids.items) {
        TRY_ASSIGN(const Sequence sequence, store::findArchiveEntry(sql, log.id, id));
        if (!sequence.isValid() || sequence < log.floor) continue;
        TRY(store::emptyOnce(sql, log.id, sequence));
    }
    return store::done(message.request);
}

Verdict<Outcome> fetchRecovery(store::Sql &sql, const Request &, const protocol::FetchRecovery &message)
{
    const crypto::Hash finder = crypto::sha256(message.identifier.view());
    TRY_ASSIGN(const auto archive, store::findArchiveBy(sql, finder));
    if (!archive) return noArchive();
    TRY_ASSIGN(const auto account, store::findAccount(sql, archive->account));
    protocol::Recovery reply{message.request, archive->account, archive->version, {archive->sealed_keys}, {}};
    if (account) reply.staff_chain = account->staff_chain;
    return Outcome{.reply = protocol::encodeFrame(reply)};
}

} // namespace chat121::relay
