// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The line to the server: finds an endpoint that answers, proves that it is ours (pin, registrar,
// version), keeps it alive, and comes back by itself when it breaks.
//
//     Connection connection(pinnedWebSockets(pin), clock, random, {}, this);
//     connection.start({endpoints, registrar_key});
//     // ready() -> connection.request<protocol::Organisation>(protocol::FetchOrganisation{id}, ...)
//
// ready() says that Hello and Welcome are done and requests that are open before log-in may be sent;
// Session logs in. After lost() everything that waited for an answer has failed with Network.
//
// Ownership: owns its transport and timers; borrows Clock and RandomSource. Threads: the engine's.
#pragma once

#include "client/core/connection/backoff.h"
#include "client/core/connection/requests.h"
#include "client/core/connection/transport.h"
#include "client/core/models/connection_status.h"
#include "common/base/limits.h"
#include "common/identity/login.h"
#include "common/protocol/chunks.h"
#include "common/protocol/messages/answers.h"
#include "common/protocol/messages/archive.h"
#include "common/protocol/messages/delivery.h"
#include "common/protocol/messages/desk.h"
#include "common/protocol/messages/devices.h"
#include "common/protocol/messages/directory.h"
#include "common/protocol/messages/erasure.h"
#include "common/protocol/messages/links.h"
#include "common/protocol/messages/logs.h"
#include "common/protocol/messages/signals.h"

#include <QTimer>

#include <optional>
#include <type_traits>

namespace chat121 {

// Of the server and this way to it; all of it must agree before a request is sent.
struct ServerAddress {
    QList<identity::HostPort> endpoints; // tried in turn
    crypto::PublicKey registrar_key;
};

// How patient a connection is. Tests are less so.
struct ConnectionTimes {
    std::chrono::milliseconds attempt = limits::kHandshakeTimeout + limits::kHandshakeTimeout;
    std::chrono::milliseconds answer = limits::kAckTimeout;
    std::chrono::milliseconds delay_min = limits::kReconnectDelayMin;
    std::chrono::milliseconds delay_max = limits::kReconnectDelayMax;
    std::chrono::milliseconds ping = limits::kPingInterval;
    std::chrono::milliseconds idle = limits::kIdleTimeout;
    std::chrono::milliseconds stable = limits::kConnectionStableAfter;
    std::chrono::milliseconds offline = limits::kOfflineAfter;
};

// What Welcome said, checked.
struct Greeting {
    crypto::Hash challenge;
    crypto::Hash pin; // zero without TLS (tests)
    UnixTime server_now;
    bool is_set_up = false;
};

// What the server says unasked, beside envelopes.
using Push =
    std::variant<protocol::Organisation, protocol::KeyPackagesPublished, protocol::Signalled,
                 protocol::PresenceChanged, protocol::DeskChanged, protocol::QueueChanged, protocol::Offered,
                 protocol::ArchiveGrown, protocol::StartAnew, protocol::DevicesChanged, protocol::RemovalsDue,
                 protocol::LinkAsked, protocol::Staff, protocol::ConversationErased, protocol::TeamChanged,
                 protocol::HandOverChanged>;

class Connection final : public QObject {
    Q_OBJECT

public:
    Connection(TransportFactory transports, const Clock &clock, RandomSource &random,
               const ConnectionTimes &times, QObject *parent);
    ~Connection() override;

    // Begins, or begins anew with another address. Attempts go on until stop().
    void start(const ServerAddress &address);
    void stop();

    // The network is back, or the person is impatient: the next attempt is now.
    void retryNow();
    // False: the status says offline at once; attempts go on.
    void setNetworkAvailable(bool is_available);

    bool isReady() const { return m_stage == Stage::Ready; }
    ConnectionState state() const { return m_state; }
    const std::optional<ConnectionFailure> &lastFailure() const { return m_last_failure; }

    // REQUIRES: isReady()
    const Greeting &greeting() const { return *m_greeting; }
    identity::ConnectionBinding binding() const;
    // Of the server that answers, or that is being asked.
    identity::HostPort endpoint() const { return m_address.endpoints.value(m_endpoint); }
    // By the server's clock: what Welcome said, and the time since.
    UnixTime serverNow() const { return m_greeting->server_now + (m_clock.steady() - m_stage_since); }

    // Asks; `message.request` must be new on this device, or one sent before with the same content.
    // Not ready: the handler gets Network, later. A failure by silence ends the connection.
    template <typename... Answers, typename Message>
    void request(const Message &message, std::type_identity_t<ReplyHandler<Answers...>> handler)
    {
        ask(message.request, protocol::encodeFrame(message),
            Requests::waitingFor<Answers...>(std::move(handler), deadline()));
    }

    // The same for bytes that were encoded before: a commit that is sent again as it was.
    template <typename... Answers>
    void requestEncoded(RequestId request, const QByteArray &message,
                        std::type_identity_t<ReplyHandler<Answers...>> handler)
    {
        ask(request, message, Requests::waitingFor<Answers...>(std::move(handler), deadline()));
    }

    // Says something that has no answer. Dropped unless ready.
    template <typename Message>
    void say(const Message &message)
    {
        if (isReady()) sendMessage(protocol::encodeFrame(message));
    }

    // Ends this connection as failed; a new attempt follows unless the failure is final.
    void fail(const ConnectionFailure &failure);

Q_SIGNALS:
    void ready();
    void lost(const chat121::ConnectionFailure &failure); // also for an attempt that came to nothing
    void stateChanged(chat121::ConnectionState state);
    void pushed(const chat121::Push &push);
    void envelopePushed(const chat121::protocol::EnvelopePushed &push);

private:
    enum class Stage : quint8 { Stopped, Waiting, Opening, Greeting, Ready };

    void attempt();
    void halt();
    void onOpened(const crypto::Hash &pin);
    void onReceived(const QByteArray &frame);
    void onTick();
    void checkAnswers(std::chrono::milliseconds now);
    Result<void> onWelcome(QByteArrayView frame);
    Result<void> onFrame(const QByteArray &frame);
    Result<void> dispatch(QByteArrayView frame);
    Result<void> onAnswer(protocol::MessageType type, QByteArrayView frame);
    Result<void> onRefused(QByteArrayView frame);
    Result<void> onUnasked(protocol::MessageType type, QByteArrayView frame);
    void onConnectionRefused(const protocol::Refused &refused);
    void ask(RequestId request, const QByteArray &message, Requests::Waiting waiting);
    void sendMessage(const QByteArray &message);
    void end(const ConnectionFailure &failure);
    void scheduleAttempt(bool was_ready);
    void dropTransport();
    void updateState();
    std::chrono::milliseconds deadline() const { return m_clock.steady() + m_times.answer; }

    const TransportFactory m_transports;
    const Clock &m_clock;
    RandomSource &m_random;
    const ConnectionTimes m_times;

    ServerAddress m_address;
    qsizetype m_endpoint = 0;
    qsizetype m_tried = 0; // endpoints since the last wait
    Stage m_stage = Stage::Stopped;
    std::unique_ptr<Transport> m_transport;
    std::optional<Greeting> m_greeting;
    crypto::Hash m_pin;
    std::optional<protocol::ChunkAssembler> m_assembler;
    Requests m_requests;
    Backoff m_backoff;
    QTimer m_retry;
    QTimer m_tick;
    std::chrono::milliseconds m_stage_since{};
    std::chrono::milliseconds m_last_heard{};
    std::chrono::milliseconds m_last_ping{};
    std::chrono::milliseconds m_last_progress{};
    std::chrono::milliseconds m_down_since{};
    qint64 m_last_to_write = 0;
    bool m_was_ready = false;
    bool m_network_available = true;
    ConnectionState m_state = ConnectionState::Connecting;
    std::optional<ConnectionFailure> m_last_failure;
};

} // namespace chat121
