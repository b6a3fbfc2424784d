// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A WebSocket client that may do everything wrong: it sends the bytes that a test tells it to, and
// collects what comes back. Needs a running event loop; nothing in it blocks.
// Threads: that of the test.
#pragma once

#include "common/protocol/chunks.h"
#include "common/protocol/frame.h"

#include <QList>
#include <QSslCipher>
#include <QSslSocket>

#include <functional>
#include <memory>
#include <optional>

namespace chat121::test {

enum class Security : quint8 { Plain, Tls };

class RawPeer final : public QObject {
    Q_OBJECT

public:
    struct Frame {
        int opcode = 0;
        QByteArray payload{};
    };
    enum Opcode : int { Continuation = 0, TextFrame = 1, Binary = 2, Close = 8, Ping = 9, Pong = 10 };

    explicit RawPeer(Security security);
    ~RawPeer() override;

    // `from`: another loopback address counts as another machine.
    void connectTo(quint16 port, const QString &from = QStringLiteral("127.0.0.1"));
    void setProtocol(QSsl::SslProtocol protocol);
    void setCipher(const QString &name); // of TLS 1.2
    void stopReading();                  // and let the kernel's buffers fill up
    void goOnReading();
    void answerPings(bool yes) { m_answers_pings = yes; }

    void writeRaw(const QByteArray &bytes);
    // The request that opens a WebSocket. `more` lines end with CRLF.
    void upgrade(const QByteArray &more = {});
    void sendFrame(int opcode, const QByteArray &payload, bool is_last = true);
    // A header that announces a length, without the payload.
    void announce(quint64 length);

    template <typename Message>
    void send(const Message &message)
    {
        sendFrame(Binary, protocol::encodeFrame(message));
    }

    bool isConnected() const { return m_socket->state() == QAbstractSocket::ConnectedState; }
    bool isEncrypted() const { return m_socket->isEncrypted(); }
    QSslCipher cipher() const { return m_socket->sessionCipher(); }
    bool isOpen() const { return m_is_open; }      // 101 was answered
    bool isEnded() const { return m_is_ended; }    // the connection is over
    int status() const { return m_status; }        // of the HTTP answer; 0: none
    int closeCode() const { return m_close_code; } // 0: no close frame has come
    QByteArray unparsed() const { return m_input; }
    int pings() const { return m_pings; }

    // Whole messages, chunks put together.
    const QList<QByteArray> &messages() const { return m_messages; }
    template <typename Message>
    QList<Message> all() const
    {
        QList<Message> found;
        for (const QByteArray &message : m_messages) {
            if (const auto decoded = protocol::decodeFrame<Message>(message)) found.append(*decoded);
        }
        return found;
    }
    template <typename Message>
    bool has() const
    {
        return !all<Message>().isEmpty();
    }
    template <typename Message>
    Message last() const
    {
        return all<Message>().isEmpty() ? Message{} : all<Message>().constLast();
    }
    void forget() { m_messages.clear(); }

    // From now on messages go there and are not collected.
    void listen(std::function<void(const QByteArray &)> listener) { m_listener = std::move(listener); }

    QTcpSocket *socket() const { return m_socket.get(); }

private:
    void read();
    bool takeAnswer();
    bool takeFrame();
    void onFrame(const Frame &frame);

    std::unique_ptr<QSslSocket> m_socket; // a plain one unless encryption is started
    Security m_security;
    bool m_answers_pings = true;
    bool m_is_reading = true;
    bool m_is_open = false;
    bool m_is_ended = false;
    int m_status = 0;
    int m_close_code = 0;
    int m_pings = 0;
    QByteArray m_input;
    qsizetype m_taken = 0; // of m_input, by whole frames
    QList<QByteArray> m_messages;
    protocol::ChunkAssembler m_chunks;
    std::function<void(const QByteArray &)> m_listener;
};

} // namespace chat121::test
