// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What strangers can do before anybody knows who they are. Each row of a measurement of
// QWebSocketServer's defaults, all of them bad, is a test here.
#include "common/protocol/messages/session.h"
#include "tests/server/gateway/gateway_fixture.h"
#include "tests/support/test_main.h"

#include <QElapsedTimer>
#include <QTest>

using namespace chat121;
using namespace chat121::test;
using namespace std::chrono_literals;

namespace {

constexpr qint64 kMebibyte = 1024 * 1024;
constexpr int kPatienceMs = 10'000;

gateway::Options patient()
{
    gateway::Options options;
    options.threads = 2;
    return options;
}

gateway::Options hasty()
{
    gateway::Options options = patient();
    options.handshake_timeout = 300ms;
    options.sweep_interval = 50ms;
    return options;
}

const QString kAttacker = QStringLiteral("127.0.0.9");

std::vector<std::unique_ptr<RawPeer>> silent(const GatewayFixture &fixture, int count)
{
    std::vector<std::unique_ptr<RawPeer>> peers;
    for (int i = 0; i < count; ++i) {
        peers.push_back(std::make_unique<RawPeer>(Security::Plain));
        peers.back()->connectTo(fixture.port(), kAttacker);
    }
    return peers;
}

// One try; the server may not have noticed yet that others have left.
bool getsAnAnswer(const GatewayFixture &fixture)
{
    RawPeer peer(Security::Plain);
    peer.connectTo(fixture.port(), kAttacker);
    const auto isConnectedOrEnded = [&] { return peer.isConnected() || peer.isEnded(); };
    if (!QTest::qWaitFor(isConnectedOrEnded, kPatienceMs) || peer.isEnded()) return false;
    peer.upgrade();
    const auto isAnsweredOrEnded = [&] { return peer.status() != 0 || peer.isEnded(); };
    return QTest::qWaitFor(isAnsweredOrEnded, kPatienceMs) && peer.isOpen();
}

} // namespace

class TestGatewayAttacks : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void silentConnectionsLockNobodyOut_data();
    void silentConnectionsLockNobodyOut();
    void addressGetsItsShareOnly();
    void connectionThatDoesNotOpenIsClosed_data();
    void connectionThatDoesNotOpenIsClosed();
    void requestWithoutEndIsCutOff();
    void requestThatIsNoWebSocketGetsAnAnswer_data();
    void requestThatIsNoWebSocketGetsAnAnswer();
    void originIsChecked_data();
    void originIsChecked();
    void olderTlsIsSpokenOnRequest_data();
    void olderTlsIsSpokenOnRequest();
    void textFrameIsRefused();
    void largeFrameIsRefused_data();
    void largeFrameIsRefused();
    void fragmentsAddUp();
    void endlessFragmentsAreCutOff();
    void pingsWithoutReadingAreCutOff();
    void brokenFrameEndsTheConnection_data();
    void brokenFrameEndsTheConnection();
    void stopsWithoutEverybodySayingGoodbye();
};

void TestGatewayAttacks::silentConnectionsLockNobodyOut_data()
{
    QTest::addColumn<Security>("security");
    QTest::newRow("plain") << Security::Plain;
    QTest::newRow("TLS") << Security::Tls;
}

void TestGatewayAttacks::silentConnectionsLockNobodyOut()
{
    QFETCH(Security, security);
    gateway::Options options = patient();
    options.pending_max = 50;
    GatewayFixture fixture(security, options);
    QVERIFY(fixture.isRunning());
    const auto attackers = silent(fixture, 400);
    QTRY_VERIFY_WITH_TIMEOUT(attackers.back()->isConnected() || attackers.back()->isEnded(), kPatienceMs);

    const auto good = fixture.greet();
    QVERIFY(good);
    QVERIFY(good->has<protocol::Welcome>());
}

void TestGatewayAttacks::addressGetsItsShareOnly()
{
    gateway::Options options = patient();
    options.per_loopback_max = 20;
    options.handshake_timeout = 10min; // only its share turns anybody away here
    GatewayFixture fixture(Security::Plain, options);
    auto attackers = silent(fixture, 60);
    const auto ended = [&] {
        return std::count_if(attackers.begin(), attackers.end(),
                             [](const auto &peer) { return peer->isEnded(); });
    };
    QTRY_COMPARE_WITH_TIMEOUT(ended(), 40, kPatienceMs);
    QVERIFY(fixture.greet()); // from another address

    // Those who leave make room.
    QVERIFY(!getsAnAnswer(fixture));
    attackers.clear();
    QTRY_VERIFY_WITH_TIMEOUT(getsAnAnswer(fixture), kPatienceMs);
}

void TestGatewayAttacks::connectionThatDoesNotOpenIsClosed_data()
{
    QTest::addColumn<Security>("security");
    QTest::addColumn<bool>("does_tls");
    QTest::addColumn<QByteArray>("sent");
    QTest::newRow("plain: silent") << Security::Plain << false << QByteArray();
    QTest::newRow("plain: half a request")
        << Security::Plain << false << QByteArray("GET / HTTP/1.1\r\nHost: x\r\n");
    QTest::newRow("TLS: silent") << Security::Tls << false << QByteArray();
    QTest::newRow("TLS: half a ClientHello")
        << Security::Tls << false << QByteArray::fromHex("16030100f4010000f00303");
    QTest::newRow("TLS: done, but no request") << Security::Tls << true << QByteArray();
    QTest::newRow("TLS: half a request") << Security::Tls << true << QByteArray("GET / HTTP/1.1\r\n");
}

void TestGatewayAttacks::connectionThatDoesNotOpenIsClosed()
{
    QFETCH(Security, security);
    QFETCH(bool, does_tls);
    QFETCH(QByteArray, sent);
    GatewayFixture fixture(security, hasty());
    RawPeer peer(does_tls ? Security::Tls : Security::Plain);
    peer.connectTo(fixture.port());
    QTRY_VERIFY(does_tls ? peer.isEncrypted() : peer.isConnected());
    peer.writeRaw(sent);
    QTRY_VERIFY_WITH_TIMEOUT(peer.isEnded(), kPatienceMs);
    QVERIFY(!peer.isOpen());
}

void TestGatewayAttacks::requestWithoutEndIsCutOff()
{
    GatewayFixture fixture(Security::Plain, patient());
    RawPeer peer(Security::Plain);
    peer.connectTo(fixture.port());
    QTRY_VERIFY(peer.isConnected());
    peer.writeRaw("GET / HTTP/1.1\r\n");
    const qint64 before = residentBytes();
    for (int i = 0; i < 2000 && !peer.isEnded(); ++i) {
        peer.writeRaw("X-Header: " + QByteArray(1000, 'x') + "\r\n");
        QTest::qWait(0);
    }
    QTRY_VERIFY_WITH_TIMEOUT(peer.isEnded(), kPatienceMs);
    QVERIFY(residentBytes() - before < 16 * kMebibyte);
}

void TestGatewayAttacks::requestThatIsNoWebSocketGetsAnAnswer_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::newRow("a browser") << QByteArray("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    QTest::newRow("POST") << QByteArray(
        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nUpgrade: websocket\r\n\r\n{}");
    QTest::newRow("nonsense") << QByteArray("\x01\x02\x03\r\n\r\n");
}

void TestGatewayAttacks::requestThatIsNoWebSocketGetsAnAnswer()
{
    QFETCH(QByteArray, request);
    GatewayFixture fixture(Security::Tls, patient());
    RawPeer peer(Security::Tls);
    peer.connectTo(fixture.port());
    QTRY_VERIFY(peer.isEncrypted());
    peer.writeRaw(request);
    QTRY_VERIFY_WITH_TIMEOUT(peer.isEnded(), kPatienceMs);
    QCOMPARE(peer.status(), 426);
    QVERIFY(peer.unparsed().endsWith("Open it with the client.\n"));
}

void TestGatewayAttacks::originIsChecked_data()
{
    QTest::addColumn<QByteArray>("origin");
    QTest::addColumn<int>("status");
    QTest::newRow("none") << QByteArray() << 101;
    QTest::newRow("listed") << QByteArray("https://chat.example.org") << 101;
    QTest::newRow("foreign") << QByteArray("https://evil.example") << 403;
    QTest::newRow("null") << QByteArray("null") << 403;
    QTest::newRow("suffix") << QByteArray("https://chat.example.org.evil.example") << 403;
    QTest::newRow("prefix") << QByteArray("https://evilchat.example.org") << 403;
    QTest::newRow("sub-domain") << QByteArray("https://a.chat.example.org") << 403;
    QTest::newRow("upper case") << QByteArray("https://CHAT.example.org") << 403;
    QTest::newRow("no TLS") << QByteArray("http://chat.example.org") << 403;
    QTest::newRow("another port") << QByteArray("https://chat.example.org:444") << 403;
    QTest::newRow("slash at the end") << QByteArray("https://chat.example.org/") << 403;
    QTest::newRow("two origins") << QByteArray("https://chat.example.org https://evil.example") << 403;
}

void TestGatewayAttacks::originIsChecked()
{
    QFETCH(QByteArray, origin);
    QFETCH(int, status);
    gateway::Options options = patient();
    options.origins = {QStringLiteral("https://chat.example.org")};
    GatewayFixture fixture(Security::Tls, options);
    const auto peer = fixture.open(origin.isEmpty() ? QByteArray() : "Origin: " + origin + "\r\n");
    QCOMPARE(peer->status(), status);
    if (status != 101) QTRY_VERIFY_WITH_TIMEOUT(peer->isEnded(), kPatienceMs);
}

void TestGatewayAttacks::olderTlsIsSpokenOnRequest_data()
{
    QTest::addColumn<gateway::OldestTls>("oldest");
    QTest::addColumn<QSsl::SslProtocol>("protocol");
    QTest::addColumn<QString>("cipher"); // the only one that the peer offers; empty: its usual ones
    QTest::addColumn<bool>("is_accepted");
    using gateway::OldestTls;
    const QString usual;
    QTest::newRow("TLS 1.3") << OldestTls::V1_3 << QSsl::TlsV1_3 << usual << true;
    QTest::newRow("TLS 1.2") << OldestTls::V1_3 << QSsl::TlsV1_2 << usual << false;
    QTest::newRow("switched on: TLS 1.3") << OldestTls::V1_2 << QSsl::TlsV1_3 << usual << true;
    QTest::newRow("switched on: TLS 1.2") << OldestTls::V1_2 << QSsl::TlsV1_2 << usual << true;
    QTest::newRow("switched on: either") << OldestTls::V1_2 << QSsl::TlsV1_2OrLater << usual << true;
    QTest::newRow("switched on: TLS 1.2 with a good cipher")
        << OldestTls::V1_2 << QSsl::TlsV1_2 << "ECDHE-ECDSA-CHACHA20-POLY1305" << true;
    QTest::newRow("switched on: TLS 1.2 without authenticated encryption")
        << OldestTls::V1_2 << QSsl::TlsV1_2 << "ECDHE-ECDSA-AES256-SHA384" << false;
}

void TestGatewayAttacks::olderTlsIsSpokenOnRequest()
{
    QFETCH(gateway::OldestTls, oldest);
    QFETCH(QSsl::SslProtocol, protocol);
    QFETCH(QString, cipher);
    QFETCH(bool, is_accepted);
    gateway::Options options = patient();
    if (oldest != gateway::OldestTls::V1_3) options.tls = GatewayFixture::selfMadeTls(oldest);
    GatewayFixture fixture(Security::Tls, options);
    RawPeer peer(Security::Tls);
    peer.setProtocol(protocol);
    if (!cipher.isEmpty()) peer.setCipher(cipher);
    peer.connectTo(fixture.port());
    QTRY_VERIFY_WITH_TIMEOUT(peer.isEncrypted() || peer.isEnded(), kPatienceMs);
    QCOMPARE(peer.isEncrypted(), is_accepted);
    if (!is_accepted) return;
    const bool is_older = protocol == QSsl::TlsV1_2; // nobody who could speak 1.3 is talked down
    QCOMPARE(peer.cipher().protocol() == QSsl::TlsV1_3, !is_older);
    if (is_older) QVERIFY(peer.cipher().name().startsWith(QStringLiteral("ECDHE-")));
}

void TestGatewayAttacks::textFrameIsRefused()
{
    GatewayFixture fixture(Security::Plain, patient());
    const auto peer = fixture.greet();
    peer->sendFrame(RawPeer::TextFrame, "hello");
    QTRY_COMPARE_WITH_TIMEOUT(peer->closeCode(), 1003, kPatienceMs);
    QTRY_VERIFY(peer->isEnded());
}

void TestGatewayAttacks::largeFrameIsRefused_data()
{
    QTest::addColumn<quint64>("length");
    QTest::newRow("one byte too many") << quint64(limits::kFrameBytesMax + 1);
    QTest::newRow("300 MiB") << quint64(300 * kMebibyte);
    QTest::newRow("2^31 - 2, Qt's default") << quint64(0x7ffffffe);
}

void TestGatewayAttacks::largeFrameIsRefused()
{
    QFETCH(quint64, length);
    GatewayFixture fixture(Security::Plain, patient());
    const auto peer = fixture.open();
    const qint64 before = residentBytes();
    peer->announce(length);
    peer->writeRaw(QByteArray(100'000, 'x'));
    QTRY_COMPARE_WITH_TIMEOUT(peer->closeCode(), 1009, kPatienceMs);
    QVERIFY(residentBytes() - before < 4 * kMebibyte);
}

void TestGatewayAttacks::fragmentsAddUp()
{
    GatewayFixture fixture(Security::Plain, patient());
    const auto peer = fixture.open();
    peer->sendFrame(RawPeer::Binary, QByteArray(40'000, 'x'), false);
    peer->sendFrame(RawPeer::Continuation, QByteArray(40'000, 'x'), true);
    QTRY_COMPARE_WITH_TIMEOUT(peer->closeCode(), 1009, kPatienceMs);
}

void TestGatewayAttacks::endlessFragmentsAreCutOff()
{
    GatewayFixture fixture(Security::Plain, patient());
    const auto peer = fixture.greet();
    const qint64 before = residentBytes();
    peer->sendFrame(RawPeer::Binary, {}, false);
    for (int i = 0; i < 1000 && !peer->isEnded(); ++i) {
        for (int k = 0; k < 100; ++k)
            peer->sendFrame(RawPeer::Continuation, {}, false);
        QTest::qWait(0);
    }
    QTRY_VERIFY_WITH_TIMEOUT(peer->isEnded(), kPatienceMs);
    QVERIFY(residentBytes() - before < 16 * kMebibyte);
    QVERIFY(fixture.greet());
}

void TestGatewayAttacks::pingsWithoutReadingAreCutOff()
{
    GatewayFixture fixture(Security::Plain, patient());
    const auto peer = fixture.open();
    peer->stopReading();
    const qint64 before = residentBytes();
    const QByteArray payload(125, 'p');
    for (int i = 0; i < 4000 && peer->isConnected(); ++i) {
        for (int k = 0; k < 100; ++k)
            peer->sendFrame(RawPeer::Ping, payload);
        while (peer->isConnected() && peer->socket()->bytesToWrite() > kMebibyte)
            QTest::qWait(1);
    }
    QTRY_VERIFY_WITH_TIMEOUT(!peer->isConnected(), kPatienceMs);
    QVERIFY(residentBytes() - before < 24 * kMebibyte);
}

void TestGatewayAttacks::brokenFrameEndsTheConnection_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("code");
    QTest::newRow("reserved bit") << QByteArray::fromHex("c28000000000") << 1002;
    QTest::newRow("reserved opcode") << QByteArray::fromHex("838000000000") << 1002;
    QTest::newRow("reserved control opcode") << QByteArray::fromHex("8b8000000000") << 1002;
    QTest::newRow("continuation of nothing") << QByteArray::fromHex("808000000000") << 1002;
    QTest::newRow("ping in parts") << QByteArray::fromHex("098000000000") << 1002;
    QTest::newRow("ping of 126 bytes")
        << QByteArray::fromHex("89fe007e00000000") + QByteArray(126, 'x') << 1002;
    QTest::newRow("length not shortest") << QByteArray::fromHex("82fe000100000000ff") << 1002;
    QTest::newRow("length over 2^63") << QByteArray::fromHex("82ffffffffffffffffff00000000") << 1002;
}

void TestGatewayAttacks::brokenFrameEndsTheConnection()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, code);
    GatewayFixture fixture(Security::Plain, patient());
    const auto peer = fixture.open();
    peer->writeRaw(bytes);
    QTRY_VERIFY_WITH_TIMEOUT(peer->isEnded(), kPatienceMs);
    QVERIFY2(peer->closeCode() == code || peer->closeCode() == 1009,
             qPrintable(QString::number(peer->closeCode())));
}

void TestGatewayAttacks::stopsWithoutEverybodySayingGoodbye()
{
    gateway::Options options = patient();
    options.close_grace = 300ms;
    options.sweep_interval = 50ms;
    GatewayFixture fixture(Security::Tls, options);
    const auto attackers = silent(fixture, 20);
    const auto deaf = fixture.greet();
    deaf->stopReading(); // never answers the close
    bool is_stopped = false;
    connect(&fixture.gateway(), &gateway::Gateway::stopped, this, [&] { is_stopped = true; });
    fixture.gateway().stop();
    QTRY_VERIFY_WITH_TIMEOUT(is_stopped, kPatienceMs);
}

CHAT121_TEST_MAIN(TestGatewayAttacks)
#include "tst_gateway_attacks.moc"
