// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/client/core/connection/fake_server.h"

#include "common/base/limits.h"
#include "common/protocol/chunks.h"

namespace chat121::test {

using protocol::MessageType;

FakeServer::FakeServer(const std::optional<QSslConfiguration> &tls)
    : m_server(QStringLiteral("fake"), tls ? QWebSocketServer::SecureMode : QWebSocketServer::NonSecureMode)
{
    m_registrar.data.fill(0x5a);
    if (tls) m_server.setSslConfiguration(*tls);
    connect(&m_server, &QWebSocketServer::newConnection, this, &FakeServer::onConnection);
    if (!m_server.listen(QHostAddress::LocalHost)) qFatal("no port for the fake server");
}

// Sockets say that they are closed while they are deleted: nobody may listen any more.
FakeServer::~FakeServer()
{
    for (QWebSocket *socket : std::as_const(m_sockets))
        socket->disconnect(this);
}

void FakeServer::onConnection()
{
    while (QWebSocket *socket = m_server.nextPendingConnection()) {
        socket->setParent(this);
        m_sockets.append(socket);
        connect(socket, &QWebSocket::binaryMessageReceived, this,
                [this, socket](const QByteArray &frame) { onFrame(socket, frame); });
        connect(socket, &QWebSocket::disconnected, this, [this, socket] {
            m_sockets.removeOne(socket);
            m_logged_in.removeOne(socket);
            socket->deleteLater();
        });
    }
}

void FakeServer::onFrame(QWebSocket *socket, const QByteArray &frame)
{
    const MessageType type = *protocol::typeOf(frame);
    if (intercept && intercept(type, frame)) return;
    if (type == MessageType::Hello) {
        protocol::Welcome welcome;
        welcome.version = protocol::kVersionMax;
        welcome.registrar = m_registrar;
        welcome.challenge.data.fill(0x33);
        welcome.is_set_up = true;
        socket->sendBinaryMessage(protocol::encodeFrame(welcome));
    }
    if (type == MessageType::LogIn) answerLogIn(socket, frame);
    if (type == MessageType::Since) answerSince(frame);
    if (type == MessageType::Acknowledge) {
        const auto message = protocol::decodeFrame<protocol::Acknowledge>(frame).value();
        acknowledged[message.log] = qMax(acknowledged.value(message.log), message.sequence);
    }
}

void FakeServer::answerLogIn(QWebSocket *socket, const QByteArray &frame)
{
    log_ins.append(protocol::decodeFrame<protocol::LogIn>(frame).value());
    protocol::LoggedIn answer;
    answer.request = log_ins.last().request;
    for (const auto &[id, log] : m_logs) {
        const Sequence head{static_cast<quint64>(log.envelopes.size())};
        if (head > acknowledged.value(id))
            answer.heads.items.append({id, m_incarnation, head, log.floor, acknowledged.value(id)});
    }
    m_logged_in.append(socket);
    socket->sendBinaryMessage(protocol::encodeFrame(answer));
}

void FakeServer::answerSince(const QByteArray &frame)
{
    const auto since = protocol::decodeFrame<protocol::Since>(frame).value();
    ++since_count;
    protocol::Envelopes answer;
    answer.request = since.request;
    for (const protocol::Position &position : since.positions.items)
        collect(position, answer);
    send(protocol::encodeFrame(answer));
}

void FakeServer::collect(const protocol::Position &position, protocol::Envelopes &answer)
{
    const Log &log = m_logs[position.log];
    const bool is_other = position.incarnation != 0 && position.incarnation != m_incarnation;
    if (is_other || position.after.value + 1 < log.floor.value)
        answer.trimmed.items.append({position.log, m_incarnation, log.floor});
    if (is_other) return;
    for (const protocol::Envelope &envelope : log.envelopes) {
        if (envelope.sequence <= position.after || envelope.sequence < log.floor) continue;
        if (answer.envelopes.items.size() == envelopes_per_reply) {
            answer.is_complete = false;
            return;
        }
        answer.envelopes.items.append(envelope);
    }
}

protocol::Envelope FakeServer::append(LogId log, const QByteArray &body)
{
    protocol::Envelope envelope;
    envelope.log = log;
    envelope.sequence = {static_cast<quint64>(m_logs[log].envelopes.size()) + 1};
    envelope.sender = {4};
    envelope.sender_account = {5};
    envelope.body = body;
    m_logs[log].envelopes.append(envelope);
    const int count = pushes ? pushes() : 1;
    for (int i = 0; i < count; ++i)
        for (QWebSocket *socket : std::as_const(m_logged_in))
            socket->sendBinaryMessage(
                protocol::encodeFrame(protocol::EnvelopePushed{m_incarnation, envelope}));
    return envelope;
}

void FakeServer::trim(LogId log, Sequence floor)
{
    m_logs[log].floor = floor;
}

void FakeServer::send(const QByteArray &message)
{
    const QList<QByteArray> frames = protocol::toFrames(message);
    for (QWebSocket *socket : std::as_const(m_sockets))
        for (const QByteArray &frame : frames)
            socket->sendBinaryMessage(frame);
}

void FakeServer::cut()
{
    const QList<QWebSocket *> sockets = m_sockets;
    for (QWebSocket *socket : sockets)
        socket->abort();
}

} // namespace chat121::test
