// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The connection over a transport that is played by hand: greeting, answers, silence, chunks,
// nonsense of every kind, endpoints in turn, and what the status line is told.

#include "client/core/connection/connection.h"
#include "common/protocol/messages/answers.h"
#include "common/protocol/messages/delivery.h"
#include "common/protocol/messages/desk.h"
#include "common/protocol/messages/directory.h"
#include "common/protocol/messages/logs.h"
#include "common/protocol/messages/session.h"
#include "common/protocol/messages/signals.h"
#include "tests/client/core/connection/scripted_transport.h"
#include "tests/support/fake_clock.h"
#include "tests/support/random_sources.h"
#include "tests/support/test_main.h"

#include <QSignalSpy>
#include <QtTest>

namespace chat121::test {

using namespace std::chrono_literals;
using protocol::encodeFrame;
using protocol::MessageType;

namespace {

ConnectionTimes quickTimes()
{
    ConnectionTimes times;
    times.attempt = 400ms;
    times.answer = 200ms;
    times.delay_min = 2ms;
    times.delay_max = 8ms;
    times.ping = 300ms;
    times.idle = 800ms;
    times.stable = 1s;
    times.offline = 5s;
    return times;
}

protocol::Welcome welcome()
{
    protocol::Welcome message;
    message.version = 1;
    message.registrar.data.fill(7);
    message.challenge.data.fill(8);
    message.is_set_up = true;
    return message;
}

ServerAddress address()
{
    ServerAddress server;
    server.endpoints = {{QStringLiteral("one.example"), 1}, {QStringLiteral("two.example"), 2}};
    server.registrar_key.data.fill(7);
    return server;
}

QByteArray numbered(MessageType type)
{
    Writer writer;
    writer.u16(static_cast<quint16>(type));
    return writer.take();
}

} // namespace

class TestConnection final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_script.emplace();
        m_clock.emplace();
        m_connection =
            std::make_unique<Connection>(m_script->factory(), *m_clock, m_random, quickTimes(), nullptr);
        m_failures.clear();
        connect(m_connection.get(), &Connection::lost, this,
                [this](const ConnectionFailure &failure) { m_failures.append(failure); });
    }
    void cleanup() { m_connection.reset(); }

    void greetsAndIsReady()
    {
        QSignalSpy ready(m_connection.get(), &Connection::ready);
        start();
        QCOMPARE(m_connection->state(), ConnectionState::Connecting);
        QVERIFY(protocol::decodeFrame<protocol::Hello>(transport().sent.at(0)).has_value());
        transport().playReceived(encodeFrame(welcome()));
        QCOMPARE(ready.size(), 1);
        QVERIFY(m_connection->isReady());
        QCOMPARE(m_connection->state(), ConnectionState::Connected);
        QCOMPARE(m_connection->binding().challenge, welcome().challenge);
        QVERIFY(m_connection->greeting().is_set_up);
    }

    void badGreetingsAreNamed_data()
    {
        QTest::addColumn<QByteArray>("frame");
        QTest::addColumn<ConnectionFault>("fault");
        auto message = welcome();
        message.version = 2;
        QTest::newRow("a newer version") << encodeFrame(message) << ConnectionFault::VersionUnsupported;
        message.version = 0;
        QTest::newRow("version 0") << encodeFrame(message) << ConnectionFault::VersionUnsupported;
        message = welcome();
        message.registrar.data.fill(6);
        QTest::newRow("another registrar") << encodeFrame(message) << ConnectionFault::WrongRegistrar;
        QTest::newRow("no common version")
            << encodeFrame(protocol::Refused{{}, Code::Unsupported, protocol::Reason::VersionUnsupported, 0})
            << ConnectionFault::VersionUnsupported;
        QTest::newRow("too busy") << encodeFrame(
                                         protocol::Refused{{}, Code::Busy, protocol::Reason::ServerBusy, 0})
                                  << ConnectionFault::Refused;
        QTest::newRow("a welcome that is cut")
            << encodeFrame(welcome()).chopped(1) << ConnectionFault::Nonsense;
        QTest::newRow("a welcome and more") << encodeFrame(welcome()) + 'x' << ConnectionFault::Nonsense;
        QTest::newRow("an empty frame") << QByteArray() << ConnectionFault::Nonsense;
        QTest::newRow("something else") << encodeFrame(protocol::Done{{1}}) << ConnectionFault::Nonsense;
        QTest::newRow("HTML") << QByteArray("<html>") << ConnectionFault::Nonsense;
        QTest::newRow("too large") << QByteArray(limits::kFrameBytesMax + 1, 'x')
                                   << ConnectionFault::Nonsense;
    }
    void badGreetingsAreNamed()
    {
        QFETCH(QByteArray, frame);
        QFETCH(ConnectionFault, fault);
        start();
        transport().playReceived(frame);
        QCOMPARE(m_failures.size(), 1);
        QCOMPARE(m_failures.at(0).fault, fault);
        QVERIFY(!m_failures.at(0).is_final);
        QVERIFY(!m_connection->isReady());
        QVERIFY(connectionSentence(m_failures.at(0)).endsWith(u'.'));
        QTRY_COMPARE(m_script->attempts, 2); // and it tries again by itself
    }

    void nonsenseOfEveryTypeEndsTheConnection_data()
    {
        QTest::addColumn<QByteArray>("frame");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("one byte") << QByteArray("x");
        for (int type = 0; type < 100; ++type) {
            const QByteArray bare = numbered(static_cast<MessageType>(type));
            QTest::addRow("type %d, empty", type) << bare;
            QTest::addRow("type %d, zeros", type) << bare + QByteArray(3, '\0');
            QTest::addRow("type %d, ones", type) << bare + QByteArray(60, '\xff');
        }
        QTest::newRow("an answer that nobody asked for") << encodeFrame(protocol::Done{{99}});
        QTest::newRow("an answer to nothing") << encodeFrame(protocol::Done{{0}});
        QTest::newRow("a refusal that nobody asked for")
            << encodeFrame(protocol::Refused{{99}, Code::Busy, protocol::Reason::None, 0});
        QTest::newRow("another answer than asked for") << encodeFrame(protocol::Stored{{5}, {1}, {1}, {}});
        QTest::newRow("the right answer, cut") << encodeFrame(protocol::Done{{5}}).chopped(1);
        QTest::newRow("the right answer, and more") << encodeFrame(protocol::Done{{5}}) + 'x';
        QTest::newRow("a second chunk first") << encodeFrame(protocol::Chunk{1, false, QByteArray("x")});
        QTest::newRow("chunks in chunks")
            << encodeFrame(protocol::Chunk{0, true, encodeFrame(protocol::Chunk{0, true, QByteArray("x")})});
        QTest::newRow("a broken message in chunks")
            << encodeFrame(protocol::Chunk{0, true, QByteArray("\0\x21", 2)});
    }
    void nonsenseOfEveryTypeEndsTheConnection()
    {
        QFETCH(QByteArray, frame);
        startReady();
        std::optional<Reply<protocol::Done>> reply;
        m_connection->request<protocol::Done>(
            protocol::SetStatus{{5}, protocol::AgentStatus::Away, 1},
            [&reply](const Reply<protocol::Done> &answer) { reply = answer; });
        transport().playReceived(frame);
        QCOMPARE(m_failures.size(), 1);
        QCOMPARE(m_failures.at(0).fault, ConnectionFault::Nonsense);
        QCOMPARE(std::get<RequestFailure>(*reply).code, Code::Network);
    }

    void answersFindTheirRequests()
    {
        startReady();
        QList<int> order;
        m_connection->request<protocol::Stored, protocol::CommitConflict>(
            protocol::Commit{.request = {10}},
            [&order](const Reply<protocol::Stored, protocol::CommitConflict> &reply) {
                order.append(std::holds_alternative<protocol::CommitConflict>(reply) ? 10 : -1);
            });
        m_connection->request<protocol::Stored>(
            protocol::Append{.request = {11}}, [&order](const Reply<protocol::Stored> &reply) {
                order.append(std::get<protocol::Stored>(reply).sequence == Sequence{3} ? 11 : -1);
            });
        m_connection->request<protocol::Taken>(
            protocol::Take{{12}, {1}}, [&order](const Reply<protocol::Taken> &reply) {
                order.append(std::get<RequestFailure>(reply).reason == protocol::Reason::AlreadyTaken ? 12
                                                                                                      : -1);
            });
        transport().playReceived(
            encodeFrame(protocol::Refused{{12}, Code::Conflict, protocol::Reason::AlreadyTaken, 0}));
        transport().playReceived(encodeFrame(protocol::Stored{{11}, {1}, {3}, {}}));
        transport().playReceived(encodeFrame(protocol::CommitConflict{{10}, {1}, 0, 4}));
        QCOMPARE(order, (QList<int>{12, 11, 10}));
        QVERIFY(m_failures.isEmpty());
    }

    void aRequestWithoutAConnectionFailsLater()
    {
        std::optional<Reply<protocol::Done>> reply;
        const auto keep = [&reply](const Reply<protocol::Done> &answer) { reply = answer; };
        m_connection->request<protocol::Done>(protocol::SetStatus{{5}, protocol::AgentStatus::Away, 1}, keep);
        QVERIFY(!reply);
        QTRY_VERIFY(reply.has_value());
        QCOMPARE(std::get<RequestFailure>(*reply).code, Code::Network);
        startReady();
        m_connection->request<protocol::Done>(protocol::SetStatus{{6}, protocol::AgentStatus::Away, 1}, keep);
        reply.reset();
        m_connection->request<protocol::Done>(protocol::SetStatus{{6}, protocol::AgentStatus::Away, 1}, keep);
        QTRY_VERIFY(reply.has_value());
        QCOMPARE(std::get<RequestFailure>(*reply).code, Code::Conflict); // the same id twice at once
    }

    void unaskedMessagesArriveTyped()
    {
        startReady();
        QStringList seen;
        connect(m_connection.get(), &Connection::pushed, this,
                [&seen](const Push &push) { seen.append(QString::number(push.index())); });
        connect(m_connection.get(), &Connection::envelopePushed, this,
                [&seen](const protocol::EnvelopePushed &) { seen.append(QStringLiteral("envelope")); });
        transport().playReceived(encodeFrame(protocol::Organisation{}));
        transport().playReceived(encodeFrame(protocol::KeyPackagesPublished{}));
        transport().playReceived(encodeFrame(protocol::Signalled{}));
        transport().playReceived(encodeFrame(protocol::PresenceChanged{}));
        transport().playReceived(encodeFrame(protocol::DeskChanged{}));
        transport().playReceived(encodeFrame(protocol::QueueChanged{}));
        transport().playReceived(encodeFrame(protocol::EnvelopePushed{1, {}}));
        QCOMPARE(seen.join(u' '), QStringLiteral("0 1 2 3 4 5 envelope"));
    }

    void largeMessagesTravelInChunksBothWays()
    {
        startReady();
        protocol::Commit commit{.request = {10}};
        commit.commit = QByteArray(200'000, 'c');
        std::optional<Reply<protocol::GroupInfo>> reply;
        m_connection->request<protocol::GroupInfo>(
            commit, [&reply](const Reply<protocol::GroupInfo> &answer) { reply = answer; });
        QVERIFY(transport().sent.size() > 3);
        protocol::ChunkAssembler assembler;
        std::optional<QByteArray> whole;
        for (const QByteArray &frame : transport().sent.sliced(1)) {
            QVERIFY(frame.size() <= limits::kFrameBytesMax);
            whole = assembler.add(protocol::decodeFrame<protocol::Chunk>(frame).value()).value();
        }
        QCOMPARE(protocol::decodeFrame<protocol::Commit>(*whole).value().commit.bytes, commit.commit.bytes);
        protocol::GroupInfo info{.request = {10}};
        info.group_info = QByteArray(300'000, 'g');
        int between = 0;
        connect(m_connection.get(), &Connection::pushed, this, [&between](const Push &) { ++between; });
        for (const QByteArray &frame : protocol::toFrames(encodeFrame(info))) {
            transport().playReceived(frame);
            transport().playReceived(encodeFrame(protocol::PresenceChanged{}));
        }
        QCOMPARE(std::get<protocol::GroupInfo>(*reply).group_info.bytes, info.group_info.bytes);
        QVERIFY(between > 3);
    }

    void aServerThatDoesNotAnswerIsLeft()
    {
        startReady();
        std::optional<Reply<protocol::Done>> reply;
        m_connection->request<protocol::Done>(
            protocol::SetStatus{{5}, protocol::AgentStatus::Away, 1},
            [&reply](const Reply<protocol::Done> &answer) { reply = answer; });
        m_clock->advance(150ms);
        transport().playReceived(encodeFrame(protocol::PresenceChanged{})); // it talks, but does not answer
        m_clock->advance(100ms);
        QTRY_COMPARE(m_failures.size(), 1);
        QCOMPARE(m_failures.at(0).fault, ConnectionFault::Silent);
        QCOMPARE(std::get<RequestFailure>(*reply).code, Code::Network);
    }

    void aSlowUploadIsNoSilence()
    {
        startReady();
        m_connection->request<protocol::Done>(protocol::SetStatus{{5}, protocol::AgentStatus::Away, 1},
                                              [](const Reply<protocol::Done> &) {});
        ScriptedTransport &line = transport();
        line.to_write = 1000;
        QTest::qWait(60); // one real tick sees it
        for (int i = 0; i < 5; ++i) {
            m_clock->advance(150ms);
            line.playPong();
            line.to_write -= 100;
            QTest::qWait(60);
        }
        QVERIFY(m_failures.isEmpty());
        m_clock->advance(250ms); // it stands still
        QTRY_COMPARE(m_failures.size(), 1);
    }

    void anIdleLineIsPingedAndThenLeft()
    {
        startReady();
        ScriptedTransport &line = transport();
        m_clock->advance(350ms);
        QTRY_COMPARE(line.pings, 1);
        line.playPong();
        m_clock->advance(700ms);
        QTRY_COMPARE(line.pings, 2);
        QVERIFY(m_failures.isEmpty());
        m_clock->advance(150ms);
        QTRY_COMPARE(m_failures.size(), 1);
        QCOMPARE(m_failures.at(0).fault, ConnectionFault::Silent);
    }

    void whoNeverGreetsIsLeft()
    {
        start();
        m_clock->advance(500ms);
        QTRY_COMPARE(m_failures.size(), 1);
        QCOMPARE(m_failures.at(0).fault, ConnectionFault::Silent);
    }

    void whoNeverOpensIsUnreachable()
    {
        m_connection->start(address());
        m_clock->advance(500ms);
        QTRY_COMPARE(m_failures.size(), 1);
        QCOMPARE(m_failures.at(0).fault, ConnectionFault::Unreachable);
    }

    void endpointsTakeTurns()
    {
        m_connection->start(address());
        QStringList hosts;
        for (int i = 0; i < 4; ++i) {
            hosts.append(transport().opened_to.host);
            transport().playClosed(ConnectionFault::Unreachable);
            QTRY_COMPARE(m_script->attempts, i + 2);
        }
        QCOMPARE(hosts.join(u' '), QStringLiteral("one.example two.example one.example two.example"));
        transport().playOpened();
        transport().playReceived(encodeFrame(welcome()));
        const QString good = transport().opened_to.host;
        transport().playClosed(ConnectionFault::Closed);
        QTRY_COMPARE(m_script->attempts, 6);
        QCOMPARE(transport().opened_to.host, good); // what was good is tried first
    }

    void theStatusTellsTheTruth()
    {
        QList<ConnectionState> states;
        connect(m_connection.get(), &Connection::stateChanged, this,
                [&states](ConnectionState state) { states.append(state); });
        startReady();
        transport().playClosed(ConnectionFault::Closed);
        m_clock->advance(6s);
        QTRY_COMPARE(m_connection->state(), ConnectionState::Offline);
        QTRY_VERIFY(m_script->newest() && !m_script->newest()->is_closed);
        transport().playOpened();
        transport().playReceived(encodeFrame(welcome()));
        QCOMPARE(states, (QList<ConnectionState>{ConnectionState::Connected, ConnectionState::Reconnecting,
                                                 ConnectionState::Offline, ConnectionState::Connected}));
    }

    void theNetworksReturnIsUsedAtOnce()
    {
        ConnectionTimes patient = quickTimes();
        patient.delay_min = patient.delay_max = 1h;
        m_connection =
            std::make_unique<Connection>(m_script->factory(), *m_clock, m_random, patient, nullptr);
        ServerAddress one = address();
        one.endpoints.removeLast();
        m_connection->start(one);
        m_connection->setNetworkAvailable(false);
        QCOMPARE(m_connection->state(), ConnectionState::Offline);
        transport().playClosed(ConnectionFault::Unreachable);
        QCOMPARE(m_script->attempts, 1);
        m_connection->setNetworkAvailable(true);
        QCOMPARE(m_script->attempts, 2);
        transport().playClosed(ConnectionFault::Unreachable);
        m_connection->retryNow();
        QCOMPARE(m_script->attempts, 3);
    }

    void aFinalFailureStopsTheAttempts()
    {
        startReady();
        transport().playReceived(
            encodeFrame(protocol::Refused{{}, Code::Forbidden, protocol::Reason::DeviceRevoked, 0}));
        QCOMPARE(m_failures.size(), 1);
        QVERIFY(m_failures.at(0).is_final);
        QCOMPARE(m_connection->state(), ConnectionState::Offline);
        QTest::qWait(60);
        QCOMPARE(m_script->attempts, 1);
    }

    void stoppingInsideAHandlerIsSafe()
    {
        startReady();
        m_connection->request<protocol::Done>(
            protocol::SetStatus{{5}, protocol::AgentStatus::Away, 1},
            [this](const Reply<protocol::Done> &) { m_connection->stop(); });
        transport().playReceived(encodeFrame(protocol::Done{{5}}));
        QVERIFY(!m_connection->isReady());
        connect(
            m_connection.get(), &Connection::lost, this, [this] { m_connection.reset(); },
            Qt::QueuedConnection);
        startReady();
        transport().playClosed(ConnectionFault::Closed);
        QTRY_VERIFY(!m_connection);
    }

    void sayingNeedsAConnection()
    {
        m_connection->say(protocol::Signal{});
        startReady();
        m_connection->say(protocol::Acknowledge{{1}, 1, {1}});
        QCOMPARE(transport().sent.size(), 2);
    }

private:
    ScriptedTransport &transport() { return *m_script->newest(); }
    void start()
    {
        m_connection->start(address());
        transport().playOpened();
    }
    void startReady()
    {
        start();
        transport().playReceived(encodeFrame(welcome()));
    }

    std::optional<TransportScript> m_script;
    std::optional<FakeClock> m_clock;
    SeededRandom m_random{1};
    std::unique_ptr<Connection> m_connection;
    QList<ConnectionFailure> m_failures;
};

} // namespace chat121::test

CHAT121_TEST_MAIN(chat121::test::TestConnection)
#include "tst_connection.moc"
