// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How much one connection, and all of them together, may take from the server: frames in a second,
// memory, descriptors.
#include "common/protocol/messages/answers.h"
#include "common/protocol/messages/logs.h"
#include "tests/server/gateway/gateway_fixture.h"
#include "tests/support/fake_clock.h"
#include "tests/support/test_main.h"

#include <QRegularExpression>
#include <QTest>

using namespace chat121;
using namespace chat121::protocol;
using namespace chat121::test;

namespace {

constexpr int kPatienceMs = 10'000;

gateway::Options usual()
{
    gateway::Options options;
    options.threads = 1;
    return options;
}

Append appendTo(quint64 device, quint64 request)
{
    Append message;
    message.request = {request};
    message.log = {device};
    message.sealed.bytes = "x";
    return message;
}

} // namespace

class TestGatewayLimits : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void fasterThanAllowedIsRefusedThenEnded();
    void whoIsTooFastNowAndThenStays();
    void largeRequestsThatWaitAreBounded();
    void thoseWhoDoNotLogInMakeRoom();
    void moreThanThereAreDescriptorsForAreTurnedAway();
};

void TestGatewayLimits::fasterThanAllowedIsRefusedThenEnded()
{
    gateway::Options options = usual();
    options.frames_per_second = 1;
    options.frames_burst = 10;
    GatewayFixture fixture(Security::Plain, options);
    const auto peer = fixture.logIn(1, 1);
    for (quint64 request = 2; request < 30; ++request)
        peer->send(appendTo(9, request));
    QTRY_VERIFY_WITH_TIMEOUT(peer->all<Refused>().size() + peer->all<Stored>().size() == 28, kPatienceMs);
    QVERIFY(peer->all<Stored>().size() >= 10);
    QCOMPARE(peer->last<Refused>().reason, Reason::RateLimited);
    QVERIFY(peer->last<Refused>().retry_after_ms > 0);
    QCOMPARE(peer->closeCode(), 0);
    for (int i = 0; i < limits::kRateRefusalsMax + 10; ++i)
        peer->send(appendTo(9, 100));
    QTRY_COMPARE_WITH_TIMEOUT(peer->closeCode(), 1008, kPatienceMs);
}

// Not for what it did hours ago: what it is refused now and then is forgiven.
void TestGatewayLimits::whoIsTooFastNowAndThenStays()
{
    FakeClock clock;
    gateway::Options options = usual();
    options.frames_per_second = 1;
    options.frames_burst = 10;
    options.ping_interval = options.idle_timeout = std::chrono::hours(24);
    GatewayFixture fixture(Security::Plain, options, clock);
    const auto peer = fixture.logIn(1, 1);
    constexpr int kRefused = limits::kRateRefusalsMax - 20;
    for (int hour = 0; hour < 3; ++hour) {
        for (int i = 0; i < options.frames_burst + kRefused; ++i)
            peer->send(appendTo(9, 100));
        QTRY_COMPARE_WITH_TIMEOUT(peer->all<Refused>().size(), kRefused, kPatienceMs);
        QCOMPARE(peer->closeCode(), 0);
        peer->forget();
        clock.advance(std::chrono::hours(1));
    }
    for (int i = 0; i < options.frames_burst + limits::kRateRefusalsMax; ++i)
        peer->send(appendTo(9, 100));
    QTRY_COMPARE_WITH_TIMEOUT(peer->all<Refused>().size(), limits::kRateRefusalsMax, kPatienceMs);
    QCOMPARE(peer->closeCode(), 0);
    peer->send(appendTo(9, 100)); // one too many
    QTRY_COMPARE_WITH_TIMEOUT(peer->closeCode(), 1008, kPatienceMs);
}

// What waits for a reader that does not read is bounded by its bytes, not only by its number.
void TestGatewayLimits::largeRequestsThatWaitAreBounded()
{
    GatewayFixture fixture(Security::Plain, usual());
    const auto peer = fixture.logIn(1, 1);
    peer->stopReading();
    Since since;
    since.bytes_max = static_cast<quint32>(limits::kCommitBytesMax);
    since.positions.items.resize(limits::kLogsPerSince);
    const qsizetype bytes = encodeFrame(since).size();
    constexpr int kRequests = 120; // fewer than kReadsWaitingMax
    QVERIFY(kRequests * bytes > 2 * limits::kReadsWaitingBytesMax);
    for (quint64 request = 2; request < 2 + kRequests; ++request) {
        since.request = {request};
        peer->send(since);
    }
    // The last frame has arrived when something that is not a read was answered.
    peer->send(appendTo(9, 1000));
    peer->goOnReading();
    QTRY_VERIFY_WITH_TIMEOUT(peer->has<Stored>(), kPatienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(peer->all<Refused>().size() + peer->all<Envelopes>().size(), kRequests,
                              kPatienceMs);
    QVERIFY(peer->all<Refused>().size() > 0);
    QCOMPARE(peer->last<Refused>().reason, Reason::ServerBusy);
    QVERIFY(peer->all<Envelopes>().size() >= limits::kReadsWaitingBytesMax / bytes);
    QCOMPARE(peer->closeCode(), 0);
}

void TestGatewayLimits::thoseWhoDoNotLogInMakeRoom()
{
    gateway::Options options = usual();
    options.unauthenticated_max = 3;
    GatewayFixture fixture(Security::Plain, options);
    const auto guest = fixture.logIn(1, 1);
    std::vector<std::unique_ptr<RawPeer>> silent;
    for (int i = 0; i < 5; ++i)
        silent.push_back(fixture.greet());
    QTRY_VERIFY_WITH_TIMEOUT(silent[0]->isEnded() && silent[1]->isEnded(), kPatienceMs);
    QVERIFY(!silent[2]->isEnded() && !silent[4]->isEnded());
    const auto another = fixture.logIn(2, 2); // takes the place of one more
    QVERIFY(another);
    QTRY_VERIFY_WITH_TIMEOUT(silent[2]->isEnded(), kPatienceMs);
    QVERIFY(!silent[3]->isEnded() && !guest->isEnded() && !another->isEnded());
}

void TestGatewayLimits::moreThanThereAreDescriptorsForAreTurnedAway()
{
    gateway::Options options = usual();
    options.connections_max = 10;
    GatewayFixture fixture(Security::Plain, options);
    std::vector<std::unique_ptr<RawPeer>> inside;
    for (int i = 0; i < options.connections_max; ++i)
        inside.push_back(fixture.open());
    QTest::ignoreMessage(QtWarningMsg,
                         QRegularExpression(QStringLiteral("there are 10 connections, as many")));
    const auto refused = fixture.open();
    const auto refused_too = fixture.open(); // without another line
    QTRY_VERIFY_WITH_TIMEOUT(refused->isEnded() && refused_too->isEnded(), kPatienceMs);
    QCOMPARE(refused->status(), 0);
    for (const auto &peer : inside)
        QVERIFY(peer->isOpen() && !peer->isEnded());
    inside.clear();
    QTRY_VERIFY_WITH_TIMEOUT(fixture.open()->isOpen(), kPatienceMs);
}

CHAT121_TEST_MAIN(TestGatewayLimits)
#include "tst_gateway_limits.moc"
