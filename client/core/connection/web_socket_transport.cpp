// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/connection/web_socket_transport.h"

#include "common/base/limits.h"

#include <QHostAddress>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslSocket>
#include <QUrl>
#include <QWebSocket>

namespace chat121 {

using namespace Qt::StringLiterals;

namespace {

bool isLoopback(const QString &host)
{
    return host == "localhost"_L1 || QHostAddress(host).isLoopback();
}

QUrl urlOf(const identity::HostPort &endpoint, bool is_tls)
{
    QUrl url;
    url.setScheme(is_tls ? u"wss"_s : u"ws"_s);
    url.setHost(endpoint.host);
    url.setPort(endpoint.port);
    url.setPath(u"/"_s);
    return url;
}

// No certificate authority is trusted, so that Qt asks about every certificate.
QSslConfiguration pinnedTls()
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setProtocol(QSsl::TlsV1_3);
    tls.setPeerVerifyMode(QSslSocket::VerifyPeer);
    tls.setCaCertificates({});
    return tls;
}

// Hung up in the middle of the greeting. With a pin nobody is asked for more who did not show the key,
// so that is a server that is being restarted, or a line that broke.
ConnectionFault hungUp(bool has_pin, bool is_proven)
{
    if (!has_pin) return ConnectionFault::NotAChatServer;
    return is_proven ? ConnectionFault::Closed : ConnectionFault::Unreachable;
}

} // namespace

WebSocketTransport::WebSocketTransport(const crypto::Hash &pin)
    : m_pin(pin)
{
}

WebSocketTransport::WebSocketTransport(PlainLoopback) {}

WebSocketTransport::~WebSocketTransport()
{
    if (m_socket) m_socket->disconnect(this);
}

void WebSocketTransport::open(const identity::HostPort &endpoint)
{
    if (!m_pin && !isLoopback(endpoint.host)) return end(ConnectionFault::TlsRefused, u"not without TLS"_s);
    m_socket = std::make_unique<QWebSocket>();
    m_socket->setMaxAllowedIncomingFrameSize(limits::kFrameBytesMax);
    m_socket->setMaxAllowedIncomingMessageSize(limits::kFrameBytesMax);
    if (m_pin) m_socket->setSslConfiguration(pinnedTls());
    connectSignals();
    m_socket->open(urlOf(endpoint, m_pin.has_value()));
    if (auto *tcp = m_socket->findChild<QTcpSocket *>())
        connect(tcp, &QTcpSocket::connected, this, [this] { m_reached = true; });
}

void WebSocketTransport::connectSignals()
{
    connect(m_socket.get(), &QWebSocket::connected, this, &WebSocketTransport::onConnected);
    connect(m_socket.get(), &QWebSocket::disconnected, this, &WebSocketTransport::onDisconnected);
    connect(m_socket.get(), &QWebSocket::sslErrors, this, &WebSocketTransport::checkCertificate);
    connect(m_socket.get(), QOverload<QAbstractSocket::SocketError>::of(&QWebSocket::error), this,
            &WebSocketTransport::onSocketError);
    connect(m_socket.get(), &QWebSocket::pong, this, &Transport::ponged);
    connect(m_socket.get(), &QWebSocket::binaryMessageReceived, this, [this](const QByteArray &frame) {
        if (m_open) Q_EMIT received(frame);
    });
    connect(m_socket.get(), &QWebSocket::textMessageReceived, this,
            [this] { end(ConnectionFault::Nonsense, u"a text frame"_s); });
}

QSslSocket *WebSocketTransport::tlsSocket() const
{
    return m_socket->findChild<QSslSocket *>();
}

void WebSocketTransport::checkCertificate(const QList<QSslError> &)
{
    const QSslSocket *tls = tlsSocket();
    const QByteArray public_key = tls ? tls->peerCertificate().publicKey().toDer() : QByteArray();
    m_pin_seen = m_pin && !public_key.isEmpty() && crypto::sha256(public_key) == *m_pin;
    if (m_pin_seen)
        m_socket->ignoreSslErrors();
    else
        end(ConnectionFault::WrongPin, u"another public key than the pinned one"_s);
}

void WebSocketTransport::onConnected()
{
    const QSslSocket *tls = tlsSocket();
    const bool is_proven = m_pin_seen && tls && tls->isEncrypted() && tls->sessionProtocol() == QSsl::TlsV1_3;
    if (m_pin && !is_proven) return end(ConnectionFault::TlsRefused, u"no TLS 1.3 with the pinned key"_s);
    if (auto *tcp = m_socket->findChild<QTcpSocket *>())
        tcp->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_open = true;
    Q_EMIT opened(m_pin.value_or(crypto::Hash()));
}

void WebSocketTransport::onDisconnected()
{
    const QString detail = u"closed, code %1"_s.arg(m_socket->closeCode());
    if (m_open) return end(ConnectionFault::Closed, detail);
    end(m_reached ? hungUp(m_pin.has_value(), m_pin_seen) : ConnectionFault::Unreachable, detail);
}

void WebSocketTransport::onSocketError()
{
    const QAbstractSocket::SocketError error = m_socket->error();
    const QString detail = u"socket error %1"_s.arg(error);
    if (m_open) return end(ConnectionFault::Closed, detail);
    if (!m_reached) return end(ConnectionFault::Unreachable, detail);
    if (error == QAbstractSocket::RemoteHostClosedError)
        return end(hungUp(m_pin.has_value(), m_pin_seen), detail);
    const QSslSocket *tls = tlsSocket();
    const bool is_encrypted = tls && tls->isEncrypted();
    const bool is_tls_error = error == QAbstractSocket::SslHandshakeFailedError ||
                              error == QAbstractSocket::SslInvalidUserDataError;
    if (m_pin && is_tls_error && !is_encrypted) return end(ConnectionFault::TlsRefused, detail);
    end(ConnectionFault::NotAChatServer, detail);
}

void WebSocketTransport::end(ConnectionFault fault, const QString &detail)
{
    if (std::exchange(m_ended, true)) return;
    m_open = false;
    if (m_socket) m_socket->disconnect(this);
    QMetaObject::invokeMethod(
        this,
        [this, fault, detail] {
            if (m_socket) m_socket->abort();
            Q_EMIT closed({fault, Code::Network, protocol::Reason::None, detail, false});
        },
        Qt::QueuedConnection);
}

void WebSocketTransport::send(const QByteArray &frame)
{
    if (m_open) m_socket->sendBinaryMessage(frame);
}

void WebSocketTransport::ping()
{
    if (m_open) m_socket->ping();
}

void WebSocketTransport::close()
{
    if (m_open) m_socket->close();
    end(ConnectionFault::Closed, u"closed here"_s);
}

qint64 WebSocketTransport::bytesToWrite() const
{
    return m_open ? m_socket->bytesToWrite() : 0;
}

TransportFactory pinnedWebSockets(const crypto::Hash &pin)
{
    return [pin] { return std::make_unique<WebSocketTransport>(pin); };
}

TransportFactory plainWebSockets(PlainLoopback permission)
{
    return [permission] { return std::make_unique<WebSocketTransport>(permission); };
}

} // namespace chat121
