// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/connection/connection.h"

#include "common/base/log.h"
#include "common/protocol/messages/session.h"

#include <QPointer>

#include <algorithm>
#include <array>

namespace chat121 {

using namespace Qt::StringLiterals;
using protocol::MessageType;

namespace {

ConnectionFailure failureOf(ConnectionFault fault, const QString &detail)
{
    const bool is_lost = fault == ConnectionFault::Silent || fault == ConnectionFault::Unreachable;
    return {fault, is_lost ? Code::Network : Code::Malformed, protocol::Reason::None, detail, false};
}

// What a server may say after the greeting, beside Refused and Chunk, is unasked (Push), or one of these; all
// else is nonsense. What is both says by its request which it is.
constexpr std::array kAnswers = {
    MessageType::Organisation,
    MessageType::KeyPackagesPublished,
    MessageType::DeskChanged,
    MessageType::Registered,
    MessageType::LoggedIn,
    MessageType::PasswordSettings,
    MessageType::Done,
    MessageType::PasswordAccepted,
    MessageType::Stored,
    MessageType::Envelopes,
    MessageType::KeyPackages,
    MessageType::CommitConflict,
    MessageType::GroupInfo,
    MessageType::Members,
    MessageType::Taken,
    MessageType::Day,
    MessageType::DepartmentKey,
    MessageType::Staff,
    MessageType::Archive,
    MessageType::ArchiveAppended,
    MessageType::Recovery,
    MessageType::KeyLog,
    MessageType::HeldRows,
    MessageType::Devices,
    MessageType::Removal,
    MessageType::Link,
    MessageType::LinkAnswer,
    MessageType::Erased,
    MessageType::Erasures,
    MessageType::Blocks,
};

bool isAnswer(MessageType type)
{
    return std::find(kAnswers.begin(), kAnswers.end(), type) != kAnswers.end();
}

// Nothing: it is none of them.
template <typename... Messages>
std::optional<Result<Push>> decodePush(MessageType type, QByteArrayView frame,
                                       const std::variant<Messages...> *)
{
    std::optional<Result<Push>> push;
    const auto take = [&]<typename Message>(const Message *) {
        if (type != Message::kType) return;
        auto message = protocol::decodeFrame<Message>(frame);
        push = message ? Result<Push>(*std::move(message)) : Result<Push>(message.error());
    };
    (take(static_cast<const Messages *>(nullptr)), ...);
    return push;
}

// Often enough to keep every promise about time, seldom enough to let a laptop sleep.
std::chrono::milliseconds tickOf(const ConnectionTimes &times)
{
    const auto shortest = std::min({times.attempt, times.answer, times.ping, times.idle});
    return std::clamp(shortest / 8, std::chrono::milliseconds(5), std::chrono::milliseconds(1000));
}

} // namespace

Connection::Connection(TransportFactory transports, const Clock &clock, RandomSource &random,
                       const ConnectionTimes &times, QObject *parent)
    : QObject(parent)
    , m_transports(std::move(transports))
    , m_clock(clock)
    , m_random(random)
    , m_times(times)
    , m_backoff(times.delay_min, times.delay_max)
{
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &Connection::attempt);
    m_tick.setInterval(tickOf(times));
    connect(&m_tick, &QTimer::timeout, this, &Connection::onTick);
}

Connection::~Connection()
{
    dropTransport();
}

// --- coming and going -------------------------------------------------------------------------------

void Connection::start(const ServerAddress &address)
{
    Q_ASSERT_X(!address.endpoints.isEmpty(), "Connection::start", "no endpoint");
    halt();
    m_address = address;
    m_endpoint = 0;
    m_tried = 0;
    m_was_ready = false;
    m_last_failure.reset();
    m_backoff.reset();
    m_down_since = m_clock.steady();
    m_tick.start();
    attempt();
}

void Connection::stop()
{
    halt();
    updateState();
}

void Connection::halt()
{
    m_retry.stop();
    m_tick.stop();
    m_stage = Stage::Stopped;
    dropTransport();
    m_greeting.reset();
    m_requests.failAll({});
}

void Connection::attempt()
{
    m_stage = Stage::Opening;
    m_stage_since = m_clock.steady();
    m_assembler.emplace();
    m_transport = m_transports();
    connect(m_transport.get(), &Transport::opened, this, &Connection::onOpened);
    connect(m_transport.get(), &Transport::received, this, &Connection::onReceived);
    connect(m_transport.get(), &Transport::ponged, this, [this] { m_last_heard = m_clock.steady(); });
    connect(m_transport.get(), &Transport::closed, this, &Connection::end);
    m_transport->open(m_address.endpoints.at(m_endpoint));
    updateState();
}

// The transport may be the one that is just calling us.
void Connection::dropTransport()
{
    if (!m_transport) return;
    m_transport->disconnect(this);
    m_transport->close();
    m_transport.release()->deleteLater();
}

void Connection::retryNow()
{
    if (m_stage != Stage::Waiting) return;
    m_retry.stop();
    m_backoff.reset();
    attempt();
}

void Connection::setNetworkAvailable(bool is_available)
{
    if (m_network_available == is_available) return;
    m_network_available = is_available;
    updateState();
    if (is_available) retryNow();
}

void Connection::fail(const ConnectionFailure &failure)
{
    if (m_stage != Stage::Stopped) end(failure);
}

void Connection::end(const ConnectionFailure &failure)
{
    qCDebug(lcClient) << "connection ended: fault" << static_cast<int>(failure.fault) << failure.detail;
    const bool was_ready = isReady();
    const auto now = m_clock.steady();
    if (was_ready) m_down_since = now;
    if (was_ready && now - m_stage_since >= m_times.stable) m_backoff.reset();
    m_stage = failure.is_final ? Stage::Stopped : Stage::Waiting;
    if (failure.is_final) m_tick.stop();
    m_last_failure = failure;
    m_greeting.reset();
    dropTransport();
    updateState();

    const QPointer<Connection> self(this);
    const Stage stage = m_stage;
    m_requests.failAll({});
    if (self) Q_EMIT lost(failure);
    if (self && m_stage == stage && stage == Stage::Waiting && !m_retry.isActive())
        scheduleAttempt(was_ready);
}

// An endpoint that was good is tried again first; otherwise each one once before the wait.
void Connection::scheduleAttempt(bool was_ready)
{
    m_tried = was_ready ? 0 : m_tried + 1;
    if (!was_ready) m_endpoint = (m_endpoint + 1) % m_address.endpoints.size();
    const bool is_next_fresh = !was_ready && m_tried < m_address.endpoints.size();
    if (!is_next_fresh) m_tried = 0;
    m_retry.start(is_next_fresh ? std::chrono::milliseconds(0) : m_backoff.next(m_random));
}

void Connection::updateState()
{
    const bool is_long_away = m_clock.steady() - m_down_since >= m_times.offline;
    ConnectionState state = m_was_ready ? ConnectionState::Reconnecting : ConnectionState::Connecting;
    if (m_stage == Stage::Stopped || !m_network_available || is_long_away) state = ConnectionState::Offline;
    if (isReady()) state = ConnectionState::Connected;
    if (std::exchange(m_state, state) != state) Q_EMIT stateChanged(state);
}

// --- greeting ---------------------------------------------------------------------------------------

void Connection::onOpened(const crypto::Hash &pin)
{
    m_stage = Stage::Greeting;
    m_stage_since = m_clock.steady();
    m_pin = pin;
    sendMessage(protocol::encodeFrame(protocol::Hello{}));
}

Result<void> Connection::onWelcome(QByteArrayView frame)
{
    if (protocol::typeOf(frame) == MessageType::Refused) {
        TRY_ASSIGN(const auto refused, protocol::decodeFrame<protocol::Refused>(frame));
        onConnectionRefused(refused);
        return success();
    }
    TRY_ASSIGN(const auto welcome, protocol::decodeFrame<protocol::Welcome>(frame));
    if (welcome.version < protocol::kVersionMin || welcome.version > protocol::kVersionMax) {
        fail(failureOf(ConnectionFault::VersionUnsupported, u"version %1"_s.arg(welcome.version)));
        return success();
    }
    if (welcome.registrar != m_address.registrar_key) {
        fail(failureOf(ConnectionFault::WrongRegistrar, u"another registrar key"_s));
        return success();
    }
    m_greeting = Greeting{welcome.challenge, m_pin, welcome.now, welcome.is_set_up};
    m_stage = Stage::Ready;
    m_stage_since = m_last_heard = m_last_ping = m_last_progress = m_clock.steady();
    m_last_to_write = 0;
    m_was_ready = true;
    m_last_failure.reset();
    updateState();
    Q_EMIT ready();
    return success();
}

identity::ConnectionBinding Connection::binding() const
{
    return {m_address.registrar_key, m_greeting->challenge, m_greeting->pin};
}

void Connection::onConnectionRefused(const protocol::Refused &refused)
{
    const bool is_version = refused.reason == protocol::Reason::VersionUnsupported;
    const bool is_final = refused.reason == protocol::Reason::DeviceRevoked ||
                          refused.reason == protocol::Reason::StateRolledBack;
    fail({is_version ? ConnectionFault::VersionUnsupported : ConnectionFault::Refused, refused.code,
          refused.reason, u"refused, reason %1"_s.arg(static_cast<int>(refused.reason)), is_final});
}

// --- messages ---------------------------------------------------------------------------------------

void Connection::onReceived(const QByteArray &frame)
{
    m_last_heard = m_clock.steady();
    if (frame.size() > limits::kFrameBytesMax)
        return fail(failureOf(ConnectionFault::Nonsense, u"too large"_s));
    const QPointer<Connection> self(this);
    auto handled = success();
    if (m_stage == Stage::Greeting)
        handled = onWelcome(frame);
    else if (m_stage == Stage::Ready)
        handled = onFrame(frame);
    if (self && !handled) fail(failureOf(ConnectionFault::Nonsense, handled.error().detail));
}

Result<void> Connection::onFrame(const QByteArray &frame)
{
    if (protocol::typeOf(frame) != MessageType::Chunk) return dispatch(frame);
    TRY_ASSIGN(const auto chunk, protocol::decodeFrame<protocol::Chunk>(frame));
    m_last_progress = m_last_heard;
    TRY_ASSIGN(const std::optional<QByteArray> message, m_assembler->add(chunk));
    if (!message) return success();
    if (protocol::typeOf(*message) == MessageType::Chunk)
        return Error{Code::Malformed, u"chunks in chunks"_s};
    return dispatch(*message);
}

Result<void> Connection::dispatch(QByteArrayView frame)
{
    const auto type = protocol::typeOf(frame);
    if (!type) return Error{Code::Malformed, u"an empty frame"_s};
    if (*type == MessageType::Refused) return onRefused(frame);
    return isAnswer(*type) ? onAnswer(*type, frame) : onUnasked(*type, frame);
}

// The request id is the first field of every answer; 0 where the type may also come unasked.
Result<void> Connection::onAnswer(MessageType type, QByteArrayView frame)
{
    Reader reader(frame.sliced(2));
    RequestId request;
    codec::get(reader, request);
    if (reader.failed()) return Error{Code::Malformed, u"an answer that is cut"_s};
    return request.isValid() ? m_requests.onAnswer(request, frame) : onUnasked(type, frame);
}

Result<void> Connection::onRefused(QByteArrayView frame)
{
    TRY_ASSIGN(const auto refused, protocol::decodeFrame<protocol::Refused>(frame));
    if (refused.request.isValid()) return m_requests.onRefused(refused);
    onConnectionRefused(refused);
    return success();
}

Result<void> Connection::onUnasked(MessageType type, QByteArrayView frame)
{
    if (type == MessageType::EnvelopePushed) {
        TRY_ASSIGN(const auto message, protocol::decodeFrame<protocol::EnvelopePushed>(frame));
        Q_EMIT envelopePushed(message);
        return success();
    }
    const auto push = decodePush(type, frame, static_cast<const Push *>(nullptr));
    if (!push) return Error{Code::Malformed, u"message type %1, unasked"_s.arg(static_cast<int>(type))};
    TRY(*push);
    Q_EMIT pushed(**push);
    return success();
}

void Connection::ask(RequestId request, const QByteArray &message, Requests::Waiting waiting)
{
    RequestFailure failure;
    if (message.size() > limits::kMessageBytesMax) failure.code = Code::TooLarge;
    if (m_requests.contains(request)) failure.code = Code::Conflict;
    if (!isReady() || failure.code != Code::Network) {
        QMetaObject::invokeMethod(
            this, [failed = std::move(waiting.failed), failure] { failed(failure); }, Qt::QueuedConnection);
        return;
    }
    m_requests.add(request, std::move(waiting));
    sendMessage(message);
}

void Connection::sendMessage(const QByteArray &message)
{
    for (const QByteArray &frame : protocol::toFrames(message))
        m_transport->send(frame);
}

// --- time -------------------------------------------------------------------------------------------

void Connection::onTick()
{
    const auto now = m_clock.steady();
    updateState();
    if (m_stage == Stage::Opening && now - m_stage_since >= m_times.attempt)
        return fail(failureOf(ConnectionFault::Unreachable, u"no connection in time"_s));
    if (m_stage == Stage::Greeting && now - m_stage_since >= m_times.attempt)
        return fail(failureOf(ConnectionFault::Silent, u"no welcome in time"_s));
    if (m_stage != Stage::Ready) return;

    if (now - m_last_heard >= m_times.idle) return fail(failureOf(ConnectionFault::Silent, u"idle"_s));
    if (now - qMax(m_last_heard, m_last_ping) >= m_times.ping) {
        m_last_ping = now;
        m_transport->ping();
    }
    checkAnswers(now);
}

// A long upload or download is no silence, as long as it moves.
void Connection::checkAnswers(std::chrono::milliseconds now)
{
    const qint64 to_write = m_transport->bytesToWrite();
    if (to_write < std::exchange(m_last_to_write, to_write)) m_last_progress = now;
    if (m_requests.isEmpty() || m_requests.earliest() > now) return;
    if (now - m_last_progress < m_times.answer)
        m_requests.extendTo(m_last_progress + m_times.answer);
    else
        fail(failureOf(ConnectionFault::Silent, u"no answer in time"_s));
}

} // namespace chat121
