// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A connection from Hello to its end: states, rights, pushes, limits, replacement, draining.
#include "common/protocol/messages/answers.h"
#include "common/protocol/messages/delivery.h"
#include "common/protocol/messages/desk.h"
#include "common/protocol/messages/logs.h"
#include "common/protocol/messages/session.h"
#include "common/protocol/messages/signals.h"
#include "tests/server/gateway/gateway_fixture.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace chat121;
using namespace chat121::protocol;
using namespace chat121::test;
using namespace std::chrono_literals;

namespace {

constexpr qint64 kMebibyte = 1024 * 1024;
constexpr int kPatienceMs = 10'000;

gateway::Options usual()
{
    gateway::Options options;
    options.threads = 2;
    return options;
}

Append appendTo(quint64 device, quint64 request, const QByteArray &body)
{
    Append message;
    message.request = {request};
    message.log = {device};
    message.sealed.bytes = body;
    return message;
}

} // namespace

class TestGatewaySession : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void helloIsAnsweredWithAFreshChallenge();
    void wrongBeginningIsRefused_data();
    void wrongBeginningIsRefused();
    void otherVersionIsRefused();
    void requestBeforeLogInIsRefused();
    void refusedLogInMayBeTriedAgain();
    void tooManyFramesBeforeLogInEnd();
    void rightsAreJudgedByRole();
    void everyWrongFrameIsSurvived();
    void cutMessageIsMalformed();
    void pushReachesAnotherThread();
    void pushDuringLogInIsNotLost();
    void signalReachesWhoIsThere();
    void whatMayBeMissingIsReadAnew();
    void chunksGoBothWays();
    void brokenChunksEndTheConnection_data();
    void brokenChunksEndTheConnection();
    void secondLogInReplacesTheFirst();
    void deskHearsOfTheLastOneOnly();
    void deskIsToldAgainWhenItCouldNotBeTold();
    void slowReaderIsCutOff_data();
    void slowReaderIsCutOff();
    void slowReaderOfAnswersIsBounded();
    void whoDoesNotLogInIsClosed();
    void whoIsSilentIsClosed();
    void drainAnswersFirst();
};

void TestGatewaySession::helloIsAnsweredWithAFreshChallenge()
{
    GatewayFixture fixture(Security::Tls, usual());
    QVERIFY(fixture.isRunning());
    const auto one = fixture.greet();
    const auto other = fixture.greet();
    QVERIFY(one && other);
    const auto welcome = one->last<Welcome>();
    QCOMPARE(welcome.version, kVersionMax);
    QVERIFY(welcome.is_set_up);
    QVERIFY(!welcome.registrar.isZero());
    QVERIFY(!welcome.challenge.isZero());
    QVERIFY(welcome.challenge != other->last<Welcome>().challenge);
}

void TestGatewaySession::wrongBeginningIsRefused_data()
{
    QTest::addColumn<QByteArray>("frame");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("one byte") << QByteArray("\0", 1);
    QTest::newRow("unknown type") << QByteArray::fromHex("ffff");
    QTest::newRow("log-in first") << encodeFrame(LogIn{});
    QTest::newRow("a chunk") << encodeFrame(Chunk{0, true, {QByteArray("x")}});
    QTest::newRow("hello cut short") << encodeFrame(Hello{}).chopped(1);
    QTest::newRow("hello and more") << encodeFrame(Hello{}) + 'x';
    QTest::newRow("what servers send") << encodeFrame(Welcome{});
    QTest::newRow("HTTP") << QByteArray("GET / HTTP/1.1\r\n\r\n");
}

void TestGatewaySession::wrongBeginningIsRefused()
{
    QFETCH(QByteArray, frame);
    GatewayFixture fixture(Security::Plain, usual());
    const auto peer = fixture.open();
    peer->sendFrame(RawPeer::Binary, frame);
    QTRY_COMPARE_WITH_TIMEOUT(peer->closeCode(), 1002, kPatienceMs);
    QCOMPARE(peer->last<Refused>().code, Code::Malformed);
    QCOMPARE(peer->last<Refused>().request, RequestId{0});
}

void TestGatewaySession::otherVersionIsRefused()
{
    GatewayFixture fixture(Security::Plain, usual());
    const auto peer = fixture.open();
    peer->send(Hello{kVersionMax + 1, kVersionMax + 5, 0});
    QTRY_COMPARE_WITH_TIMEOUT(peer->closeCode(), 1008, kPatienceMs);
    QCOMPARE(peer->last<Refused>().reason, Reason::VersionUnsupported);
}

void TestGatewaySession::requestBeforeLogInIsRefused()
{
    GatewayFixture fixture(Security::Plain, usual());
    const auto peer = fixture.greet();
    peer->send(appendTo(1, 77, "x"));
    QTRY_VERIFY_WITH_TIMEOUT(peer->has<Refused>(), kPatienceMs);
    QCOMPARE(peer->last<Refused>().request, RequestId{77});
    QCOMPARE(peer->last<Refused>().reason, Reason::NotLoggedIn);
    // A signal has no answer, not even this one.
    peer->forget();
    peer->send(Signal{{1}, {QByteArray("x")}});
    fixture.sendLogIn(*peer, 1, 1);
    QTRY_VERIFY_WITH_TIMEOUT(peer->has<LoggedIn>(), kPatienceMs);
    QVERIFY(!peer->has<Refused>());
}

void TestGatewaySession::refusedLogInMayBeTriedAgain()
{
    GatewayFixture fixture(Security::Plain, usual());
    const auto peer = fixture.greet();
    fixture.sendLogIn(*peer, 1, 1, kRefusedCounter);
    QTRY_VERIFY_WITH_TIMEOUT(peer->has<Refused>(), kPatienceMs);
    QCOMPARE(peer->last<Refused>().reason, Reason::BadSignature);
    QCOMPARE(fixture.claims().devices(), 0);
    fixture.sendLogIn(*peer, 1, 1);
    QTRY_VERIFY_WITH_TIMEOUT(peer->has<LoggedIn>(), kPatienceMs);
    QCOMPARE(fixture.claims().devices(), 1);
    // And once is enough.
    peer->forget();
    fixture.sendLogIn(*peer, 1, 1);
    QTRY_VERIFY_WITH_TIMEOUT(peer->has<Refused>(), kPatienceMs);
    QCOMPARE(peer->last<Refused>().reason, Reason::AlreadyLoggedIn);
}

void TestGatewaySession::tooManyFramesBeforeLogInEnd()
{
    GatewayFixture fixture(Security::Plain, usual());
    const auto peer = fixture.greet();
    for (int i = 0; i < limits::kFramesUnauthenticatedMax + 1; ++i)
        peer->send(appendTo(1, 1, "x"));
    QTRY_COMPARE_WITH_TIMEOUT(peer->closeCode(), 1008, kPatienceMs);
    QCOMPARE(peer->last<Refused>().reason, Reason::RateLimited);
}

void TestGatewaySession::rightsAreJudgedByRole()
{
    GatewayFixture fixture(Security::Plain, usual());
    const auto guest = fixture.logIn(1, 1);
    const auto agent = fixture.logIn(kFirstAgent, 2);
    QVERIFY(guest && agent);
    for (RawPeer *peer : {guest.get(), agent.get()}) {
        SetStatus message;
        message.request = {5};
        peer->send(message);
    }
    QTRY_VERIFY_WITH_TIMEOUT(guest->has<Refused>() && agent->has<Done>(), kPatienceMs);
    QCOMPARE(guest->last<Refused>().code, Code::Forbidden);
    QCOMPARE(guest->last<Refused>().request, RequestId{5});
}

void TestGatewaySession::everyWrongFrameIsSurvived()
{
    GatewayFixture fixture(Security::Plain, usual());
    const auto bystander = fixture.logIn(500, 500);
    for (quint16 type = 0; type < 100; ++type) {
        for (const QByteArray &body : {QByteArray(), QByteArray(300, '\xff')}) {
            const auto peer = fixture.logIn(1, 1);
            QVERIFY(peer);
            peer->forget();
            Writer writer;
            writer.u16(type);
            peer->sendFrame(RawPeer::Binary, writer.take() + body);
            const auto answered = [&] { return peer->closeCode() != 0 || !peer->messages().isEmpty(); };
            const bool is_silent = type == static_cast<quint16>(MessageType::Signal);
            if (is_silent || QTest::qWaitFor(answered, kPatienceMs)) continue;
            QFAIL(qPrintable(
                QStringLiteral("type %1 with %2 bytes is not answered").arg(type).arg(body.size())));
        }
    }
    bystander->forget();
    bystander->send(appendTo(500, 9, "still here"));
    QTRY_VERIFY_WITH_TIMEOUT(bystander->has<EnvelopePushed>(), kPatienceMs);
    QCOMPARE(bystander->closeCode(), 0);
}

void TestGatewaySession::cutMessageIsMalformed()
{
    GatewayFixture fixture(Security::Plain, usual());
    const auto peer = fixture.logIn(1, 1);
    peer->sendFrame(RawPeer::Binary, encodeFrame(appendTo(1, 33, "body")).chopped(2));
    QTRY_VERIFY_WITH_TIMEOUT(peer->has<Refused>(), kPatienceMs);
    QCOMPARE(peer->last<Refused>().code, Code::Malformed);
    QCOMPARE(peer->last<Refused>().request, RequestId{33});
    QCOMPARE(peer->closeCode(), 0);
}

void TestGatewaySession::pushReachesAnotherThread()
{
    GatewayFixture fixture(Security::Tls, usual());
    const auto one = fixture.logIn(1, 11); // threads take turns
    const auto two = fixture.logIn(2, 22);
    one->forget();
    two->forget();
    for (int i = 0; i < 100; ++i)
        one->send(appendTo(22, static_cast<quint64>(i + 2), QByteArray::number(i)));
    QTRY_COMPARE_WITH_TIMEOUT(two->all<EnvelopePushed>().size(), 100, kPatienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(one->all<Stored>().size(), 100, kPatienceMs);
    for (int i = 0; i < 100; ++i) {
        QCOMPARE(two->all<EnvelopePushed>()[i].envelope.body.bytes, QByteArray::number(i));
        QCOMPARE(one->all<Stored>()[i].request.value, static_cast<quint64>(i + 2));
    }
    QVERIFY(!one->has<EnvelopePushed>());
}

void TestGatewaySession::pushDuringLogInIsNotLost()
{
    GatewayFixture fixture(Security::Plain, usual());
    const auto peer = fixture.logIn(1, 1);
    QTRY_VERIFY_WITH_TIMEOUT(peer->has<EnvelopePushed>(), kPatienceMs);
    QCOMPARE(peer->last<EnvelopePushed>().envelope.body.bytes, QByteArray("during log-in"));
    QCOMPARE(typeOf(peer->messages().at(1)), MessageType::LoggedIn); // first the answer, then the push
}

void TestGatewaySession::whatMayBeMissingIsReadAnew()
{
    GatewayFixture fixture(Security::Plain, usual());
    const auto one = fixture.logIn(1, 1);
    const auto other = fixture.logIn(2, 2);
    const auto stranger = fixture.greet();
    fixture.deliver(store::everybodyResumes());
    QTRY_COMPARE_WITH_TIMEOUT(one->closeCode(), 1013, kPatienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(other->closeCode(), 1013, kPatienceMs);
    QVERIFY(fixture.logIn(1, 1));
    QVERIFY(!stranger->isEnded());
}

void TestGatewaySession::signalReachesWhoIsThere()
{
    GatewayFixture fixture(Security::Plain, usual());
    const auto one = fixture.logIn(1, 11);
    const auto two = fixture.logIn(2, 22);
    one->send(Signal{{22}, {QByteArray("typing")}});
    one->send(Signal{{33}, {QByteArray("nobody")}});
    QTRY_VERIFY_WITH_TIMEOUT(two->has<Signalled>(), kPatienceMs);
    QCOMPARE(two->last<Signalled>().sender, DeviceId{11});
    QVERIFY(!one->has<Refused>());
}

void TestGatewaySession::chunksGoBothWays()
{
    GatewayFixture fixture(Security::Tls, usual());
    const auto peer = fixture.logIn(1, 1);
    Commit commit;
    commit.request = {3};
    commit.commit.bytes = QByteArray(limits::kCommitBytesMax, 'c');
    const QList<QByteArray> frames = toFrames(encodeFrame(commit));
    QVERIFY(frames.size() > 10);
    for (const QByteArray &frame : frames) {
        peer->sendFrame(RawPeer::Binary, frame);
        if (frame == frames.constFirst()) peer->send(appendTo(9, 2, "in between"));
    }
    QTRY_COMPARE_WITH_TIMEOUT(peer->all<Stored>().size(), 2, kPatienceMs);

    Since since;
    since.request = {4};
    since.bytes_max = static_cast<quint32>(limits::kCommitBytesMax);
    peer->send(since);
    QTRY_VERIFY_WITH_TIMEOUT(peer->has<Envelopes>(), kPatienceMs);
    QCOMPARE(peer->last<Envelopes>().envelopes.items.first().body.bytes.size(), limits::kCommitBytesMax);
}

void TestGatewaySession::brokenChunksEndTheConnection_data()
{
    QTest::addColumn<QList<quint32>>("indices"); // of parts of the largest size, none of them the last
    QTest::addColumn<int>("code");
    QTest::newRow("does not begin with 0") << QList<quint32>{1} << 1002;
    QTest::newRow("one is missing") << QList<quint32>{0, 2} << 1002;
    QTest::newRow("one comes twice") << QList<quint32>{0, 0} << 1002;
    QList<quint32> many;
    for (quint32 i = 0; i <= limits::kMessageBytesMax / limits::kChunkBytesMax; ++i)
        many.append(i);
    QTest::newRow("more than a message may have") << many << 1009;
}

void TestGatewaySession::brokenChunksEndTheConnection()
{
    QFETCH(QList<quint32>, indices);
    QFETCH(int, code);
    GatewayFixture fixture(Security::Plain, usual());
    const auto peer = fixture.logIn(1, 1);
    for (const quint32 index : indices)
        peer->send(Chunk{index, false, {QByteArray(limits::kChunkBytesMax, 'x')}});
    QTRY_COMPARE_WITH_TIMEOUT(peer->closeCode(), code, kPatienceMs);
}

void TestGatewaySession::secondLogInReplacesTheFirst()
{
    GatewayFixture fixture(Security::Tls, usual());
    const auto first = fixture.logIn(1, 7);
    const auto second = fixture.logIn(1, 7);
    const auto other = fixture.logIn(1, 8);
    QTRY_COMPARE_WITH_TIMEOUT(first->closeCode(), 4001, kPatienceMs);
    QTRY_VERIFY(first->isEnded());
    second->forget();
    other->send(appendTo(7, 2, "to the newer one"));
    QTRY_VERIFY_WITH_TIMEOUT(second->has<EnvelopePushed>(), kPatienceMs);
    QCOMPARE(second->closeCode(), 0);
    QCOMPARE(other->closeCode(), 0);
}

void TestGatewaySession::deskHearsOfTheLastOneOnly()
{
    GatewayFixture fixture(Security::Plain, usual());
    auto first = fixture.logIn(1, 7);
    auto second = fixture.logIn(1, 7);
    QTRY_VERIFY_WITH_TIMEOUT(first->isEnded(), kPatienceMs);
    auto other = fixture.logIn(2, 8);
    other.reset();
    QTRY_COMPARE_WITH_TIMEOUT(fixture.left(), QList<DeviceId>{DeviceId{8}}, kPatienceMs);
    second.reset();
    QTRY_COMPARE_WITH_TIMEOUT(fixture.left(), (QList<DeviceId>{DeviceId{8}, DeviceId{7}}), kPatienceMs);
    QCOMPARE(fixture.claims().devices(), 0);
}

void TestGatewaySession::deskIsToldAgainWhenItCouldNotBeTold()
{
    gateway::Options options = usual();
    options.sweep_interval = 20ms;
    GatewayFixture fixture(Security::Plain, options);
    auto stays_away = fixture.logIn(1, 7);
    auto comes_back = fixture.logIn(2, 8);
    GatewayFixture::refuseLeaving(1'000'000);
    comes_back.reset();
    stays_away.reset();
    QTRY_COMPARE_WITH_TIMEOUT(fixture.claims().devices(), 0, kPatienceMs);
    comes_back = fixture.logIn(2, 8);
    GatewayFixture::refuseLeaving(1);
    QTRY_COMPARE_WITH_TIMEOUT(fixture.left(), QList<DeviceId>{DeviceId{7}}, kPatienceMs);
    comes_back.reset();
    QTRY_COMPARE_WITH_TIMEOUT(fixture.left(), (QList<DeviceId>{DeviceId{7}, DeviceId{8}}), kPatienceMs);
}

void TestGatewaySession::slowReaderIsCutOff_data()
{
    QTest::addColumn<Security>("security");
    QTest::newRow("plain") << Security::Plain;
    QTest::newRow("TLS") << Security::Tls;
}

void TestGatewaySession::slowReaderIsCutOff()
{
    QFETCH(Security, security);
    gateway::Options options = usual();
    options.frames_per_second = 1'000'000;
    options.frames_burst = 1'000'000;
    options.close_grace = 200ms;
    options.sweep_interval = 50ms;
    GatewayFixture fixture(security, options);
    const auto slow = fixture.logIn(1, 11);
    const auto writer = fixture.logIn(2, 22);
    slow->stopReading();
    const qint64 before = residentBytes();
    const QByteArray body(50'000, 'x');
    quint64 request = 1;
    // Without a bound this would put 150 MB into the server's memory.
    while (fixture.claims().devices() == 2 && request < 3000) {
        for (int i = 0; i < 20; ++i)
            writer->send(appendTo(11, ++request, body));
        QTRY_COMPARE_WITH_TIMEOUT(writer->last<Stored>().request, RequestId{request}, kPatienceMs);
        writer->forget();
    }
    QTRY_COMPARE_WITH_TIMEOUT(fixture.claims().devices(), 1, kPatienceMs);
    QVERIFY2(residentBytes() - before < 48 * kMebibyte,
             qPrintable(QString::number(residentBytes() - before)));
    QCOMPARE(writer->closeCode(), 0);
    // It comes back and goes on.
    const auto again = fixture.logIn(1, 11);
    QVERIFY(again);
}

void TestGatewaySession::slowReaderOfAnswersIsBounded()
{
    gateway::Options options = usual();
    options.close_grace = 200ms;
    options.sweep_interval = 50ms;
    GatewayFixture fixture(Security::Plain, options);
    const auto greedy = fixture.logIn(1, 11);
    const auto other = fixture.logIn(2, 22);
    greedy->stopReading();
    const qint64 before = residentBytes();
    for (quint64 request = 2; request < 200; ++request) {
        Since since;
        since.request = {request};
        since.bytes_max = static_cast<quint32>(limits::kCommitBytesMax);
        greedy->send(since);
    }
    // As long as another one has many answers, the greedy one would have had time for all of its own.
    for (int i = 0; i < 50; ++i) {
        other->send(appendTo(22, static_cast<quint64>(i + 2), "x"));
        QTRY_COMPARE_WITH_TIMEOUT(other->all<Stored>().size(), i + 1, kPatienceMs);
    }
    QVERIFY2(residentBytes() - before < 48 * kMebibyte,
             qPrintable(QString::number(residentBytes() - before)));
}

void TestGatewaySession::whoDoesNotLogInIsClosed()
{
    gateway::Options options = usual();
    options.unauthenticated_timeout = 300ms;
    options.sweep_interval = 50ms;
    GatewayFixture fixture(Security::Plain, options);
    const auto guest = fixture.logIn(1, 1);
    const auto silent = fixture.open();
    const auto greeted = fixture.greet();
    QTRY_COMPARE_WITH_TIMEOUT(silent->closeCode(), 1008, kPatienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(greeted->closeCode(), 1008, kPatienceMs);
    QCOMPARE(greeted->last<Refused>().reason, Reason::NotLoggedIn);
    QCOMPARE(guest->closeCode(), 0);
}

void TestGatewaySession::whoIsSilentIsClosed()
{
    gateway::Options options = usual();
    options.ping_interval = 100ms;
    options.idle_timeout = 500ms;
    options.sweep_interval = 30ms;
    GatewayFixture fixture(Security::Plain, options);
    const auto alive = fixture.logIn(1, 1);
    const auto dead = fixture.logIn(2, 2);
    dead->answerPings(false);
    QTRY_VERIFY_WITH_TIMEOUT(dead->isEnded(), kPatienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(alive->pings() > 8, kPatienceMs);
    QVERIFY(!alive->isEnded());
}

void TestGatewaySession::drainAnswersFirst()
{
    GatewayFixture fixture(Security::Tls, usual());
    const auto peer = fixture.logIn(1, 1);
    const auto idle = fixture.logIn(2, 2);
    bool is_stopped = false;
    connect(&fixture.gateway(), &gateway::Gateway::stopped, this, [&] { is_stopped = true; });
    for (quint64 request = 2; request < 50; ++request)
        peer->send(appendTo(9, request, "x"));
    QTRY_VERIFY_WITH_TIMEOUT(peer->has<Stored>(), kPatienceMs); // some are on their way
    fixture.gateway().stop();
    QTRY_VERIFY_WITH_TIMEOUT(is_stopped, kPatienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(peer->closeCode(), 1001, kPatienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(idle->closeCode(), 1001, kPatienceMs);
    // Nobody is told that they left: the server did.
    QVERIFY(fixture.left().isEmpty());
}

CHAT121_TEST_MAIN(TestGatewaySession)
#include "tst_gateway_session.moc"
