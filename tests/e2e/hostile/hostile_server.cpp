// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/e2e/hostile/hostile_server.h"

#include "common/base/clock.h"
#include "common/protocol/messages/session.h"

#include <QDir>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QUrl>
#include <QWebSocket>

namespace chat121::e2e {

namespace {

QSslConfiguration tlsWith(const ops::TlsIdentity &identity)
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setProtocol(QSsl::TlsV1_3OrLater);
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    configuration.setLocalCertificateChain(QSslCertificate::fromData(identity.certificate_pem));
    configuration.setPrivateKey(QSslKey(identity.private_key_pem, QSsl::Ec));
    return configuration;
}

} // namespace

HostileServer::HostileServer(ServerProcess &server, const QString &folder)
    : m_server(server)
    , m_listener(QStringLiteral("hostile"), QWebSocketServer::SecureMode)
{
    QDir().mkpath(folder);
    QFile::setPermissions(folder,
                          QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner); // as the server wants it
    const auto tls = ops::loadOrMakeTlsIdentity(folder, SystemClock().now());
    if (!tls) return;
    m_tls = *tls;
    m_listener.setSslConfiguration(tlsWith(m_tls));
    connect(&m_listener, &QWebSocketServer::newConnection, this, &HostileServer::accept);
    m_listener.listen(QHostAddress::LocalHost, 0);
    server.setPublicPort(m_listener.serverPort());
}

HostileServer::~HostileServer()
{
    for (const auto &line : std::exchange(m_lines, {})) {
        line->client->disconnect(this);
        line->server->disconnect(this);
    }
}

// --- connections ----------------------------------------------------------------------------------

void HostileServer::accept()
{
    while (QWebSocket *client = m_listener.nextPendingConnection()) {
        auto line = std::make_shared<Line>();
        line->client = client;
        client->setParent(this);
        line->server = new QWebSocket(QString(), QWebSocketProtocol::VersionLatest, this);
        m_lines.append(line);
        connect(client, &QWebSocket::binaryMessageReceived, this,
                [this, line](const QByteArray &frame) { receive(line, Way::ToServer, frame); });
        connect(line->server, &QWebSocket::binaryMessageReceived, this,
                [this, line](const QByteArray &frame) { receive(line, Way::ToClient, frame); });
        connect(line->server, &QWebSocket::connected, this, [line] {
            for (const QByteArray &frame : std::exchange(line->waiting, {}))
                line->server->sendBinaryMessage(frame);
        });
        connect(client, &QWebSocket::disconnected, this, [this, line] { end(line); });
        connect(line->server, &QWebSocket::disconnected, this, [this, line] { end(line); });
        QSslConfiguration trusting = QSslConfiguration::defaultConfiguration();
        trusting.setPeerVerifyMode(QSslSocket::VerifyNone);
        line->server->setSslConfiguration(trusting);
        line->server->open(QUrl(QStringLiteral("wss://127.0.0.1:%1/").arg(m_server.port())));
    }
}

void HostileServer::end(const std::shared_ptr<Line> &line)
{
    if (!m_lines.removeOne(line)) return;
    for (QWebSocket *socket : {line->client, line->server}) {
        socket->disconnect(this);
        socket->abort();
        socket->deleteLater();
    }
}

void HostileServer::cut(AccountId who)
{
    const auto lines = m_lines;
    for (const auto &line : lines)
        if (line->who == who || who == kEverybody) end(line);
}

DeviceId HostileServer::deviceOf(AccountId who) const
{
    for (const auto &line : m_lines)
        if (line->who == who) return line->device;
    return {};
}

// --- messages -------------------------------------------------------------------------------------

void HostileServer::addRule(AccountId who, Way way, Bend bend)
{
    m_rules.append({who, way, std::move(bend)});
}

void HostileServer::receive(const std::shared_ptr<Line> &line, Way way, const QByteArray &frame)
{
    QByteArray message = frame;
    if (const auto chunk = protocol::decodeFrame<protocol::Chunk>(frame)) {
        auto whole = (way == Way::ToClient ? line->to_client : line->to_server).add(*chunk);
        if (!whole || !*whole) return;
        message = **whole;
    }
    if (way == Way::ToServer) note(*line, message);
    m_passed.append({line->who, way, message});
    for (const QByteArray &instead : bent(line->who, way, message))
        send(*line, way, instead);
}

void HostileServer::note(Line &line, const QByteArray &message)
{
    const auto log_in = protocol::decodeFrame<protocol::LogIn>(message);
    if (!log_in) return;
    line.who = log_in->account;
    line.device = log_in->device;
    if (!m_known.contains(line.who)) m_known.append(line.who);
}

QList<QByteArray> HostileServer::bent(AccountId who, Way way, const QByteArray &message)
{
    QList<QByteArray> messages = {message};
    const QList<Rule> rules = m_rules; // a rule may end the rules
    for (const Rule &rule : rules) {
        if (rule.way != way || (rule.who != kEverybody && rule.who != who)) continue;
        QList<QByteArray> next;
        for (const QByteArray &one : std::as_const(messages))
            next += rule.bend(one);
        messages = next;
    }
    return messages;
}

void HostileServer::send(Line &line, Way way, const QByteArray &message)
{
    QWebSocket &socket = way == Way::ToClient ? *line.client : *line.server;
    const bool is_open = socket.state() == QAbstractSocket::ConnectedState;
    for (const QByteArray &frame : protocol::toFrames(message)) {
        if (is_open)
            socket.sendBinaryMessage(frame);
        else if (way == Way::ToServer)
            line.waiting.append(frame);
    }
}

bool HostileServer::pass(AccountId who, Way way, const QByteArray &message)
{
    bool is_there = false;
    for (const auto &line : std::as_const(m_lines)) {
        if (line->who != who) continue;
        send(*line, way, message);
        is_there = true;
    }
    return is_there;
}

QList<QByteArray> HostileServer::everythingHeard() const
{
    QList<QByteArray> messages;
    for (const Passed &passed : m_passed)
        messages.append(passed.message);
    return messages;
}

quint64 HostileServer::incarnationOf(AccountId who, LogId log) const
{
    quint64 incarnation = 0;
    for (const auto &push : heard<protocol::EnvelopePushed>(who, Way::ToClient))
        if (push.envelope.log == log) incarnation = push.incarnation;
    return incarnation;
}

QList<protocol::Envelope> HostileServer::envelopes(AccountId who, LogId log) const
{
    QList<protocol::Envelope> found;
    for (const auto &push : heard<protocol::EnvelopePushed>(who, Way::ToClient))
        if (push.envelope.log == log) found.append(push.envelope);
    for (const auto &answer : heard<protocol::Envelopes>(who, Way::ToClient))
        for (const protocol::Envelope &envelope : answer.envelopes.items)
            if (envelope.log == log) found.append(envelope);
    return found;
}

} // namespace chat121::e2e
