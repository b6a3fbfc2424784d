// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/server/gateway/raw_peer.h"

#include "common/protocol/messages/session.h"

#include <QSslConfiguration>
#include <QtEndian>

namespace chat121::test {

namespace {

constexpr char kFinal = char(0x80);
constexpr char kMasked = char(0x80);
constexpr int kLength16 = 126;
constexpr int kLength64 = 127;

template <typename Number>
QByteArray bigEndian(Number number)
{
    QByteArray bytes(sizeof(number), Qt::Uninitialized);
    qToBigEndian(number, bytes.data());
    return bytes;
}

QByteArray lengthOf(quint64 length)
{
    if (length < kLength16) return QByteArray(1, static_cast<char>(kMasked | static_cast<char>(length)));
    if (length <= 0xffff)
        return QByteArray(1, static_cast<char>(kMasked | kLength16)) +
               bigEndian(static_cast<quint16>(length));
    return QByteArray(1, static_cast<char>(kMasked | kLength64)) + bigEndian(length);
}

} // namespace

RawPeer::RawPeer(Security security)
    : m_socket(std::make_unique<QSslSocket>())
    , m_security(security)
{
    m_socket->setPeerVerifyMode(QSslSocket::VerifyNone);
    setProtocol(QSsl::TlsV1_3OrLater);
    connect(m_socket.get(), &QSslSocket::readyRead, this, &RawPeer::read);
    connect(m_socket.get(), &QSslSocket::disconnected, this, [this] {
        read();
        m_is_ended = true;
    });
    connect(m_socket.get(), &QSslSocket::errorOccurred, this, [this] { m_is_ended = true; });
    connect(m_socket.get(), &QSslSocket::connected, this, [this] {
        m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        if (m_security == Security::Tls) m_socket->startClientEncryption();
    });
}

RawPeer::~RawPeer()
{
    m_socket->disconnect(this);
}

void RawPeer::setProtocol(QSsl::SslProtocol protocol)
{
    QSslConfiguration configuration = m_socket->sslConfiguration();
    configuration.setProtocol(protocol);
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    m_socket->setSslConfiguration(configuration);
}

void RawPeer::setCipher(const QString &name)
{
    QSslConfiguration configuration = m_socket->sslConfiguration();
    configuration.setCiphers({QSslCipher(name)});
    m_socket->setSslConfiguration(configuration);
}

void RawPeer::connectTo(quint16 port, const QString &from)
{
    m_socket->bind(QHostAddress(from));
    m_socket->connectToHost(QHostAddress(QHostAddress::LocalHost), port);
}

void RawPeer::stopReading()
{
    m_is_reading = false;
    m_socket->setReadBufferSize(1);
}

void RawPeer::goOnReading()
{
    m_is_reading = true;
    m_socket->setReadBufferSize(0);
    read();
}

void RawPeer::writeRaw(const QByteArray &bytes)
{
    m_socket->write(bytes);
}

void RawPeer::upgrade(const QByteArray &more)
{
    writeRaw("GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
             "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n" +
             more + "\r\n");
}

void RawPeer::sendFrame(int opcode, const QByteArray &payload, bool is_last)
{
    // The mask is all zero: allowed, and easy to read in a trace.
    const char first = static_cast<char>((is_last ? kFinal : 0) | static_cast<char>(opcode));
    writeRaw(QByteArray(1, first) + lengthOf(static_cast<quint64>(payload.size())) + QByteArray(4, '\0') +
             payload);
}

void RawPeer::announce(quint64 length)
{
    writeRaw(QByteArray(1, static_cast<char>(kFinal | Binary)) + lengthOf(length) + QByteArray(4, '\0'));
}

void RawPeer::read()
{
    if (!m_is_reading || m_socket->bytesAvailable() == 0) return;
    m_input.append(m_socket->readAll());
    if (!m_is_open && !takeAnswer()) return;
    m_taken = 0;
    while (takeFrame()) {
    }
    m_input.remove(0, m_taken);
}

bool RawPeer::takeAnswer()
{
    const qsizetype end = m_input.indexOf("\r\n\r\n");
    if (end < 0) return false;
    m_status = m_input.mid(9, 3).toInt();
    m_is_open = m_status == 101;
    if (m_is_open) m_input.remove(0, end + 4);
    return m_is_open;
}

bool RawPeer::takeFrame()
{
    const QByteArrayView input = QByteArrayView(m_input).sliced(m_taken);
    if (input.size() < 2) return false;
    const int opcode = input[0] & 0x0f;
    quint64 length = static_cast<quint64>(input[1] & 0x7f);
    qsizetype header = 2;
    if (length == kLength16) header += 2;
    if (length == kLength64) header += 8;
    if (input.size() < header) return false;
    if (length == kLength16)
        length = qFromBigEndian<quint16>(input.data() + 2);
    else if (length == kLength64)
        length = qFromBigEndian<quint64>(input.data() + 2);
    if (static_cast<quint64>(input.size() - header) < length) return false;
    const Frame frame{opcode, input.sliced(header, static_cast<qsizetype>(length)).toByteArray()};
    m_taken += header + static_cast<qsizetype>(length);
    onFrame(frame);
    return true;
}

void RawPeer::onFrame(const Frame &frame)
{
    if (frame.opcode == Ping) {
        ++m_pings;
        if (m_answers_pings) sendFrame(Pong, frame.payload);
    }
    if (frame.opcode == Close) {
        m_close_code = frame.payload.size() >= 2 ? qFromBigEndian<quint16>(frame.payload.constData()) : 1005;
        sendFrame(Close, frame.payload);
    }
    if (frame.opcode != Binary) return;
    if (m_listener) return m_listener(frame.payload);
    const auto chunk = protocol::decodeFrame<protocol::Chunk>(frame.payload);
    if (!chunk) return m_messages.append(frame.payload);
    const auto whole = m_chunks.add(*chunk);
    if (whole && *whole) m_messages.append(**whole);
}

} // namespace chat121::test
