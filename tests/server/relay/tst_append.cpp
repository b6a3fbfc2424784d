// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Appending and reading: numbers without gaps, retries, membership and epochs, intervals, budgets,
// cursors and heads, signals.

#include "common/identity/ids.h"
#include "common/protocol/messages/delivery.h"
#include "common/protocol/messages/logs.h"
#include "common/protocol/messages/session.h"
#include "common/protocol/messages/signals.h"
#include "server/relay/handlers.h"
#include "server/relay/reading.h"
#include "server/store/envelope_rows.h"
#include "tests/server/support/people.h"
#include "tests/support/test_main.h"

using namespace chat121;
using namespace chat121::store;
using namespace chat121::protocol;
using store::Refusal;

namespace {

constexpr quint64 kIncarnation = 14; // of People::conversation()

class TestAppend : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { test::addBackends(); }
    void init();
    void cleanup();

    void anEnvelopeIsNumberedStoredAndPushed();
    void aRetryGetsTheSameNumber();
    void aRetryAfterTheEpochIsClosedGetsTheSameNumber();
    void aRetryAfterARestartGetsTheSameNumber();
    void whatMayNotBeAppended_data();
    void whatMayNotBeAppended();
    void aReaderSeesOnlyItsIntervals();
    void aStrangerSeesNothing();
    void aBudgetCutsAndContinues();
    void anotherIncarnationIsTrimmed();
    void anUnknownIncarnationIsTold();
    void aFloorAboveTheCursorIsTrimmed();
    void anEmptiedEnvelopeKeepsNumberAndHash();
    void aCursorNeverGoesDown();
    void headsListOnlyWhatIsAbove();
    void aSignalReachesMembersAndIsNotStored();
    void waitingRoomOpenings();
    void aWaitingEnvelopeIsReplacedOnce();

private:
    Append application(LogId log, quint64 epoch = 1) const;
    Envelopes since(const Caller &caller, LogId log, quint64 after = 0, quint32 bytes = 1'000'000);
    QList<quint64> numbers(const Envelopes &envelopes) const;

    std::unique_ptr<test::StoreFixture> m_fixture;
    std::unique_ptr<test::People> m_people;
    Caller m_guest, m_agent, m_stranger;
    LogId m_log;
};

void TestAppend::init()
{
    QFETCH_GLOBAL(QString, backend);
    m_fixture = std::make_unique<test::StoreFixture>(backend);
    relay::addHandlers(m_fixture->table);
    m_people = std::make_unique<test::People>(*m_fixture);
    m_guest = m_people->guest();
    m_agent = m_people->staff({m_people->departments.support});
    m_stranger = m_people->guest();
    m_log = m_people->conversation({m_guest, m_agent});
    m_fixture->takeDeliveries();
}

void TestAppend::cleanup()
{
    m_people.reset();
    m_fixture.reset();
}

Append TestAppend::application(LogId log, quint64 epoch) const
{
    return {m_people->next(), log, EnvelopeKind::Application, 0, epoch, {}, {"sealed"}};
}

Envelopes TestAppend::since(const Caller &caller, LogId log, quint64 after, quint32 bytes)
{
    Since message;
    message.request = m_people->next();
    message.positions.items.append({log, 0, Sequence{after}});
    message.bytes_max = bytes;
    return m_fixture->ask<Envelopes>(caller, message);
}

QList<quint64> TestAppend::numbers(const Envelopes &envelopes) const
{
    QList<quint64> result;
    for (const Envelope &envelope : envelopes.envelopes.items)
        result.append(envelope.sequence.value);
    return result;
}

void TestAppend::anEnvelopeIsNumberedStoredAndPushed()
{
    for (quint64 i = 1; i <= 3; ++i) {
        const Append message = application(m_log);
        const auto stored = m_fixture->ask<Stored>(m_guest, message);
        QCOMPARE(stored.request, message.request);
        QCOMPARE(stored.sequence, Sequence{i});
        QCOMPARE(stored.stored_at, m_fixture->clock.now());
    }
    const auto pushes = m_fixture->delivered<EnvelopePushed>();
    QCOMPARE(pushes.size(), 3);
    QVERIFY(pushes.first().first.includes(m_agent));
    QVERIFY(!pushes.first().first.includes(m_guest)); // it has the answer
    QVERIFY(!pushes.first().first.includes(m_stranger));
    QCOMPARE(pushes.last().second.envelope.body.bytes, "sealed");
    QCOMPARE(pushes.last().second.envelope.sender, m_guest.device);
    QCOMPARE(numbers(since(m_agent, m_log)), (QList<quint64>{1, 2, 3}));
}

void TestAppend::aRetryGetsTheSameNumber()
{
    const Append first = application(m_log);
    const auto stored = m_fixture->ask<Stored>(m_guest, first);
    m_fixture->ask<Stored>(m_guest, application(m_log));
    m_fixture->takeDeliveries();
    m_fixture->clock.advance(std::chrono::hours(1));
    const auto again = m_fixture->ask<Stored>(m_guest, first);
    QCOMPARE(encodeFrame(again), encodeFrame(stored));
    QVERIFY(m_fixture->takeDeliveries().isEmpty()); // nobody gets it twice
    QCOMPARE(numbers(since(m_agent, m_log)), (QList<quint64>{1, 2}));
}

void TestAppend::aRetryAfterTheEpochIsClosedGetsTheSameNumber()
{
    const Append first = application(m_log);
    m_fixture->ask<Stored>(m_guest, first);
    m_fixture->mustWrite([&](Sql &sql) -> Result<void> {
        TRY_ASSIGN(auto log, findLog(sql, m_log));
        return setEpoch(sql, *log, 0, 2);
    });
    QCOMPARE(m_fixture->ask<Stored>(m_guest, first).sequence, Sequence{1});
    QCOMPARE(m_fixture->refusal(m_guest, application(m_log)).reason, Reason::EpochClosed);
}

void TestAppend::aRetryAfterARestartGetsTheSameNumber()
{
    const Append first = application(m_log);
    m_fixture->ask<Stored>(m_guest, first);
    m_fixture->stop();
    m_fixture->start();
    QCOMPARE(m_fixture->ask<Stored>(m_guest, first).sequence, Sequence{1});
    QCOMPARE(m_fixture->ask<Stored>(m_guest, application(m_log)).sequence, Sequence{2});
}

void TestAppend::whatMayNotBeAppended_data()
{
    QTest::addColumn<QString>("who");
    QTest::addColumn<quint64>("log"); // 0: the conversation
    QTest::addColumn<int>("kind");
    QTest::addColumn<quint64>("epoch");
    QTest::addColumn<QByteArray>("sealed");
    QTest::addColumn<int>("reason");
    const QByteArray x = "x";
    const int application = int(EnvelopeKind::Application);
    QTest::newRow("a stranger") << "stranger" << 0ull << application << 1ull << x << int(Reason::NotAMember);
    QTest::newRow("no such log") << "guest" << 999'999ull << application << 1ull << x
                                 << int(Reason::UnknownLog);
    QTest::newRow("an older epoch") << "guest" << 0ull << application << 0ull << x
                                    << int(Reason::EpochClosed);
    QTest::newRow("a later epoch") << "guest" << 0ull << application << 2ull << x << int(Reason::EpochClosed);
    QTest::newRow("nothing inside") << "guest" << 0ull << application << 1ull << QByteArray("")
                                    << int(Reason::None);
    QTest::newRow("a commit by this road")
        << "guest" << 0ull << int(EnvelopeKind::Commit) << 1ull << x << int(Reason::None);
    QTest::newRow("a Welcome by this road")
        << "guest" << 0ull << int(EnvelopeKind::Invitation) << 1ull << x << int(Reason::None);
    QTest::newRow("an opening in a conversation")
        << "guest" << 0ull << int(EnvelopeKind::Opening) << 1ull << x << int(Reason::None);
    QTest::newRow("a message in a waiting room") << "agent" << test::Departments{}.support_room.value
                                                 << application << 1ull << x << int(Reason::NotAMember);
    QTest::newRow("a team's log, before there is a group")
        << "agent" << test::Departments{}.support_team.value << application << 1ull << x
        << int(Reason::NotAMember);
}

void TestAppend::whatMayNotBeAppended()
{
    QFETCH(QString, who);
    QFETCH(quint64, log);
    QFETCH(int, kind);
    QFETCH(quint64, epoch);
    QFETCH(QByteArray, sealed);
    const Caller caller = who == "stranger" ? m_stranger : who == "agent" ? m_agent : m_guest;
    Append message = application(log ? LogId{log} : m_log, epoch);
    message.kind = static_cast<EnvelopeKind>(kind);
    message.about = m_log;
    message.sealed.bytes = sealed;
    const Refusal refusal = m_fixture->refusal(caller, message);
    QTEST(int(refusal.reason), "reason");
    QVERIFY(m_fixture->takeDeliveries().isEmpty());
    QVERIFY(since(m_agent, m_log).envelopes.items.isEmpty());
}

void TestAppend::aReaderSeesOnlyItsIntervals()
{
    for (int i = 0; i < 10; ++i)
        m_fixture->ask<Stored>(m_guest, application(m_log));
    const Caller second = m_people->staff({m_people->departments.support});
    m_fixture->mustWrite([&](Sql &sql) -> Result<void> { // was there from 3 to 5 and is again since 9
        TRY_ASSIGN(auto log, findLog(sql, m_log));
        TRY(addMember(sql, *log, {second.device, second.account}, Sequence{3}));
        TRY(endMember(sql, *log, second.device, Sequence{5}));
        return addMember(sql, *log, {second.device, second.account}, Sequence{9});
    });
    QCOMPARE(numbers(since(second, m_log)), (QList<quint64>{3, 4, 5, 9, 10}));
    QCOMPARE(numbers(since(second, m_log, 4)), (QList<quint64>{5, 9, 10}));
    QCOMPARE(numbers(since(second, m_log, 7)), (QList<quint64>{9, 10}));
    QVERIFY(since(second, m_log, 10).envelopes.items.isEmpty());
}

void TestAppend::aStrangerSeesNothing()
{
    m_fixture->ask<Stored>(m_guest, application(m_log));
    for (const LogId log : {m_log, identity::inboxLogOf(m_guest.device), LogId{123456}}) {
        const Envelopes answer = since(m_stranger, log);
        QVERIFY(answer.envelopes.items.isEmpty());
        QVERIFY(answer.trimmed.items.isEmpty());
        QVERIFY(answer.is_complete);
    }
}

void TestAppend::aBudgetCutsAndContinues()
{
    for (int i = 0; i < 10; ++i) {
        Append message = application(m_log);
        message.sealed.bytes = QByteArray(1000, 'x');
        m_fixture->ask<Stored>(m_guest, message);
    }
    QList<quint64> seen;
    for (int round = 0; round < 10; ++round) {
        const Envelopes part = since(m_agent, m_log, seen.isEmpty() ? 0 : seen.last(), 3500);
        QVERIFY(part.envelopes.items.size() <= 3);
        seen += numbers(part);
        if (part.is_complete) break;
    }
    QCOMPARE(seen, (QList<quint64>{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}));
    QCOMPARE(since(m_agent, m_log, 0, 1).envelopes.items.size(), 1); // never nothing at all
}

void TestAppend::anotherIncarnationIsTrimmed()
{
    m_fixture->ask<Stored>(m_guest, application(m_log));
    Since message;
    message.positions.items.append({m_log, 4711, Sequence{1}});
    const auto answer = m_fixture->ask<Envelopes>(m_agent, message);
    QCOMPARE(answer.trimmed.items.size(), 1);
    QCOMPARE(answer.trimmed.items.first().incarnation, kIncarnation);
    QVERIFY(answer.envelopes.items.isEmpty());
}

void TestAppend::anUnknownIncarnationIsTold()
{
    m_fixture->ask<Stored>(m_guest, application(m_log));
    Since message;
    message.positions.items.append({m_log, 0, Sequence{}});
    const auto answer = m_fixture->ask<Envelopes>(m_agent, message);
    QCOMPARE(numbers(answer), (QList<quint64>{1}));
    QCOMPARE(answer.trimmed.items.size(), 1);
    QCOMPARE(answer.trimmed.items.first().log, m_log);
    QCOMPARE(answer.trimmed.items.first().incarnation, kIncarnation);
    QVERIFY(m_fixture->ask<Envelopes>(m_stranger, message).trimmed.items.isEmpty());
}

void TestAppend::aFloorAboveTheCursorIsTrimmed()
{
    for (int i = 0; i < 5; ++i)
        m_fixture->ask<Stored>(m_guest, application(m_log));
    m_fixture->mustWrite([&](Sql &sql) { return trim(sql, m_log, Sequence{4}); });
    const Envelopes behind = since(m_agent, m_log, 1);
    QCOMPARE(behind.trimmed.items.size(), 1);
    QCOMPARE(behind.trimmed.items.first().floor, Sequence{4});
    QCOMPARE(numbers(behind), (QList<quint64>{4, 5}));
    Since reached;
    reached.positions.items.append({m_log, kIncarnation, Sequence{3}});
    QVERIFY(m_fixture->ask<Envelopes>(m_agent, reached).trimmed.items.isEmpty());
    QCOMPARE(m_fixture->ask<Stored>(m_guest, application(m_log)).sequence, Sequence{6});
    m_fixture->mustWrite([&](Sql &sql) { return trim(sql, m_log, Sequence{7}); }); // everything
    QCOMPARE(m_fixture->ask<Stored>(m_guest, application(m_log)).sequence, Sequence{7});
}

void TestAppend::anEmptiedEnvelopeKeepsNumberAndHash()
{
    m_fixture->ask<Stored>(m_guest, application(m_log));
    m_fixture->mustWrite([&](Sql &sql) { return emptyEnvelope(sql, m_log, Sequence{1}); });
    const Envelopes answer = since(m_agent, m_log);
    QCOMPARE(numbers(answer), (QList<quint64>{1}));
    QCOMPARE(answer.envelopes.items.first().kind, EnvelopeKind::Emptied);
    QCOMPARE(answer.envelopes.items.first().body.bytes, crypto::sha256("sealed").toByteArray());
}

void TestAppend::aCursorNeverGoesDown()
{
    for (int i = 0; i < 3; ++i)
        m_fixture->ask<Stored>(m_guest, application(m_log));
    const auto acknowledged = [&] {
        const auto heads = m_fixture->read([&](Sql &sql, UnixTime) -> Verdict<Outcome> {
            TRY_ASSIGN(const auto list, relay::headsFor(sql, m_agent));
            return Outcome{.reply = list.isEmpty() ? QByteArray("none")
                                                   : QByteArray::number(list.first().acknowledged.value)};
        });
        return heads->reply;
    };
    QCOMPARE(acknowledged(), "0");
    QVERIFY(m_fixture->send(m_agent, Acknowledge{m_log, 14, Sequence{2}}));
    QCOMPARE(acknowledged(), "2");
    QVERIFY(m_fixture->send(m_agent, Acknowledge{m_log, 14, Sequence{1}}));
    QCOMPARE(acknowledged(), "2");
    QVERIFY(!m_fixture->send(m_agent, Acknowledge{m_log, 15, Sequence{3}})); // another incarnation
    QVERIFY(!m_fixture->send(m_agent, Acknowledge{m_log, 14, Sequence{4}})); // ahead of the log
    QVERIFY(!m_fixture->send(m_stranger, Acknowledge{m_log, 14, Sequence{1}}));
    QVERIFY(m_fixture->send(m_agent, Acknowledge{m_log, 14, Sequence{3}}));
    QCOMPARE(acknowledged(), "none");
}

void TestAppend::headsListOnlyWhatIsAbove()
{
    const Caller former = m_people->staff({m_people->departments.sales});
    for (int i = 0; i < 4; ++i)
        m_fixture->ask<Stored>(m_guest, application(m_log));
    m_fixture->mustWrite([&](Sql &sql) -> Result<void> {
        TRY_ASSIGN(auto log, findLog(sql, m_log));
        TRY(addMember(sql, *log, {former.device, former.account}, Sequence{2}));
        return endMember(sql, *log, former.device, Sequence{3});
    });
    const auto headsOf = [&](const Caller &caller) {
        QList<Head> heads;
        m_fixture->mustWrite([&](Sql &sql) -> Result<void> {
            TRY_ASSIGN(heads, relay::headsFor(sql, caller));
            return success();
        });
        return heads;
    };
    const QList<Head> agents = headsOf(m_agent);
    QCOMPARE(agents.size(), 1);
    QCOMPARE(agents.first().log, m_log);
    QCOMPARE(agents.first().head, Sequence{4});
    QCOMPARE(agents.first().incarnation, 14ull);
    const QList<Head> formers = headsOf(former);
    QCOMPARE(formers.size(), 1);
    QCOMPARE(formers.first().head, Sequence{3}); // no further than it may read
    QVERIFY(headsOf(m_stranger).isEmpty());
}

void TestAppend::aSignalReachesMembersAndIsNotStored()
{
    QVERIFY(m_fixture->send(m_guest, Signal{m_log, {"typing"}}));
    const auto signalled = m_fixture->delivered<Signalled>();
    QCOMPARE(signalled.size(), 1);
    QVERIFY(signalled.first().first.includes(m_agent));
    QVERIFY(!signalled.first().first.includes(m_guest));
    QVERIFY(!signalled.first().first.includes(m_stranger));
    QCOMPARE(signalled.first().second.sender, m_guest.device);
    QVERIFY(since(m_agent, m_log).envelopes.items.isEmpty());
    QVERIFY(!m_fixture->send(m_stranger, Signal{m_log, {"typing"}}));
}

void TestAppend::waitingRoomOpenings()
{
    const auto opening = [&](LogId room) {
        return Append{m_people->next(), room, EnvelopeKind::Opening, 0, 0, m_log, {"opening"}};
    };
    const LogId room = m_people->departments.support_room;
    QCOMPARE(m_fixture->ask<Stored>(m_guest, opening(room)).sequence, Sequence{1});
    const auto pushes = m_fixture->delivered<EnvelopePushed>();
    QCOMPARE(pushes.size(), 1);
    QVERIFY(pushes.first().first.includes(m_agent));
    QVERIFY(!pushes.first().first.includes(m_people->staff({m_people->departments.sales})));
    QVERIFY(!pushes.first().first.includes(m_stranger));
    QCOMPARE(numbers(since(m_agent, room)), (QList<quint64>{1}));
    QVERIFY(since(m_guest, room).envelopes.items.isEmpty()); // customers do not read it
    // Another's conversation, another department's room.
    QCOMPARE(m_fixture->refusal(m_stranger, opening(room)).reason, Reason::UnknownLog);
    QCOMPARE(m_fixture->refusal(m_guest, opening(m_people->departments.sales_room)).reason,
             Reason::UnknownLog);
    for (qsizetype i = 1; i < limits::kWaitingEnvelopesPerConversationMax; ++i)
        m_fixture->ask<Stored>(m_guest, opening(room));
    QCOMPARE(m_fixture->refusal(m_guest, opening(room)).reason, Reason::QuotaReached);
}

void TestAppend::aWaitingEnvelopeIsReplacedOnce()
{
    const LogId room = m_people->departments.support_room;
    m_fixture->ask<Stored>(m_guest,
                           Append{m_people->next(), room, EnvelopeKind::Opening, 0, 0, m_log, {"old"}});
    const auto replacing = [&] {
        return ReplaceWaiting{m_people->next(), room, Sequence{1}, m_log, {"new"}};
    };
    const Caller elsewhere = m_people->staff({m_people->departments.sales});
    QCOMPARE(m_fixture->refusal(elsewhere, replacing()).reason, Reason::UnknownLog);
    QCOMPARE(m_fixture->refusal(m_guest, replacing()).code, Code::Forbidden);

    const ReplaceWaiting first = replacing();
    QCOMPARE(m_fixture->ask<Stored>(m_agent, first).sequence, Sequence{2});
    QCOMPARE(m_fixture->ask<Stored>(m_agent, first).sequence, Sequence{2}); // a retry
    const Envelopes room_now = since(m_agent, room);
    QCOMPARE(room_now.envelopes.items.at(0).kind, EnvelopeKind::Emptied);
    QCOMPARE(room_now.envelopes.items.at(1).body.bytes, "new");
    QCOMPARE(room_now.envelopes.items.at(1).sender_account, m_guest.account);
    const Caller colleague = m_people->staff({});
    QCOMPARE(m_fixture->refusal(colleague, replacing()).code, Code::Conflict); // too late
}

} // namespace

CHAT121_TEST_MAIN(TestAppend)
#include "tst_append.moc"
