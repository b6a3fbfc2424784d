// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/gateway/handshakes.h"

#include "common/base/log.h"
#include "server/gateway/origin.h"
#include "server/gateway/qt_transport.h"

#include <QSslSocket>
#include <QWebSocket>
#include <QWebSocketCorsAuthenticator>

#include <algorithm>

#include <unistd.h>

namespace chat121::gateway {

namespace {

// For a person who opened the address in a browser.
constexpr QByteArrayView kNotAWebSocket =
    "HTTP/1.1 426 Upgrade Required\r\nUpgrade: websocket\r\nConnection: close\r\n"
    "Content-Type: text/plain; charset=utf-8\r\nContent-Length: 57\r\n\r\n"
    "This is a Chat Live 121 server. Open it with the client.\n";

constexpr QByteArrayView kEndOfHeader = "\r\n\r\n";

bool asksForWebSocket(QByteArrayView header)
{
    return header.startsWith("GET ") && header.toByteArray().toLower().contains("\r\nupgrade:");
}

} // namespace

Handshakes::Handshakes(const Options &options, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_options(options)
    , m_clock(clock)
    , m_upgrader(QStringLiteral("chat121"), QWebSocketServer::NonSecureMode)
{
    m_upgrader.setMaxPendingConnections(limits::kPendingConnectionsMax);
    connect(&m_upgrader, &QWebSocketServer::originAuthenticationRequired, this,
            [this](QWebSocketCorsAuthenticator *question) {
                question->setAllowed(isAllowedOrigin(question->origin(), m_options.origins));
            });
    connect(&m_upgrader, &QWebSocketServer::newConnection, this, &Handshakes::onWebSocket);
}

Handshakes::~Handshakes()
{
    abortAll();
}

QTcpSocket *Handshakes::makeSocket(qintptr descriptor)
{
    std::unique_ptr<QTcpSocket> socket =
        m_options.tls ? std::make_unique<QSslSocket>() : std::make_unique<QTcpSocket>();
    if (!socket->setSocketDescriptor(descriptor)) {
        ::close(static_cast<int>(descriptor));
        return nullptr;
    }
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    socket->setReadBufferSize(limits::kRequestHeaderBytesMax);
    return socket.release();
}

void Handshakes::take(const Arrival &arrival)
{
    if (pending() >= m_options.pending_max) fail(m_pending.begin()->first);
    QTcpSocket *const socket = makeSocket(arrival.descriptor);
    if (!socket) return Q_EMIT failed(arrival.address);

    const Serial serial = ++m_last;
    m_pending[serial] = {socket, arrival.address, m_clock.steady() + m_options.handshake_timeout, false};
    connect(socket, &QTcpSocket::readyRead, this, [this, serial] { onReadable(serial); });
    connect(socket, &QTcpSocket::disconnected, this, [this, serial] { fail(serial); });
    connect(socket, &QTcpSocket::errorOccurred, this, [this, serial] { fail(serial); });
    auto *const tls = qobject_cast<QSslSocket *>(socket);
    if (tls) {
        tls->setSslConfiguration(*m_options.tls);
        tls->startServerEncryption();
    } else if (socket->bytesAvailable() > 0) {
        onReadable(serial);
    }
}

// Looks at the request without taking it; QWebSocketServer gets it only when it is whole.
void Handshakes::onReadable(Serial serial)
{
    const auto found = m_pending.find(serial);
    if (found == m_pending.end() || found->second.is_handed_over) return;
    QTcpSocket *const socket = found->second.socket;
    const QByteArray header = socket->peek(limits::kRequestHeaderBytesMax);
    const bool is_whole = header.contains(kEndOfHeader);
    if (!is_whole && header.size() >= limits::kRequestHeaderBytesMax) return fail(serial);
    if (!is_whole) return;
    if (!asksForWebSocket(header)) {
        socket->write(kNotAWebSocket.data(), kNotAWebSocket.size());
        found->second.is_handed_over = true; // to nobody: it ends when everything is sent
        return socket->disconnectFromHost();
    }
    found->second.is_handed_over = true;
    m_upgrader.handleConnection(socket);
}

void Handshakes::onWebSocket()
{
    while (m_upgrader.hasPendingConnections()) {
        std::unique_ptr<QWebSocket> web_socket(m_upgrader.nextPendingConnection());
        const auto found = std::find_if(m_pending.begin(), m_pending.end(), [&](const auto &entry) {
            const Pending &pending = entry.second;
            return pending.is_handed_over && pending.socket->peerPort() == web_socket->peerPort() &&
                   pending.socket->peerAddress() == web_socket->peerAddress();
        });
        if (found == m_pending.end()) continue;
        const Pending pending = found->second;
        m_pending.erase(found);
        disconnect(pending.socket, nullptr, this, nullptr);
        Q_EMIT opened(new QtTransport(std::move(web_socket), pending.socket), pending.address);
    }
}

void Handshakes::fail(Serial serial)
{
    const auto found = m_pending.find(serial);
    if (found == m_pending.end()) return;
    const Pending pending = found->second;
    m_pending.erase(found);
    disconnect(pending.socket, nullptr, this, nullptr);
    pending.socket->abort();
    pending.socket->deleteLater();
    Q_EMIT failed(pending.address);
}

void Handshakes::sweep()
{
    const std::chrono::milliseconds now = m_clock.steady();
    while (!m_pending.empty() && m_pending.begin()->second.deadline <= now)
        fail(m_pending.begin()->first);
}

void Handshakes::abortAll()
{
    while (!m_pending.empty())
        fail(m_pending.begin()->first);
}

} // namespace chat121::gateway
