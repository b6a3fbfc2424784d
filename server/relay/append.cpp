// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/relay/append.h"

#include "server/relay/access.h"
#include "server/store/desk_rows.h"

namespace chat121::relay {

using protocol::Append;
using protocol::EnvelopeKind;
using protocol::Reason;
using store::Allowed;
using store::LogEntry;
using store::LogKind;
using store::Outcome;
using store::Refusal;
using store::Request;
using store::Verdict;

namespace {

// What is said about a conversation after its end: by its customer alone, a few times and for a while. It is
// how a customer rates it; to staff a closed log stays closed.
Verdict<Allowed> judgeAfterword(store::Sql &sql, const LogEntry &log, const Request &request)
{
    const Refusal closed{Code::Conflict, Reason::Closed};
    if (log.kind != LogKind::Conversation) return closed;
    TRY_ASSIGN(const auto conversation, store::findConversation(sql, log.id));
    const bool is_customers = conversation && conversation->guest == request.caller.account &&
                              conversation->state == protocol::ConversationState::Closed;
    if (!is_customers || !conversation->closed_at) return closed;
    const bool is_in_time = request.now - *conversation->closed_at < limits::kAfterwordTime;
    return is_in_time && conversation->afterwords < limits::kAfterwordsMax ? Verdict<Allowed>(store::kAllowed)
                                                                           : closed;
}

Verdict<Allowed> judgeApplication(store::Sql &sql, const LogEntry &log, const Request &request,
                                  const Append &message)
{
    const bool has_members = log.kind == LogKind::Conversation || log.kind == LogKind::Team;
    if (!has_members || !log.hasMember(request.caller.device)) return notAMember();
    if (log.is_closed) TRY(judgeAfterword(sql, log, request));
    const bool current = log.has_group && message.generation == log.generation && message.epoch == log.epoch;
    if (!current) return Refusal{Code::Conflict, Reason::EpochClosed};
    return store::kAllowed;
}

// Openings: the customer of a conversation that is not closed, in its department's waiting room.
Verdict<Allowed> judgeOpening(store::Sql &sql, const LogEntry &log, const store::Caller &caller,
                              const Append &message)
{
    if (log.kind != LogKind::WaitingRoom) return Refusal{Code::Forbidden};
    TRY_ASSIGN(const auto conversation, store::findConversation(sql, message.about));
    const bool is_own = conversation && conversation->guest == caller.account &&
                        conversation->department == DepartmentId{log.owner};
    if (!conversation) TRY(judgeNotErased(sql, message.about));
    if (!is_own) return unknownLog();
    if (conversation->state == protocol::ConversationState::Closed)
        return Refusal{Code::Conflict, Reason::Closed};
    return store::kAllowed;
}

Verdict<Outcome> acceptApplication(store::Sql &sql, const Request &request, const Append &message)
{
    TRY_ASSIGN(LogEntry log, knownLog(sql, message.log));
    TRY(judgeApplication(sql, log, request, message));
    TRY(judgeRegion(sql, request, log));
    TRY(judgeNotBlocked(sql, request, log));
    const store::NewEnvelope envelope{EnvelopeKind::Application,
                                      request.caller.device,
                                      request.caller.account,
                                      message.request,
                                      message.generation,
                                      message.epoch,
                                      {},
                                      message.sealed.bytes};
    if (log.is_closed) TRY(store::countAfterword(sql, log.id));
    TRY_ASSIGN(const protocol::Envelope stored, store::append(sql, log, envelope, request.now));
    return storedOutcome(log, stored, message.request);
}

} // namespace

Outcome storedOutcome(const LogEntry &log, const protocol::Envelope &envelope, RequestId request)
{
    Outcome outcome;
    outcome.reply =
        protocol::encodeFrame(protocol::Stored{request, log.id, envelope.sequence, envelope.stored_at});
    outcome.deliveries.append(pushOf(log, envelope, envelope.sender));
    outcome.touched.append(log.id);
    return outcome;
}

Verdict<Outcome> accept(store::Sql &sql, const Request &request, const Append &message)
{
    if (!message.request.isValid() || message.sealed.bytes.isEmpty()) return Refusal{Code::Malformed};
    TRY_ASSIGN(const auto earlier, store::findStored(sql, request.caller.device, message.request));
    if (earlier) return Outcome{.reply = protocol::encodeFrame(*earlier)};

    switch (message.kind) {
    case EnvelopeKind::Application:
        return acceptApplication(sql, request, message);
    case EnvelopeKind::Opening: {
        TRY_ASSIGN(const LogEntry log, knownLog(sql, message.log));
        TRY(judgeOpening(sql, log, request.caller, message));
        TRY(judgeRegion(sql, request, log));
        TRY(judgeNotBlocked(sql, request, DepartmentId{log.owner}));
        return appendOpening(sql, request, message.request, log.id, message.about, message.sealed.bytes);
    }
    case EnvelopeKind::Commit:
    case EnvelopeKind::Invitation:
    case EnvelopeKind::Emptied:
        return Refusal{Code::Forbidden};
    }
    Q_UNREACHABLE();
}

Verdict<Outcome> appendOpening(store::Sql &sql, const Request &request, RequestId number, LogId waiting_room,
                               ConversationId about, const QByteArray &sealed)
{
    TRY_ASSIGN(LogEntry log, knownLog(sql, waiting_room));
    TRY_ASSIGN(const qint64 waiting, store::countAbout(sql, log.id, about));
    if (waiting >= limits::kWaitingEnvelopesPerConversationMax)
        return Refusal{Code::TooLarge, Reason::QuotaReached};
    const store::NewEnvelope envelope{
        EnvelopeKind::Opening, request.caller.device, request.caller.account, number, 0, 0, about, sealed};
    TRY_ASSIGN(const protocol::Envelope stored, store::append(sql, log, envelope, request.now));
    return storedOutcome(log, stored, number);
}

Verdict<Outcome> replaceWaiting(store::Sql &sql, const Request &request,
                                const protocol::ReplaceWaiting &message)
{
    if (!message.request.isValid() || message.sealed.bytes.isEmpty()) return Refusal{Code::Malformed};
    TRY_ASSIGN(const auto earlier, store::findStored(sql, request.caller.device, message.request));
    if (earlier) return Outcome{.reply = protocol::encodeFrame(*earlier)};

    TRY_ASSIGN(LogEntry log, knownLog(sql, message.log));
    if (log.kind != LogKind::WaitingRoom || !request.caller.serves(DepartmentId{log.owner}))
        return unknownLog();
    TRY(judgeRegion(sql, request, log));
    TRY_ASSIGN(const auto old, store::findEnvelope(sql, log.id, message.old));
    if (!old || old->about != message.about) return Refusal{Code::NotFound};
    if (old->kind != EnvelopeKind::Opening) return Refusal{Code::Conflict}; // a colleague was faster

    // The new envelope keeps the customer as its author: only the seal is another.
    const store::NewEnvelope envelope{
        EnvelopeKind::Opening, request.caller.device, old->sender_account, message.request, 0, 0,
        message.about,         message.sealed.bytes};
    TRY_ASSIGN(const protocol::Envelope stored, store::append(sql, log, envelope, request.now));
    TRY(store::emptyEnvelope(sql, log.id, message.old));
    return storedOutcome(log, stored, message.request);
}

} // namespace chat121::relay
