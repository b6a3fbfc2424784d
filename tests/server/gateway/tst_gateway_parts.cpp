// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The small parts of the gateway that decide and do not talk: rates, counts, claims, queues.
#include "common/base/limits.h"
#include "server/gateway/address_count.h"
#include "server/gateway/device_claims.h"
#include "server/gateway/origin.h"
#include "server/gateway/send_queue.h"
#include "server/gateway/token_bucket.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace chat121;
using namespace chat121::gateway;
using namespace std::chrono_literals;

namespace {

// A socket that sends when the test says so.
class FakeTransport final : public Transport {
public:
    void send(const QByteArray &frame) override
    {
        m_sent.append(frame);
        m_unsent += frame.size();
    }
    qint64 unsentBytes() const override { return m_unsent; }
    void ping() override {}
    void close(CloseCode) override {}
    void abort() override {}

    void drain() { m_unsent = 0; }
    const QList<QByteArray> &sent() const { return m_sent; }

private:
    QList<QByteArray> m_sent;
    qint64 m_unsent = 0;
};

store::Caller callerOf(quint64 device)
{
    store::Caller caller;
    caller.account = {device * 10};
    caller.device = {device};
    return caller;
}

} // namespace

class TestGatewayParts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void bucketAllowsABurstThenARate();
    void bucketSurvivesATimeThatStandsStill();
    void addressesAreGrouped_data();
    void addressesAreGrouped();
    void loopbackHasItsOwnShare();
    void allAddressesShareOneBound();
    void originTakesListedOnesOnly();
    void newestClaimWins();
    void lateProofLoses();
    void goneIsReportedOnce();
    void goneIsNotReportedWhileALogInRuns();
    void refusedLogInOwesWhatItHeldBack();
    void socketGetsLittleAheadOfTime();
    void pushesAndRepliesAreBoundedApart();
};

void TestGatewayParts::bucketAllowsABurstThenARate()
{
    TokenBucket bucket(10, 3, 1000ms);
    for (int i = 0; i < 3; ++i)
        QVERIFY(bucket.take(1000ms));
    QVERIFY(!bucket.take(1000ms));
    QVERIFY(!bucket.take(1099ms));
    QVERIFY(bucket.take(1100ms));
    QVERIFY(!bucket.take(1100ms));
    for (int i = 0; i < 3; ++i)
        QVERIFY(bucket.take(99'000ms));
    QVERIFY(!bucket.take(99'000ms));
}

void TestGatewayParts::bucketSurvivesATimeThatStandsStill()
{
    TokenBucket bucket(1, 1, 500ms);
    QVERIFY(bucket.take(500ms));
    QVERIFY(!bucket.take(400ms));
    QVERIFY(!bucket.take(500ms));
}

void TestGatewayParts::addressesAreGrouped_data()
{
    QTest::addColumn<QString>("one");
    QTest::addColumn<QString>("other");
    QTest::addColumn<bool>("is_same");
    QTest::newRow("the same") << "10.0.0.1"
                              << "10.0.0.1" << true;
    QTest::newRow("IPv4 in IPv6") << "10.0.0.1"
                                  << "::ffff:10.0.0.1" << true;
    QTest::newRow("same /64") << "2001:db8::1"
                              << "2001:db8::ffff:1" << true;
    QTest::newRow("neighbours in IPv4") << "10.0.0.1"
                                        << "10.0.0.2" << false;
    QTest::newRow("another /64") << "2001:db8:0:1::1"
                                 << "2001:db8:0:2::1" << false;
}

void TestGatewayParts::addressesAreGrouped()
{
    QFETCH(QString, one);
    QFETCH(QString, other);
    QFETCH(bool, is_same);
    AddressCount count(9, 1, 1);
    QVERIFY(count.enter(QHostAddress(one)));
    QCOMPARE(count.enter(QHostAddress(other)), !is_same);
    count.leave(QHostAddress(one));
    QVERIFY(count.enter(QHostAddress(one)));
    count.leave(QHostAddress(one));
    if (!is_same) count.leave(QHostAddress(other));
    QCOMPARE(count.addresses(), 0);
}

void TestGatewayParts::loopbackHasItsOwnShare()
{
    AddressCount count(9, 1, 2);
    QVERIFY(count.enter(QHostAddress(QStringLiteral("127.0.0.1"))));
    QVERIFY(count.enter(QHostAddress(QStringLiteral("127.0.0.1"))));
    QVERIFY(!count.enter(QHostAddress(QStringLiteral("127.0.0.1"))));
    QVERIFY(count.enter(QHostAddress(QStringLiteral("::1"))));
    QVERIFY(count.enter(QHostAddress(QStringLiteral("::1"))));
}

void TestGatewayParts::allAddressesShareOneBound()
{
    const auto address = [](int number) { return QHostAddress(QStringLiteral("10.0.0.%1").arg(number)); };
    AddressCount count(10, 8, 8);
    for (int number = 0; number < 10; ++number)
        QVERIFY(count.enter(address(number)));
    QVERIFY(count.isFull());
    QVERIFY(!count.enter(address(99)));
    QCOMPARE(count.addresses(), 10); // who was refused leaves no trace
    count.leave(address(3));
    QVERIFY(!count.isFull());
    QVERIFY(count.isNearlyFull());
    QVERIFY(count.enter(address(99)));
    count.leave(address(99));
    count.leave(address(98)); // was never there
    count.leave(address(4));
    QVERIFY(!count.isNearlyFull());
    QCOMPARE(count.total(), 8);
}

void TestGatewayParts::originTakesListedOnesOnly()
{
    const QStringList allowed{QStringLiteral("https://a.example")};
    QVERIFY(isAllowedOrigin({}, allowed));
    QVERIFY(isAllowedOrigin(QStringLiteral("https://a.example"), allowed));
    QVERIFY(!isAllowedOrigin(QStringLiteral("https://A.example"), allowed));
    QVERIFY(!isAllowedOrigin(QStringLiteral("null"), allowed));
    QVERIFY(!isAllowedOrigin(QStringLiteral("https://a.example"), {}));
}

void TestGatewayParts::newestClaimWins()
{
    DeviceClaims claims;
    int reported = 0;
    const auto left = [&](const store::Caller &) { ++reported; };
    const auto first = claims.claim({1});
    QVERIFY(claims.prove({1}, first));
    const auto second = claims.claim({1});
    QVERIFY(second > first);
    QVERIFY(claims.prove({1}, second));
    claims.release({1}, first, callerOf(1), left); // was replaced
    QCOMPARE(reported, 0);
    claims.release({1}, second, callerOf(1), left);
    QCOMPARE(reported, 1);
    QCOMPARE(claims.devices(), 0);
}

void TestGatewayParts::lateProofLoses()
{
    DeviceClaims claims;
    int reported = 0;
    const auto left = [&](const store::Caller &) { ++reported; };
    const auto first = claims.claim({1});
    const auto second = claims.claim({1});
    QVERIFY(claims.prove({1}, second));
    QVERIFY(!claims.prove({1}, first));
    claims.release({1}, first, callerOf(1), left);
    QCOMPARE(reported, 0);
    claims.release({1}, second, callerOf(1), left);
    QCOMPARE(reported, 1);
}

void TestGatewayParts::goneIsReportedOnce()
{
    DeviceClaims claims;
    QList<DeviceId> reported;
    const auto left = [&](const store::Caller &caller) { reported.append(caller.device); };
    const auto one = claims.claim({1});
    const auto other = claims.claim({2});
    QVERIFY(claims.prove({1}, one));
    claims.release({2}, other, {}, left); // refused: was never on-line
    QVERIFY(reported.isEmpty());
    claims.release({1}, one, callerOf(1), left);
    claims.release({1}, one, callerOf(1), left);
    QCOMPARE(reported, QList<DeviceId>{DeviceId{1}});
}

void TestGatewayParts::goneIsNotReportedWhileALogInRuns()
{
    DeviceClaims claims;
    int reported = 0;
    const auto left = [&](const store::Caller &) { ++reported; };
    const auto first = claims.claim({1});
    QVERIFY(claims.prove({1}, first));
    const auto second = claims.claim({1}); // submitted to the writer now
    claims.release({1}, first, callerOf(1), left);
    QCOMPARE(reported, 0);
    QVERIFY(claims.prove({1}, second));
    QCOMPARE(reported, 0);
    claims.release({1}, second, callerOf(1), left);
    QCOMPARE(reported, 1);
}

void TestGatewayParts::refusedLogInOwesWhatItHeldBack()
{
    DeviceClaims claims;
    int reported = 0;
    const auto left = [&](const store::Caller &) { ++reported; };
    const auto first = claims.claim({1});
    QVERIFY(claims.prove({1}, first));
    const auto forged = claims.claim({1});
    claims.release({1}, first, callerOf(1), left);
    claims.release({1}, forged, {}, left); // its signature was wrong
    QCOMPARE(reported, 1);
}

void TestGatewayParts::socketGetsLittleAheadOfTime()
{
    FakeTransport transport;
    SendQueue queue(transport, 10 * limits::kWriteAheadBytesMax, 10);
    const QByteArray frame(limits::kWriteAheadBytesMax / 2, 'x');
    for (int i = 0; i < 6; ++i)
        QVERIFY(queue.offer({frame}, Traffic::Push));
    QCOMPARE(transport.sent().size(), 2);
    QCOMPARE(queue.waitingBytes(Traffic::Push), 4 * frame.size());
    transport.drain();
    queue.pump();
    QCOMPARE(transport.sent().size(), 4);
    transport.drain();
    queue.pump();
    QVERIFY(queue.isEmpty());
    QCOMPARE(queue.waitingBytes(Traffic::Push), 0);
}

void TestGatewayParts::pushesAndRepliesAreBoundedApart()
{
    FakeTransport transport;
    SendQueue queue(transport, 100, 1000);
    const QByteArray large(limits::kWriteAheadBytesMax, 'x');
    QVERIFY(queue.offer({large}, Traffic::Reply)); // fills the socket
    QVERIFY(queue.offer({QByteArray(900, 'r')}, Traffic::Reply));
    QVERIFY(queue.offer({QByteArray(101, 'p')}, Traffic::Push));
    QVERIFY(!queue.offer({QByteArray(1, 'p')}, Traffic::Push));
    QVERIFY(queue.offer({QByteArray(200, 'r')}, Traffic::Reply));
    QVERIFY(!queue.offer({QByteArray(1, 'r')}, Traffic::Reply));
    queue.clear();
    QVERIFY(queue.isEmpty());
    QVERIFY(queue.offer({QByteArray(1, 'p')}, Traffic::Push));
}

CHAT121_TEST_MAIN(TestGatewayParts)
#include "tst_gateway_parts.moc"
