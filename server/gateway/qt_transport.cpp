// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/gateway/qt_transport.h"

#include "common/base/limits.h"

#include <QSslSocket>
#include <QWebSocket>

namespace chat121::gateway {

namespace {

// RFC 6455, Section 7.4.1: what a peer is told whose bytes are not accepted.
bool isViolation(QWebSocketProtocol::CloseCode code)
{
    using namespace QWebSocketProtocol;
    return code == CloseCodeProtocolError || code == CloseCodeDatatypeNotSupported ||
           code == CloseCodeWrongDatatype || code == CloseCodePolicyViolated || code == CloseCodeTooMuchData;
}

} // namespace

QtTransport::QtTransport(std::unique_ptr<QWebSocket> web_socket, QTcpSocket *socket)
    : m_web_socket(std::move(web_socket))
    , m_socket(socket)
    , m_tls(qobject_cast<QSslSocket *>(socket))
{
    m_web_socket->setParent(nullptr);
    m_web_socket->setMaxAllowedIncomingFrameSize(limits::kFrameBytesMax);
    m_web_socket->setMaxAllowedIncomingMessageSize(limits::kFrameBytesMax);
    m_socket->setReadBufferSize(limits::kReceiveBufferBytesMax);
    connectSignals();
}

QtTransport::~QtTransport()
{
    m_is_closed = true;
    m_web_socket->disconnect(this);
    if (m_socket) {
        m_socket->disconnect(this);
        m_socket->abort();
    }
    // Either of them may be what called us.
    m_web_socket.release()->deleteLater();
    if (m_socket) m_socket->deleteLater();
}

void QtTransport::connectSignals()
{
    QWebSocket *const web_socket = m_web_socket.get();
    connect(web_socket, &QWebSocket::binaryMessageReceived, this, &Transport::frameReceived);
    connect(web_socket, &QWebSocket::binaryFrameReceived, this, [this](const QByteArray &, bool is_last) {
        if (!is_last) Q_EMIT fragmentReceived();
    });
    connect(web_socket, &QWebSocket::textFrameReceived, this, [this] { close(CloseCode::Unsupported); });
    connect(web_socket, &QWebSocket::pong, this, &Transport::ponged);
    connect(web_socket, &QWebSocket::aboutToClose, this, [this, web_socket] {
        const auto code = web_socket->closeCode();
        if (isViolation(code)) Q_EMIT violated(static_cast<quint16>(code));
    });
    connect(web_socket, &QWebSocket::disconnected, this, &QtTransport::onDisconnected);
    connect(m_socket, &QTcpSocket::readyRead, this, [this] {
        if (unsentBytes() > limits::kSendQueueBytesMax) abort();
    });
    if (m_tls)
        connect(m_tls, &QSslSocket::encryptedBytesWritten, this, &Transport::drained);
    else
        connect(m_socket, &QTcpSocket::bytesWritten, this, &Transport::drained);
}

void QtTransport::onDisconnected()
{
    if (m_is_closed) return;
    m_is_closed = true;
    Q_EMIT closed();
}

void QtTransport::send(const QByteArray &frame)
{
    if (!m_is_closed) m_web_socket->sendBinaryMessage(frame);
}

qint64 QtTransport::unsentBytes() const
{
    if (!m_socket) return 0;
    return m_socket->bytesToWrite() + (m_tls ? m_tls->encryptedBytesToWrite() : 0);
}

void QtTransport::ping()
{
    if (!m_is_closed) m_web_socket->ping();
}

void QtTransport::close(CloseCode code)
{
    if (!m_is_closed) m_web_socket->close(static_cast<QWebSocketProtocol::CloseCode>(code));
}

void QtTransport::abort()
{
    if (m_is_closed) return;
    if (m_socket) m_socket->abort();
    onDisconnected();
}

} // namespace chat121::gateway
