// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/gateway/session.h"

#include "common/base/log.h"
#include "common/base/random.h"
#include "common/protocol/frame.h"

#include <QPointer>

namespace chat121::gateway {

using protocol::MessageType;
using protocol::Reason;
using store::Outcome;
using store::Refusal;
using store::Verdict;

namespace {

Refusal malformed()
{
    return {Code::Malformed, Reason::None, 0, {}};
}

Refusal tooFast(Reason reason)
{
    return {
        Code::Busy, reason, static_cast<quint32>(std::chrono::milliseconds(limits::kRetryAfter).count()), {}};
}

// The row of a type, whoever may send it; null for a type that no client sends.
const store::Handler *rowOf(const store::HandlerTable &table, MessageType type)
{
    const auto found = table.rows().constFind(static_cast<quint16>(type));
    return found == table.rows().cend() ? nullptr : &*found;
}

} // namespace

Session::Session(Transport *transport, const QHostAddress &address, Surroundings surroundings,
                 QObject *parent)
    : QObject(parent)
    , m_transport(transport)
    , m_address(address)
    , m_options(surroundings.options)
    , m_service(surroundings.service)
    , m_left(std::move(surroundings.left))
    , m_queue(*transport, m_options.send_queue_bytes_max, limits::kReplyQueueBytesMax)
    , m_rate(limits::kFramesPerSecondUnauthenticatedMax, limits::kFramesUnauthenticatedMax,
             m_service.clock->steady())
    , m_patience(limits::kRateRefusalsForgivenPerSecond, limits::kRateRefusalsMax, m_service.clock->steady())
    , m_opened_at(m_service.clock->steady())
    , m_heard_at(m_opened_at)
    , m_pinged_at(m_opened_at)
    , m_runner(m_service, surroundings.port)
{
    m_service.services->random->fill(m_challenge.data.data(), crypto::Hash::kSize);
    connect(transport, &Transport::frameReceived, this, &Session::onFrame);
    connect(transport, &Transport::fragmentReceived, this,
            [this] { isWithinRate(m_service.clock->steady()); });
    connect(transport, &Transport::ponged, this, [this] { m_heard_at = m_service.clock->steady(); });
    connect(transport, &Transport::drained, this, &Session::onDrained);
    connect(transport, &Transport::closed, this, [this] {
        m_stage = Stage::Closing;
        Q_EMIT ended(this);
    });
}

Session::~Session()
{
    m_transport->disconnect(this);
    if (m_caller.isLoggedIn()) m_service.claims->release(m_claimed_device, m_claim, m_caller, m_left);
}

// --- in ---------------------------------------------------------------------------------------------

void Session::onFrame(const QByteArray &frame)
{
    if (m_stage == Stage::Closing || m_is_draining) return;
    const std::chrono::milliseconds now = m_service.clock->steady();
    m_heard_at = now;
    const std::optional<MessageType> type = protocol::typeOf(frame);
    if (!type) return refuseConnection(malformed(), CloseCode::ProtocolError);
    if (!m_caller.isLoggedIn() && ++m_frames_before_log_in > limits::kFramesUnauthenticatedMax)
        return refuseConnection(tooFast(Reason::RateLimited), CloseCode::PolicyViolated);
    if (!isWithinRate(now)) {
        const store::Handler *const row = rowOf(*m_service.table, *type);
        if (row && m_stage != Stage::Closing)
            refuse(store::requestOf(*row, frame), tooFast(Reason::RateLimited));
        return;
    }
    if (m_stage == Stage::Opened || *type == MessageType::Hello) return onHello(frame);
    if (*type == MessageType::Chunk) return onChunk(frame);
    onMessage(frame);
}

// Somebody who goes on in spite of refusals is cut off; who slows down is forgiven with time.
bool Session::isWithinRate(std::chrono::milliseconds now)
{
    if (m_rate.take(now)) return true;
    const bool is_over = !m_caller.isLoggedIn() || !m_patience.take(now);
    if (is_over && m_stage != Stage::Closing)
        refuseConnection(tooFast(Reason::RateLimited), CloseCode::PolicyViolated);
    return false;
}

void Session::onHello(const QByteArray &frame)
{
    const auto hello = protocol::decodeFrame<protocol::Hello>(frame);
    if (!hello || m_stage != Stage::Opened) return refuseConnection(malformed(), CloseCode::ProtocolError);
    if (hello->version_min > protocol::kVersionMax || hello->version_max < protocol::kVersionMin)
        return refuseConnection({Code::Unsupported, Reason::VersionUnsupported, 0, {}},
                                CloseCode::PolicyViolated);
    m_stage = Stage::Greeted;
    const QPointer<Session> self(this);
    m_runner.read(m_service.is_set_up, frame.size(), [self, hello = *hello](const Verdict<Outcome> &verdict) {
        if (self) self->welcome(verdict, hello);
    });
}

void Session::welcome(const Verdict<Outcome> &is_set_up, const protocol::Hello &hello)
{
    if (!is_set_up) return refuseConnection(is_set_up.error(), CloseCode::TryAgainLater);
    protocol::Welcome message;
    message.version = qMin(hello.version_max, protocol::kVersionMax);
    message.registrar = m_service.services->registrar->publicKey();
    message.challenge = m_challenge;
    message.now = m_service.clock->now();
    message.is_set_up = is_set_up->reply == "1";
    reply(protocol::encodeFrame(message));
}

void Session::onChunk(const QByteArray &frame)
{
    if (!m_caller.isLoggedIn())
        return refuseConnection({Code::Unauthenticated, Reason::NotLoggedIn, 0, {}},
                                CloseCode::PolicyViolated);
    const auto chunk = protocol::decodeFrame<protocol::Chunk>(frame);
    if (!chunk) return refuseConnection(malformed(), CloseCode::ProtocolError);
    const auto message = m_chunks.add(*chunk);
    if (!message) {
        const bool is_large = message.error().code == Code::TooLarge;
        return refuseConnection(store::toRefusal(message.error()),
                                is_large ? CloseCode::TooLarge : CloseCode::ProtocolError);
    }
    if (*message) onMessage(**message);
}

void Session::onMessage(const QByteArray &message)
{
    const MessageType type = protocol::typeOf(message).value_or(MessageType::Chunk);
    const store::Handler *const row = rowOf(*m_service.table, type);
    if (!row) return refuseConnection(malformed(), CloseCode::ProtocolError);
    const auto admitted = m_service.table->admit(m_caller, type);
    if (!admitted) {
        if (row->answer == store::Answer::Always) refuse(store::requestOf(*row, message), admitted.error());
        return;
    }
    if (type == MessageType::LogIn) return onLogIn(*row, message);
    start(*row, message);
}

store::Request Session::requestFor(const QByteArray &message) const
{
    return {m_service.services, m_caller, m_challenge, message, {}, m_service.clock->now()};
}

void Session::start(const store::Handler &handler, const QByteArray &message)
{
    const QPointer<Session> self(this);
    const RequestId request = store::requestOf(handler, message);
    const bool has_answer = handler.answer == store::Answer::Always;
    m_runner.start(handler, requestFor(message),
                   [self, request, has_answer](const Verdict<Outcome> &verdict) {
                       if (!self) return;
                       if (verdict && !verdict->reply.isEmpty())
                           self->reply(verdict->reply);
                       else if (!verdict && has_answer)
                           self->refuse(request, verdict.error());
                       self->endDrainIfIdle();
                   });
}

// --- log-in -----------------------------------------------------------------------------------------

void Session::onLogIn(const store::Handler &handler, const QByteArray &message)
{
    const auto log_in = protocol::decodeFrame<protocol::LogIn>(message);
    if (!log_in) return refuse(store::requestOf(handler, message), malformed());
    if (m_claim != 0) return refuse(log_in->request, {Code::Conflict, Reason::AlreadyLoggedIn, 0, {}});
    m_claimed_device = log_in->device;
    m_claim = m_service.claims->claim(log_in->device);
    Q_EMIT logInStarted(this);

    const QPointer<Session> self(this);
    const RequestId request = log_in->request;
    auto answer = [self, request, claims = m_service.claims, device = m_claimed_device, claim = m_claim,
                   left = m_left](Verdict<Outcome> verdict) {
        if (self) return self->onLogInAnswered(request, std::move(verdict));
        // The connection has ended meanwhile.
        claims->release(device, claim, verdict ? verdict->logged_in : std::nullopt, left);
    };
    m_runner.start(handler, requestFor(message), std::move(answer));
}

void Session::onLogInAnswered(RequestId request, Verdict<Outcome> verdict)
{
    if (verdict && verdict->logged_in) return onLoggedIn(*verdict);
    Q_EMIT logInRefused(this);
    m_service.claims->release(m_claimed_device, m_claim, {}, m_left);
    m_claim = 0;
    m_claimed_device = {};
    m_early.clear();
    m_early_bytes = 0;
    if (!verdict) refuse(request, verdict.error());
    endDrainIfIdle();
}

void Session::onLoggedIn(const Outcome &outcome)
{
    m_caller = *outcome.logged_in;
    m_rate = TokenBucket(m_options.frames_per_second, m_options.frames_burst, m_service.clock->steady());
    if (m_stage != Stage::Closing) m_stage = Stage::LoggedIn;
    if (!m_service.claims->prove(m_claimed_device, m_claim)) return close(CloseCode::Replaced);
    Q_EMIT loggedIn(this);
    reply(outcome.reply);
    if (m_early_bytes > m_options.send_queue_bytes_max)
        close(CloseCode::TryAgainLater);
    else
        send(std::exchange(m_early, {}), Traffic::Push);
    endDrainIfIdle();
}

// --- out --------------------------------------------------------------------------------------------

void Session::push(const QList<QByteArray> &frames, store::Keeping keeping)
{
    if (!m_caller.isLoggedIn()) {
        for (const QByteArray &frame : frames)
            m_early_bytes += frame.size();
        if (m_early_bytes <= m_options.send_queue_bytes_max) m_early.append(frames);
        return;
    }
    const bool may_be_missed = keeping == store::Keeping::Ephemeral;
    if (may_be_missed && m_queue.waitingBytes(Traffic::Push) > m_options.send_queue_bytes_max / 2) return;
    send(frames, Traffic::Push);
}

void Session::reply(const QByteArray &message)
{
    send(protocol::toFrames(message), Traffic::Reply);
}

void Session::refuse(RequestId request, const Refusal &refusal)
{
    reply(store::refusedFrame(request, refusal));
}

void Session::refuseConnection(const Refusal &refusal, CloseCode code)
{
    refuse({}, refusal);
    close(code);
}

void Session::send(const QList<QByteArray> &frames, Traffic traffic)
{
    if (m_stage == Stage::Closing) return;
    if (!m_queue.offer(frames, traffic)) return close(CloseCode::TryAgainLater);
    m_runner.hold(m_queue.waitingBytes(Traffic::Reply) > 0);
}

void Session::onDrained()
{
    if (m_stage == Stage::Closing) return;
    m_queue.pump();
    m_runner.hold(m_queue.waitingBytes(Traffic::Reply) > 0);
    endDrainIfIdle();
}

// --- end --------------------------------------------------------------------------------------------

void Session::close(CloseCode code)
{
    if (m_stage == Stage::Closing) return;
    m_stage = Stage::Closing;
    m_closing_since = m_service.clock->steady();
    m_queue.clear();
    m_transport->close(code);
}

void Session::sweep(std::chrono::milliseconds now)
{
    if (m_stage == Stage::Closing) {
        if (now - m_closing_since >= m_options.close_grace) m_transport->abort();
        return;
    }
    if (now - m_heard_at >= m_options.idle_timeout) return m_transport->abort();
    if (!m_caller.isLoggedIn() && now - m_opened_at >= m_options.unauthenticated_timeout)
        return refuseConnection({Code::Unauthenticated, Reason::NotLoggedIn, 0, {}},
                                CloseCode::PolicyViolated);
    const std::chrono::milliseconds quiet_since = qMax(m_heard_at, m_pinged_at);
    if (now - quiet_since < m_options.ping_interval) return;
    m_pinged_at = now;
    m_transport->ping();
}

void Session::drain()
{
    m_is_draining = true;
    endDrainIfIdle();
}

void Session::endDrainIfIdle()
{
    if (m_is_draining && m_runner.isIdle() && m_queue.isEmpty()) close(CloseCode::GoingAway);
}

} // namespace chat121::gateway
