// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Sessions over a real WebSocket to a server that drops, doubles, cuts and lies: every envelope is
// handed over once, in order; acknowledged only after it was saved.

#include "client/core/connection/session.h"
#include "common/base/clock.h"
#include "common/crypto/init.h"
#include "common/crypto/sodium_random.h"
#include "common/protocol/messages/answers.h"
#include "common/protocol/messages/logs.h"
#include "common/protocol/messages/session.h"
#include "tests/client/core/connection/fake_server.h"
#include "tests/client/core/connection/plain_loopback.h"
#include "tests/client/core/connection/session_fixture.h"
#include "tests/support/random_sources.h"
#include "tests/support/test_main.h"

#include <QSignalSpy>
#include <QtTest>

namespace chat121::test {

using protocol::encodeFrame;
using protocol::MessageType;

namespace {

constexpr LogId kTalk{11};
constexpr LogId kInbox{12};

} // namespace

class TestSession final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::initialise().has_value()); }
    void init()
    {
        m_server.emplace(std::nullopt);
        m_sink.emplace();
        m_ids.emplace();
        m_connection = std::make_unique<Connection>(plainWebSockets(PlainLoopbackKey::permission()), m_clock,
                                                    m_random, impatient(), nullptr);
        m_session = std::make_unique<Session>(*m_connection, *m_sink, *m_ids, nullptr);
        m_failures.clear();
        connect(m_connection.get(), &Connection::lost, this,
                [this](const ConnectionFailure &failure) { m_failures.append(failure); });
    }
    void cleanup()
    {
        m_session.reset();
        m_connection.reset();
        m_server.reset();
    }

    void provesItsKeyOverTheChallenge()
    {
        begin();
        QTRY_VERIFY(m_session->isCaughtUp());
        const protocol::LogIn log_in = m_server->log_ins.at(0);
        protocol::Hash challenge;
        challenge.data.fill(0x33);
        const identity::LogInStatement said{{m_server->registrar(), challenge, {}}, {21}, {22}, 5};
        QVERIFY(identity::verifyDetached(said, m_key.publicKey(), log_in.device_proof));
        QCOMPARE(log_in.start_counter, 5u);
        QCOMPARE(log_in.last_request, log_in.request);
    }

    void fetchesWhatItMissed()
    {
        for (int i = 0; i < 130; ++i) // more than two replies of 50
            m_server->append(kTalk, QByteArray::number(i));
        m_server->append(kInbox, "welcome");
        QSignalSpy caught_up(m_session.get(), &Session::caughtUp);
        QSignalSpy log_caught_up(m_session.get(), &Session::logCaughtUp);
        begin();
        QTRY_COMPARE(caught_up.size(), 1);
        QCOMPARE(sequences(kTalk), 130);
        QCOMPARE(sequences(kInbox), 1);
        QCOMPARE(log_caught_up.size(), 2);
        QVERIFY(m_session->isCaughtUp(kTalk));
        QVERIFY(m_session->isCaughtUp({99}));
        QTRY_COMPARE(m_server->acknowledged.value(kTalk), Sequence{130});
        QTRY_COMPARE(m_server->acknowledged.value(kInbox), Sequence{1});
    }

    void takesPushesAsTheyCome()
    {
        begin();
        QTRY_VERIFY(m_session->isCaughtUp());
        for (int i = 0; i < 20; ++i)
            m_server->append(kTalk, QByteArray::number(i));
        QTRY_COMPARE(sequences(kTalk), 20);
        QTRY_COMPARE(m_server->acknowledged.value(kTalk), Sequence{20});
        QCOMPARE(m_server->since_count, 0);
        QVERIFY(m_failures.isEmpty());
    }

    void aMissedPushIsFetched()
    {
        begin();
        QTRY_VERIFY(m_session->isCaughtUp());
        int number = 0;
        m_server->pushes = [&number] { return ++number == 2 ? 0 : 1; };
        for (int i = 0; i < 3; ++i)
            m_server->append(kTalk, QByteArray::number(i));
        QTRY_COMPARE(sequences(kTalk), 3);
        QCOMPARE(m_server->since_count, 1);
    }

    void aLogThatBeginsInTheMiddleIsNoLoss() // a member since the seventh envelope
    {
        for (int i = 0; i < 9; ++i)
            m_server->append(kTalk, QByteArray::number(i));
        m_server->intercept = [this](MessageType type, const QByteArray &frame) {
            if (type != MessageType::Since) return false;
            protocol::Envelopes answer{.request =
                                           protocol::decodeFrame<protocol::Since>(frame).value().request};
            for (quint64 sequence = 7; sequence <= 9; ++sequence)
                answer.envelopes.items.append({.log = kTalk, .sequence = {sequence}});
            m_server->send(encodeFrame(answer));
            return true;
        };
        begin();
        QTRY_VERIFY(m_session->isCaughtUp());
        QCOMPARE(m_sink->logs[kTalk].envelopes.size(), 3);
        QCOMPARE(m_sink->logs[kTalk].skips, (QList<QPair<quint64, bool>>{{7, false}}));
        QCOMPARE(m_sink->violations, 0);
    }

    void deletedByPolicyIsSaidSo()
    {
        for (int i = 0; i < 9; ++i)
            m_server->append(kTalk, QByteArray::number(i));
        m_server->trim(kTalk, {5});
        begin();
        QTRY_VERIFY(m_session->isCaughtUp());
        QCOMPARE(m_sink->logs[kTalk].skips, (QList<QPair<quint64, bool>>{{5, true}}));
        QCOMPARE(m_sink->logs[kTalk].envelopes.size(), 5);
        QCOMPARE(m_sink->violations, 0);
    }

    void aRestoredServerBeginsAgain()
    {
        for (int i = 0; i < 4; ++i)
            m_server->append(kTalk, QByteArray::number(i));
        begin();
        QTRY_COMPARE(sequences(kTalk), 4);
        m_server->setIncarnation(2);
        m_server->acknowledged.clear();
        m_server->cut();
        QTRY_COMPARE(m_sink->restores, 1);
        QTRY_COMPARE(sequences(kTalk), 4);
        QCOMPARE(m_sink->logs[kTalk].position.incarnation, 2u);
        QTRY_COMPARE(m_server->acknowledged.value(kTalk), Sequence{4});
        QCOMPARE(m_sink->restores, 1);
    }

    void aFullDiskLosesNothing()
    {
        for (int i = 0; i < 4; ++i)
            m_server->append(kTalk, QByteArray::number(i));
        m_sink->is_full = true;
        QSignalSpy failed(m_session.get(), &Session::sinkFailed);
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("could not be saved")));
        begin();
        QTRY_COMPARE(failed.size(), 1);
        QVERIFY(m_session->isLoggedIn());
        QVERIFY(!m_session->isCaughtUp(kTalk));
        m_server->append(kTalk, "while full");
        QTest::qWait(150); // longer than acknowledgements are joined
        QVERIFY(m_server->acknowledged.isEmpty());
        m_sink->is_full = false;
        m_session->resume();
        QTRY_COMPARE(sequences(kTalk), 5);
        QTRY_COMPARE(m_server->acknowledged.value(kTalk), Sequence{5});
    }

    void withoutRequestIdsNothingIsSaid()
    {
        m_ids->is_full = true;
        QSignalSpy failed(m_session.get(), &Session::sinkFailed);
        begin();
        QTRY_VERIFY(failed.size() >= 1);
        QVERIFY(m_server->log_ins.isEmpty());
        m_ids->is_full = false;
        QTRY_VERIFY(m_session->isCaughtUp());
    }

    void aRefusedLogInIsNamed_data()
    {
        QTest::addColumn<protocol::Reason>("reason");
        QTest::addColumn<bool>("is_final");
        QTest::newRow("rolled back") << protocol::Reason::StateRolledBack << true;
        QTest::newRow("revoked") << protocol::Reason::DeviceRevoked << true;
        QTest::newRow("bad signature") << protocol::Reason::BadSignature << true;
        QTest::newRow("busy") << protocol::Reason::ServerBusy << false;
        QTest::newRow("server's disk full") << protocol::Reason::DiskFull << false;
    }
    void aRefusedLogInIsNamed()
    {
        QFETCH(protocol::Reason, reason);
        QFETCH(bool, is_final);
        m_server->intercept = [this, reason](MessageType type, const QByteArray &frame) {
            if (type != MessageType::LogIn) return false;
            const RequestId request = protocol::decodeFrame<protocol::LogIn>(frame).value().request;
            m_server->send(encodeFrame(protocol::Refused{request, Code::Forbidden, reason, 0}));
            return true;
        };
        begin();
        QTRY_VERIFY(!m_failures.isEmpty());
        QCOMPARE(m_failures.at(0).fault, ConnectionFault::Refused);
        QCOMPARE(m_failures.at(0).reason, reason);
        QCOMPARE(m_failures.at(0).is_final, is_final);
        QVERIFY(connectionSentence(m_failures.at(0)).endsWith(u'.'));
        if (!is_final) QTRY_VERIFY(m_failures.size() > 1);
    }

    void liesAboutEnvelopesEndTheConnection_data()
    {
        QTest::addColumn<protocol::Envelopes>("answer");
        protocol::Envelopes answer;
        answer.is_complete = false;
        QTest::newRow("more, but nothing comes") << answer;
        answer.is_complete = true;
        answer.envelopes.items = {{.log = {99}, .sequence = {1}}};
        QTest::newRow("a log that nobody asked for") << answer;
        answer.envelopes.items = {{.log = kTalk, .sequence = {2}}, {.log = kTalk, .sequence = {1}}};
        QTest::newRow("backwards") << answer;
        answer.envelopes.items = {{.log = kTalk, .sequence = {1}}, {.log = kTalk, .sequence = {1}}};
        QTest::newRow("the same twice") << answer;
        answer.envelopes.items = {{.log = kTalk, .sequence = {0}}};
        QTest::newRow("sequence 0") << answer;
        answer.envelopes.items = {};
        answer.trimmed.items = {{{99}, 1, {5}}};
        QTest::newRow("another log trimmed") << answer;
    }
    void liesAboutEnvelopesEndTheConnection()
    {
        QFETCH(protocol::Envelopes, answer);
        m_server->append(kTalk, "one");
        m_server->intercept = [this, &answer](MessageType type, const QByteArray &frame) {
            if (type != MessageType::Since) return false;
            answer.request = protocol::decodeFrame<protocol::Since>(frame).value().request;
            m_server->send(encodeFrame(answer));
            return true;
        };
        begin();
        QTRY_VERIFY(!m_failures.isEmpty());
        QCOMPARE(m_failures.at(0).fault, ConnectionFault::Nonsense);
        QCOMPARE(m_sink->violations, 0);
        m_server->intercept = nullptr; // honest again
        QTRY_COMPARE(sequences(kTalk), 1);
        QTRY_VERIFY(m_session->isCaughtUp());
    }

    void headsThatLeadNowhereEndInPeace() // announced, but clipped: no longer a member
    {
        m_server->append(kTalk, "one");
        m_server->intercept = [this](MessageType type, const QByteArray &frame) {
            if (type != MessageType::Since) return false;
            const RequestId request = protocol::decodeFrame<protocol::Since>(frame).value().request;
            m_server->send(encodeFrame(protocol::Envelopes{.request = request}));
            return true;
        };
        begin();
        QTRY_VERIFY(m_session->isCaughtUp());
        QVERIFY(m_failures.isEmpty());
        QVERIFY(m_sink->logs[kTalk].envelopes.isEmpty());
    }

    void aLogMayBeFetchedFromWithinTheSink() // a Welcome names the conversation that was joined
    {
        m_server->append(kInbox, "welcome");
        m_server->append(kTalk, "first words");
        m_server->acknowledged.insert(kTalk, {1}); // so that the log-in does not announce it
        m_sink->on_accept = [this](LogId log) {
            if (log == kInbox) m_session->fetch(kTalk);
        };
        begin();
        QTRY_COMPARE(sequences(kTalk), 1);
        QTRY_VERIFY(m_session->isCaughtUp(kTalk));
    }

    void aLogThatTheLogInDoesNotNameIsBehindUntilItIsRead() // the inbox of a former device
    {
        const int kMore = 60; // than one reply holds
        m_server->append(kTalk, "words that need the Welcome");
        for (int i = 0; i < kMore; ++i)
            m_server->append(kInbox, "welcome");
        m_server->acknowledged.insert(kInbox, {kMore}); // so that the log-in does not announce it
        QList<bool> was_inbox_read;
        m_sink->on_accept = [&, this](LogId log) {
            if (log == kTalk) was_inbox_read.append(m_session->isCaughtUp(kInbox));
        };
        connect(m_session.get(), &Session::loggedIn, this, [this] { m_session->fetch(kInbox); });
        begin();
        QTRY_COMPARE(sequences(kInbox), kMore);
        QTRY_VERIFY(m_session->isCaughtUp(kInbox));
        QCOMPARE(was_inbox_read, QList<bool>{false}); // one question for both, and this log came first
    }

    void whatComesTooEarlyComesAgain() // words of a conversation before the Welcome to it
    {
        for (int i = 0; i < 60; ++i)
            m_server->append(kTalk, QByteArray::number(i));
        m_server->append(kInbox, "welcome");
        bool is_welcome = false;
        m_sink->too_early = [&is_welcome](LogId log) { return log == kTalk && !is_welcome; };
        m_sink->on_accept = [this, &is_welcome](LogId log) {
            if (log != kInbox) return;
            is_welcome = true;
            m_session->resume();
        };
        begin();
        QTRY_COMPARE(sequences(kTalk), 60);
        QTRY_VERIFY(m_session->isCaughtUp());
        QVERIFY(m_failures.isEmpty());
    }

    void afterItsEndNothingIsHandedOver()
    {
        begin();
        QTRY_VERIFY(m_session->isCaughtUp());
        m_session->end();
        m_server->append(kTalk, "too late");
        QTest::qWait(30);
        QVERIFY(m_sink->logs.value(kTalk).envelopes.isEmpty());
        QVERIFY(!m_session->isLoggedIn());
    }

    // Random drops, doubles, cuts, full disks and restarts of the client: once, in order, all.
    void everyEnvelopeOnceInOrder_data()
    {
        QTest::addColumn<quint64>("seed");
        for (quint64 seed = 1; seed <= 8; ++seed)
            QTest::addRow("seed %llu", seed) << seed;
    }
    void everyEnvelopeOnceInOrder()
    {
        QFETCH(quint64, seed);
        SeededRandom dice(seed);
        m_server->pushes = [&dice] { return static_cast<int>(dice.below(3)); };
        begin();
        QHash<LogId, QList<QByteArray>> said;
        for (int step = 0; step < 250; ++step) {
            const LogId log{1 + dice.below(4)};
            const QByteArray body = QByteArray::number(step);
            m_server->append(log, body);
            said[log].append(body);
            if (dice.below(25) == 0) m_server->cut();
            if (dice.below(40) == 0) restartClient();
            if (dice.below(3) == 0) QTest::qWait(static_cast<int>(dice.below(4)));
        }
        m_server->pushes = nullptr;
        for (const LogId log : said.keys())
            said[log].append(m_server->append(log, "last").body.bytes);
        for (const LogId log : said.keys())
            QTRY_COMPARE(bodies(log), said.value(log));
        QCOMPARE(m_sink->violations, 0);
        for (const LogId log : said.keys())
            QTRY_COMPARE(m_server->acknowledged.value(log),
                         Sequence{static_cast<quint64>(said.value(log).size())});
        QCOMPARE(m_failures.size(),
                 std::count_if(m_failures.cbegin(), m_failures.cend(), [](const auto &failure) {
                     return failure.fault == ConnectionFault::Closed ||
                            failure.fault == ConnectionFault::NotAChatServer;
                 }));
    }

private:
    void begin()
    {
        crypto::PublicKey registrar;
        registrar.data = m_server->registrar().data;
        m_connection->start({{{QStringLiteral("127.0.0.1"), m_server->port()}}, registrar});
        m_session->begin({{21}, {22}, &m_key, 5});
    }

    void restartClient()
    {
        m_session = nullptr;
        m_connection = std::make_unique<Connection>(plainWebSockets(PlainLoopbackKey::permission()), m_clock,
                                                    m_random, impatient(), nullptr);
        m_session = std::make_unique<Session>(*m_connection, *m_sink, *m_ids, nullptr);
        begin();
    }

    // How many envelopes came, all of them in order from the first.
    int sequences(LogId log)
    {
        return m_sink->violations == 0 ? int(m_sink->logs[log].envelopes.size()) : -1;
    }

    QList<QByteArray> bodies(LogId log)
    {
        QList<QByteArray> result;
        for (const protocol::Envelope &envelope : std::as_const(m_sink->logs[log].envelopes))
            result.append(envelope.body.bytes);
        return result;
    }

    SystemClock m_clock;
    crypto::SodiumRandom m_random;
    crypto::SigningKey m_key = crypto::SigningKey::generate(m_random);
    std::optional<FakeServer> m_server;
    std::optional<MemorySink> m_sink;
    std::optional<MemoryRequestIds> m_ids;
    std::unique_ptr<Connection> m_connection;
    std::unique_ptr<Session> m_session;
    QList<ConnectionFailure> m_failures;
};

} // namespace chat121::test

CHAT121_TEST_MAIN(chat121::test::TestSession)
#include "tst_session.moc"
