// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/server/gateway/gateway_fixture.h"

#include "common/protocol/messages/answers.h"
#include "common/protocol/messages/delivery.h"
#include "common/protocol/messages/desk.h"
#include "common/protocol/messages/logs.h"
#include "common/protocol/messages/passwords.h"
#include "common/protocol/messages/session.h"
#include "common/protocol/messages/signals.h"
#include "server/ops/tls_identity.h"

#include <QFile>
#include <QTest>

#include <unistd.h>

namespace chat121::test {

using namespace store;
using namespace protocol;

namespace {

const SystemClock kSystemClock;

std::mutex g_left_mutex;
QList<DeviceId> g_left;
int g_leaving_refusals = 0;

template <typename Message>
Verdict<Message> read(const Request &request)
{
    auto decoded = decodeFrame<Message>(request.frame);
    if (!decoded) return decoded.error();
    return *std::move(decoded);
}

Delivery toDevice(quint64 device, const QByteArray &message, Keeping keeping)
{
    Delivery delivery;
    delivery.to.devices = {DeviceId{device}};
    delivery.message = message;
    delivery.keeping = keeping;
    return delivery;
}

QByteArray pushed(LogId log, const QByteArray &body)
{
    EnvelopePushed push;
    push.envelope.log = log;
    push.envelope.sequence = {1};
    push.envelope.body.bytes = body;
    return encodeFrame(push);
}

Verdict<Outcome> runLogIn(Sql &, const Request &request)
{
    TRY_ASSIGN(const LogIn message, read<LogIn>(request));
    if (message.start_counter == kRefusedCounter) return Refusal{Code::Crypto, Reason::BadSignature, 0, {}};
    Outcome outcome;
    LoggedIn reply;
    reply.request = message.request;
    outcome.reply = encodeFrame(reply);
    outcome.logged_in =
        Caller{message.account,
               message.device,
               message.account.value >= kFirstAgent ? identity::Role::Agent : identity::Role::Guest,
               {}};
    outcome.deliveries = {
        toDevice(message.device.value, pushed({message.device.value}, "during log-in"), Keeping::Durable)};
    return outcome;
}

Verdict<Outcome> append(Sql &, const Request &request)
{
    TRY_ASSIGN(const Append message, read<Append>(request));
    Outcome outcome;
    outcome.reply = encodeFrame(Stored{message.request, message.log, {1}, request.now});
    outcome.deliveries = {
        toDevice(message.log.value, pushed(message.log, message.sealed.bytes), Keeping::Durable)};
    return outcome;
}

Verdict<Outcome> since(Sql &, const Request &request)
{
    TRY_ASSIGN(const Since message, read<Since>(request));
    Envelopes reply;
    reply.request = message.request;
    Envelope envelope;
    envelope.body.bytes = QByteArray(message.bytes_max, 'x');
    reply.envelopes.items = {envelope};
    Outcome outcome;
    outcome.reply = encodeFrame(reply);
    return outcome;
}

Verdict<Outcome> signal(Sql &, const Request &request)
{
    TRY_ASSIGN(const Signal message, read<Signal>(request));
    Signalled signalled;
    signalled.log = message.log;
    signalled.sender = request.caller.device;
    signalled.sealed = message.sealed;
    Outcome outcome;
    outcome.deliveries = {toDevice(message.log.value, encodeFrame(signalled), Keeping::Ephemeral)};
    return outcome;
}

Verdict<Outcome> commit(Sql &, const Request &request)
{
    TRY_ASSIGN(const Commit message, read<Commit>(request));
    Outcome outcome;
    outcome.reply = encodeFrame(Stored{message.request, message.log, {1}, request.now});
    return outcome;
}

Verdict<Outcome> setStatus(Sql &, const Request &request)
{
    TRY_ASSIGN(const SetStatus message, read<SetStatus>(request));
    Outcome outcome;
    outcome.reply = encodeFrame(protocol::Done{message.request});
    return outcome;
}

Verdict<QByteArray> lookUpPassword(Sql &, const Request &)
{
    return QByteArray("looked up");
}

Verdict<QByteArray> hashPassword(const Request &request)
{
    const std::lock_guard lock(GatewayFixture::hashGate());
    return request.prepared + ", hashed";
}

Verdict<Outcome> passwordLogIn(Sql &, const Request &request)
{
    if (request.prepared != "looked up, hashed") return Refusal{Code::Storage, Reason::None, 0, {}};
    return Refusal{Code::Crypto, Reason::BadPassword, 0, {}};
}

Verdict<Outcome> isSetUp(Sql &, UnixTime)
{
    return Outcome{.reply = "1"};
}

Verdict<Outcome> disconnected(Sql &, const Caller &caller, UnixTime)
{
    const std::lock_guard lock(g_left_mutex);
    if (g_leaving_refusals > 0) {
        --g_leaving_refusals;
        return Refusal{Code::Storage, Reason::ServerBusy, 0, {}};
    }
    g_left.append(caller.device);
    return Outcome{};
}

} // namespace

std::mutex &GatewayFixture::hashGate()
{
    static std::mutex mutex;
    return mutex;
}

QList<DeviceId> GatewayFixture::left()
{
    const std::lock_guard lock(g_left_mutex);
    return g_left;
}

void GatewayFixture::refuseLeaving(int times)
{
    const std::lock_guard lock(g_left_mutex);
    g_leaving_refusals = times;
}

GatewayFixture::GatewayFixture(Security security, gateway::Options options)
    : GatewayFixture(security, std::move(options), kSystemClock)
{
}

GatewayFixture::GatewayFixture(Security security, gateway::Options options, const Clock &clock)
    : m_security(security)
    , m_clock(clock)
    , m_registrar(crypto::SigningKey::generate(m_random))
{
    {
        const std::lock_guard lock(g_left_mutex);
        g_left.clear();
        g_leaving_refusals = 0;
    }
    m_is_running = start(std::move(options));
}

GatewayFixture::~GatewayFixture() = default;

std::optional<QSslConfiguration> GatewayFixture::selfMadeTls(gateway::OldestTls oldest)
{
    const auto identity = ops::makeSelfSigned(SystemClock().now(), {});
    if (!identity) return std::nullopt;
    return gateway::tlsConfiguration(identity->certificate_pem, identity->private_key_pem, oldest);
}

bool GatewayFixture::start(gateway::Options options)
{
    const DatabaseUrl url{.path = m_folder.filePath(QStringLiteral("test.sqlite"))};
    const auto sink = [this](const QList<Delivery> &deliveries) { m_fan_out.deliver(deliveries); };
    auto writer = GroupCommit::start(url, m_clock, sink, [](const Error &) {});
    if (!writer) return false;
    m_writer = *std::move(writer);
    auto readers = ReaderPool::start(url, m_clock, 2, sink);
    if (!readers) return false;
    m_readers = *std::move(readers);
    fillTable();

    options.address = QHostAddress(QHostAddress::LocalHost);
    if (m_security == Security::Tls && !options.tls) options.tls = selfMadeTls(gateway::OldestTls::V1_3);
    if (m_security == Security::Tls && !options.tls) return false;
    m_services = {&m_registrar, {}, {}, &m_random};
    m_service = {&m_table,  &m_services, m_writer.get(), m_readers.get(), &m_hashes,
                 &m_claims, &m_clock,    isSetUp,        disconnected};
    m_gateway = std::make_unique<gateway::Gateway>(std::move(options), m_service, m_fan_out);
    return m_gateway->start().has_value();
}

void GatewayFixture::fillTable()
{
    m_table.add({.type = MessageType::LogIn, .allow = kBeforeLogIn, .lane = Lane::Write, .run = runLogIn});
    m_table.add({.type = MessageType::Append, .allow = kLoggedIn, .lane = Lane::Write, .run = append});
    m_table.add({.type = MessageType::Since, .allow = kLoggedIn, .run = since});
    m_table.add({.type = MessageType::Signal, .allow = kLoggedIn, .run = signal, .answer = Answer::Never});
    m_table.add({.type = MessageType::Commit, .allow = kLoggedIn, .lane = Lane::Write, .run = commit});
    m_table.add({.type = MessageType::SetStatus, .allow = kStaff, .lane = Lane::Write, .run = setStatus});
    m_table.add({.type = MessageType::PasswordLogIn,
                 .allow = kBeforeLogIn,
                 .run = passwordLogIn,
                 .look_up = lookUpPassword,
                 .hash = hashPassword});
}

std::unique_ptr<RawPeer> GatewayFixture::open(const QByteArray &more_headers)
{
    auto peer = std::make_unique<RawPeer>(m_security);
    peer->connectTo(port());
    const bool is_ready = QTest::qWaitFor(
        [&] { return m_security == Security::Tls ? peer->isEncrypted() : peer->isConnected(); }, 10'000);
    if (!is_ready) return peer;
    peer->upgrade(more_headers);
    [[maybe_unused]] const bool is_answered =
        QTest::qWaitFor([&] { return peer->status() != 0 || peer->isEnded(); }, 10'000);
    return peer;
}

std::unique_ptr<RawPeer> GatewayFixture::greet()
{
    auto peer = open();
    peer->send(Hello{});
    if (!QTest::qWaitFor([&] { return peer->has<Welcome>(); }, 10'000)) return nullptr;
    return peer;
}

void GatewayFixture::sendLogIn(RawPeer &peer, quint64 account, quint64 device, quint64 counter)
{
    LogIn message;
    message.request = {1};
    message.account = {account};
    message.device = {device};
    message.start_counter = counter;
    peer.send(message);
}

std::unique_ptr<RawPeer> GatewayFixture::logIn(quint64 account, quint64 device)
{
    auto peer = greet();
    if (!peer) return nullptr;
    sendLogIn(*peer, account, device);
    if (!QTest::qWaitFor([&] { return peer->has<LoggedIn>(); }, 10'000)) return nullptr;
    return peer;
}

qint64 residentBytes()
{
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    return 0; // they keep what was freed, and more
#endif
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly)) return 0;
    return file.readAll().split(' ').value(1).toLongLong() * sysconf(_SC_PAGESIZE);
}

} // namespace chat121::test
