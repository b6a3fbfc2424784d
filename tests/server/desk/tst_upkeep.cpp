// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What time asks for is done by itself: deadlines, and the deletion of what nobody needs any more.

#include "server/desk/upkeep.h"
#include "server/store/answer_rows.h"
#include "server/store/retention_rows.h"
#include "tests/server/desk/desk_fixture.h"
#include "tests/support/test_main.h"

using namespace chat121;
using namespace chat121::store;
using namespace std::chrono_literals;

namespace {

// Far enough for what must not happen within a test.
constexpr auto kNever = 24h;

class TestUpkeep : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { test::addBackends(); }
    void init();
    void cleanup() { m_desk.reset(); }

    void oldAnswersGoSoonAfterTheStart();
    void oldAnswersGoAgainLater();
    void youngAnswersStay();
    void oldConversationsKnowTheHour();
    void answersKnowTheHourAtOnce();
    void aLeaseThatRanOutGoesBack();
    void theUsualTimesFitTogether();

private:
    void keepAnswer(RequestId request);
    bool hasAnswer(RequestId request);
    qint64 minutesIn(const QString &table,
                     const QString &column); // of its rows: how many are in no whole hour

    std::unique_ptr<test::DeskFixture> m_desk;
};

void TestUpkeep::init()
{
    QFETCH_GLOBAL(QString, backend);
    m_desk = std::make_unique<test::DeskFixture>(backend);
}

void TestUpkeep::keepAnswer(RequestId request)
{
    const UnixTime now = m_desk->fixture.clock.now();
    m_desk->fixture.mustWrite(
        [&](Sql &sql) { return putAnswer(sql, m_desk->agent.device, request, "an answer", now); });
}

bool TestUpkeep::hasAnswer(RequestId request)
{
    bool is_there = false;
    m_desk->fixture.mustWrite([&](Sql &sql) -> Result<void> {
        TRY_ASSIGN(const auto answer, findAnswer(sql, m_desk->agent.device, request));
        is_there = answer.has_value();
        return success();
    });
    return is_there;
}

void TestUpkeep::oldAnswersGoSoonAfterTheStart()
{
    keepAnswer({9001});
    QVERIFY(hasAnswer({9001}));
    m_desk->fixture.clock.advance(limits::kAnswerLife + 1ms);
    const desk::Upkeep upkeep(*m_desk->fixture.writer, {kNever, 1ms, kNever});
    QTRY_VERIFY(!hasAnswer({9001}));
}

void TestUpkeep::oldAnswersGoAgainLater()
{
    const desk::Upkeep upkeep(*m_desk->fixture.writer, {kNever, 1ms, 1ms});
    for (const RequestId request : {RequestId{9001}, RequestId{9002}}) {
        keepAnswer(request);
        m_desk->fixture.clock.advance(limits::kAnswerLife + 1ms);
        QTRY_VERIFY(!hasAnswer(request));
    }
}

void TestUpkeep::youngAnswersStay()
{
    keepAnswer({9001});
    m_desk->fixture.clock.advance(limits::kAnswerLife / 2);
    keepAnswer({9002});
    m_desk->fixture.clock.advance(limits::kAnswerLife / 2 + 1ms);
    const desk::Upkeep upkeep(*m_desk->fixture.writer, {kNever, 1ms, 1ms});
    QTRY_VERIFY(!hasAnswer({9001}));
    QVERIFY(hasAnswer({9002}));
}

qint64 TestUpkeep::minutesIn(const QString &table, const QString &column)
{
    qint64 count = 0;
    m_desk->fixture.mustWrite([&](Sql &sql) -> Result<void> {
        TRY_ASSIGN(
            Rows rows,
            sql.query(QStringLiteral("SELECT COUNT(*) FROM %1 WHERE %2 % 3600000 <> 0").arg(table, column)));
        if (rows.next()) count = rows.number(0);
        return success();
    });
    return count;
}

// Who is asked is relay/ageing; that it is asked, in the end, is the upkeep's.
void TestUpkeep::oldConversationsKnowTheHour()
{
    m_desk->fixture.clock.advance(61s);
    m_desk->arrive(m_desk->agent);
    const ConversationId id = m_desk->start(m_desk->guest);
    m_desk->fixture.mustWrite([&](Sql &sql) -> Result<void> {
        TRY(sql.execute(QStringLiteral("UPDATE conversation SET state = ? WHERE log = ?"),
                        {protocol::ConversationState::Closed, id}));
        return success();
    });
    QCOMPARE(minutesIn(QStringLiteral("conversation"), QStringLiteral("changed_ms")), 1);
    m_desk->fixture.clock.advance(limits::kRetentionClockJumpMax);
    m_desk->fixture.mustWrite([&](Sql &sql) {
        return putRetentionClock(sql, {m_desk->fixture.clock.now(), m_desk->fixture.clock.now()});
    });
    m_desk->fixture.clock.advance(1s);
    const desk::Upkeep upkeep(*m_desk->fixture.writer, {kNever, 1ms, kNever});
    QTRY_COMPARE(minutesIn(QStringLiteral("conversation"), QStringLiteral("changed_ms")), 0);
}

void TestUpkeep::answersKnowTheHourAtOnce()
{
    m_desk->fixture.clock.advance(61s);
    keepAnswer({9001});
    QVERIFY(hasAnswer({9001}));
    QCOMPARE(minutesIn(QStringLiteral("answer"), QStringLiteral("given_ms")), 0);
}

void TestUpkeep::aLeaseThatRanOutGoesBack()
{
    m_desk->arrive(m_desk->agent);
    const ConversationId id = m_desk->start(m_desk->guest);
    m_desk->take(m_desk->agent, id);
    QVERIFY(m_desk->queue().isEmpty());
    m_desk->fixture.clock.advance(limits::kTakeLease);
    const desk::Upkeep upkeep(*m_desk->fixture.writer, {1ms, kNever, kNever});
    QTRY_COMPARE(m_desk->queue(), QList<ConversationId>{id});
}

void TestUpkeep::theUsualTimesFitTogether()
{
    const desk::UpkeepTimes times;
    QVERIFY(times.first_tidy_up < times.tidy_up);
    QVERIFY(times.deadlines * 10 < limits::kTakeLease);
    QVERIFY(times.tidy_up < limits::kAnswerLife);
}

} // namespace

CHAT121_TEST_MAIN(TestUpkeep)
#include "tst_upkeep.moc"
