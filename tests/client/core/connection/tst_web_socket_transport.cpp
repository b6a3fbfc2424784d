// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The real WebSocket: one pinned key under TLS 1.3 and nothing else, and a name for everything that
// answers in its place.

#include "client/core/connection/web_socket_transport.h"
#include "common/protocol/messages/session.h"
#include "tests/client/core/connection/fake_server.h"
#include "tests/client/core/connection/plain_loopback.h"
#include "tests/support/test_main.h"

#include <QFile>
#include <QSignalSpy>
#include <QSslCertificate>
#include <QSslKey>
#include <QTcpServer>
#include <QTcpSocket>
#include <QtTest>

namespace chat121::test {

namespace {

QByteArray data(const QString &name)
{
    QFile file(QFINDTESTDATA("data/" + name));
    if (!file.open(QIODevice::ReadOnly)) qFatal("no test data %s", qPrintable(name));
    return file.readAll();
}

QSslCertificate certificate(const QString &name)
{
    return QSslCertificate(data(name + QStringLiteral(".certificate.pem")));
}

crypto::Hash pinOf(const QString &name)
{
    return crypto::sha256(certificate(name).publicKey().toDer());
}

QSslConfiguration serverTls(QSsl::SslProtocol protocol)
{
    QSslConfiguration tls;
    tls.setLocalCertificate(certificate(QStringLiteral("server")));
    tls.setPrivateKey(QSslKey(data(QStringLiteral("server.key.pem")), QSsl::Ec));
    tls.setProtocol(protocol);
    tls.setPeerVerifyMode(QSslSocket::VerifyNone);
    return tls;
}

identity::HostPort here(quint16 port)
{
    return {QStringLiteral("127.0.0.1"), port};
}

// Whoever says something gets this answer and is closed.
void answerWith(QTcpServer &web, const QByteArray &answer)
{
    QObject::connect(&web, &QTcpServer::newConnection, &web, [&web, answer] {
        QTcpSocket *socket = web.nextPendingConnection();
        QObject::connect(socket, &QTcpSocket::readyRead, socket, [socket, answer] {
            socket->write(answer);
            socket->disconnectFromHost();
        });
    });
}

// Watches one transport from open() to its end.
struct Watch {
    explicit Watch(std::unique_ptr<Transport> watched)
        : transport(std::move(watched))
        , opened(transport.get(), &Transport::opened)
        , received(transport.get(), &Transport::received)
    {
        QObject::connect(transport.get(), &Transport::closed, transport.get(),
                         [this](const ConnectionFailure &failure) { failures.append(failure); });
    }
    ConnectionFault fault() const { return failures.value(0).fault; }

    std::unique_ptr<Transport> transport;
    QSignalSpy opened;
    QSignalSpy received;
    QList<ConnectionFailure> failures;
};

} // namespace

class TestWebSocketTransport final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void thePinnedKeyOpens()
    {
        FakeServer server(serverTls(QSsl::TlsV1_3));
        Watch watch(pinnedWebSockets(pinOf(QStringLiteral("server")))());
        watch.transport->open(here(server.port()));
        QVERIFY(watch.opened.isEmpty());
        QTRY_COMPARE(watch.opened.size(), 1);
        QVERIFY(watch.opened.at(0).at(0).value<crypto::Hash>() == pinOf(QStringLiteral("server")));
        watch.transport->send(protocol::encodeFrame(protocol::Hello{}));
        QTRY_COMPARE(watch.received.size(), 1);
        QVERIFY(
            protocol::decodeFrame<protocol::Welcome>(watch.received.at(0).at(0).toByteArray()).has_value());
        server.cut();
        QTRY_COMPARE(watch.failures.size(), 1);
        QCOMPARE(watch.fault(), ConnectionFault::Closed);
    }

    void anotherKeyIsRefusedBeforeAWord()
    {
        FakeServer server(serverTls(QSsl::TlsV1_3));
        int frames = 0;
        server.intercept = [&frames](protocol::MessageType, const QByteArray &) { return ++frames > 0; };
        Watch watch(pinnedWebSockets(pinOf(QStringLiteral("other")))());
        watch.transport->open(here(server.port()));
        watch.transport->send("too early");
        QTRY_COMPARE(watch.failures.size(), 1);
        QCOMPARE(watch.fault(), ConnectionFault::WrongPin);
        QVERIFY(watch.opened.isEmpty());
        QTest::qWait(50);
        QCOMPARE(frames, 0);
        QCOMPARE(server.connections(), 0);
    }

    void anOlderTlsIsRefused()
    {
        FakeServer server(serverTls(QSsl::TlsV1_2));
        Watch watch(pinnedWebSockets(pinOf(QStringLiteral("server")))());
        watch.transport->open(here(server.port()));
        QTRY_COMPARE(watch.failures.size(), 1);
        QCOMPARE(watch.fault(), ConnectionFault::TlsRefused);
        QVERIFY(watch.opened.isEmpty());
    }

    void aServerWithoutTlsIsRefused()
    {
        QTcpServer web;
        QVERIFY(web.listen(QHostAddress::LocalHost));
        answerWith(web, "HTTP/1.1 400 Bad Request\r\n\r\n");
        Watch watch(pinnedWebSockets(pinOf(QStringLiteral("server")))());
        watch.transport->open(here(web.serverPort()));
        QTRY_COMPARE(watch.failures.size(), 1);
        QCOMPARE(watch.fault(), ConnectionFault::TlsRefused);
        QVERIFY(watch.opened.isEmpty());
    }

    void nobodyThereIsUnreachable()
    {
        QTcpServer closed;
        QVERIFY(closed.listen(QHostAddress::LocalHost));
        const quint16 port = closed.serverPort();
        closed.close();
        Watch watch(pinnedWebSockets(pinOf(QStringLiteral("server")))());
        watch.transport->open(here(port));
        QVERIFY(watch.failures.isEmpty());
        QTRY_COMPARE(watch.failures.size(), 1);
        QCOMPARE(watch.fault(), ConnectionFault::Unreachable);
    }

    void aWebServerIsNoChatServer_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::newRow("404") << QByteArray("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
        QTest::newRow("a page") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
        QTest::newRow("rubbish") << QByteArray("\0\1\2\3\r\n\r\n", 8);
        QTest::newRow("nothing") << QByteArray();
    }
    void aWebServerIsNoChatServer()
    {
        QFETCH(QByteArray, answer);
        QTcpServer web;
        QVERIFY(web.listen(QHostAddress::LocalHost));
        answerWith(web, answer);
        Watch watch(plainWebSockets(PlainLoopbackKey::permission())());
        watch.transport->open(here(web.serverPort()));
        QTRY_COMPARE(watch.failures.size(), 1);
        QCOMPARE(watch.fault(), ConnectionFault::NotAChatServer);
    }

    // A server that is just being killed: no reason to alarm anybody.
    void whoHangsUpInTheGreetingIsUnreachable()
    {
        QTcpServer dying;
        QVERIFY(dying.listen(QHostAddress::LocalHost));
        answerWith(dying, {});
        Watch watch(pinnedWebSockets(crypto::Hash{})());
        watch.transport->open(here(dying.serverPort()));
        QTRY_COMPARE(watch.failures.size(), 1);
        QCOMPARE(watch.fault(), ConnectionFault::Unreachable);
    }

    void withoutTlsOnlyThisMachineIsReached_data()
    {
        QTest::addColumn<QString>("host");
        QTest::newRow("a name") << QStringLiteral("chat.example");
        QTest::newRow("an address") << QStringLiteral("192.0.2.1");
        QTest::newRow("looks like loopback") << QStringLiteral("127.0.0.1.example");
    }
    void withoutTlsOnlyThisMachineIsReached()
    {
        QFETCH(QString, host);
        Watch watch(plainWebSockets(PlainLoopbackKey::permission())());
        watch.transport->open({host, 8121});
        QTRY_COMPARE(watch.failures.size(), 1);
        QCOMPARE(watch.fault(), ConnectionFault::TlsRefused);
    }

    void strangeFramesEndIt_data()
    {
        QTest::addColumn<bool>("is_text");
        QTest::addColumn<int>("size");
        QTest::newRow("a text frame") << true << 5;
        QTest::newRow("a frame too large") << false << int(limits::kFrameBytesMax + 1);
    }
    void strangeFramesEndIt()
    {
        QFETCH(bool, is_text);
        QFETCH(int, size);
        QWebSocketServer server(QStringLiteral("strange"), QWebSocketServer::NonSecureMode);
        QVERIFY(server.listen(QHostAddress::LocalHost));
        connect(&server, &QWebSocketServer::newConnection, this, [&server, is_text, size] {
            QWebSocket *socket = server.nextPendingConnection();
            socket->setParent(&server);
            if (is_text)
                socket->sendTextMessage(QString(size, u'x'));
            else
                socket->sendBinaryMessage(QByteArray(size, 'x'));
        });
        Watch watch(plainWebSockets(PlainLoopbackKey::permission())());
        watch.transport->open(here(server.serverPort()));
        QTRY_COMPARE(watch.failures.size(), 1);
        QVERIFY(watch.fault() == ConnectionFault::Nonsense || watch.fault() == ConnectionFault::Closed);
        QVERIFY(watch.received.isEmpty());
    }

    void closingIsSaidOnce()
    {
        FakeServer server(std::nullopt);
        Watch watch(plainWebSockets(PlainLoopbackKey::permission())());
        watch.transport->open(here(server.port()));
        QTRY_COMPARE(watch.opened.size(), 1);
        watch.transport->close();
        watch.transport->close();
        server.cut();
        QTRY_COMPARE(watch.failures.size(), 1);
        QTest::qWait(30);
        QCOMPARE(watch.failures.size(), 1);
    }
};

} // namespace chat121::test

CHAT121_TEST_MAIN(chat121::test::TestWebSocketTransport)
#include "tst_web_socket_transport.moc"
