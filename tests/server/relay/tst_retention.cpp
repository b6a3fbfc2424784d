// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// When a message's time is over, what goes, what stays, and which clock is not believed.

#include "common/protocol/messages/archive.h"
#include "common/protocol/messages/delivery.h"
#include "common/protocol/messages/logs.h"
#include "server/relay/handlers.h"
#include "server/relay/retention.h"
#include "server/store/organisation_rows.h"
#include "tests/server/support/people.h"
#include "tests/support/test_main.h"

#include <QRegularExpression>

using namespace chat121;
using namespace chat121::store;
using namespace chat121::protocol;
using namespace std::chrono_literals;

namespace {

constexpr auto kDay = std::chrono::hours(24);
constexpr quint32 kDays = 30;
constexpr quint64 kIncarnation = 14; // People::conversation

class TestRetention : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { test::addBackends(); }
    void init();
    void cleanup();

    void whatIsOverGoesAndWhatIsNotStays();
    void aDeviceThatComesLaterIsTold();
    void aDepartmentWithoutAPeriodKeepsEverything();
    void aLogThatIsOverAltogetherGoesOn();
    void aCommitThatSomebodyHasToReadStaysAndWordsBehindItGo();
    void aRetiredDeviceHoldsNothing();
    void manyConversationsTakeManySteps();
    void anArchiveIsTrimmedWhenNoDepartmentKeepsForEver();
    void aJumpOfTheClockIsNotBelieved_data();
    void aJumpOfTheClockIsNotBelieved();

private:
    Sequence say(const QByteArray &words);
    Sequence commit(quint64 epoch);
    void acknowledge(const Caller &caller, Sequence sequence);
    void pass(std::chrono::milliseconds time); // an hour at a time, as the server's own timer
    int run();                                 // steps
    QByteArrayList bodies(const Caller &caller);

    std::unique_ptr<test::StoreFixture> m_fixture;
    std::unique_ptr<test::People> m_people;
    Caller m_guest, m_agent;
    LogId m_log;
    quint64 m_epoch = 1;
};

void TestRetention::init()
{
    QFETCH_GLOBAL(QString, backend);
    m_fixture = std::make_unique<test::StoreFixture>(backend);
    relay::addHandlers(m_fixture->table);
    m_people = std::make_unique<test::People>(*m_fixture);
    m_guest = m_people->guest();
    m_agent = m_people->staff({m_people->departments.support});
    m_log = m_people->conversation({m_guest, m_agent});
    m_epoch = 1;
    m_fixture->mustWrite([&](Sql &sql) { return setRetention(sql, m_people->departments.support, kDays); });
    run();
}

void TestRetention::cleanup()
{
    m_people.reset();
    m_fixture.reset();
}

Sequence TestRetention::say(const QByteArray &words)
{
    const Append message{m_people->next(), m_log, EnvelopeKind::Application, 0, m_epoch, {}, {words}};
    return m_fixture->ask<Stored>(m_guest, message).sequence;
}

Sequence TestRetention::commit(quint64 epoch)
{
    Commit message;
    message.request = m_people->next();
    message.log = m_log;
    message.epoch = epoch;
    message.commit.bytes = "commit";
    message.group_info.bytes = "info";
    m_epoch = epoch + 1;
    return m_fixture->ask<Stored>(m_agent, message).sequence;
}

void TestRetention::acknowledge(const Caller &caller, Sequence sequence)
{
    QVERIFY(m_fixture->send(caller, Acknowledge{m_log, kIncarnation, sequence}));
}

int TestRetention::run()
{
    int steps = 0;
    LogId after;
    do {
        ++steps;
        const auto verdict =
            m_fixture->write([&](Sql &sql, UnixTime now) { return relay::runRetention(sql, now, after); });
        if (!verdict) qFatal("retention failed");
        if (verdict->reply.isEmpty()) break;
        after = {verdict->reply.toULongLong()};
    } while (steps < 100);
    return steps;
}

void TestRetention::pass(std::chrono::milliseconds time)
{
    for (; time > 0ms; time -= 12h) {
        m_fixture->clock.advance(qMin<std::chrono::milliseconds>(time, 12h));
        run();
    }
}

QByteArrayList TestRetention::bodies(const Caller &caller)
{
    Since message;
    message.positions.items.append({m_log, 0, {}});
    QByteArrayList found;
    for (const Envelope &envelope : m_fixture->ask<Envelopes>(caller, message).envelopes.items)
        found.append(envelope.kind == EnvelopeKind::Emptied ? QByteArray("(emptied)") : envelope.body.bytes);
    return found;
}

void TestRetention::whatIsOverGoesAndWhatIsNotStays()
{
    say("old");
    pass(kDay);
    say("newer");
    pass(kDays * kDay - kDay); // "old" is exactly as old as is allowed
    QCOMPARE(bodies(m_agent), (QByteArrayList{"old", "newer"}));
    pass(1h); // whole hours count
    QCOMPARE(bodies(m_agent), QByteArrayList{"newer"});
    pass(kDay);
    QCOMPARE(bodies(m_agent), QByteArrayList());
}

void TestRetention::aDeviceThatComesLaterIsTold()
{
    say("old");
    pass(20 * kDay);
    const Sequence newer = say("newer");
    pass(11 * kDay);
    Since message;
    message.positions.items.append({m_log, 0, {}});
    const auto reply = m_fixture->ask<Envelopes>(m_agent, message);
    QCOMPARE(reply.trimmed.items.size(), 1);
    QCOMPARE(reply.trimmed.items.constFirst().floor, newer);
}

void TestRetention::aDepartmentWithoutAPeriodKeepsEverything()
{
    m_fixture->mustWrite([&](Sql &sql) { return setRetention(sql, m_people->departments.support, 0); });
    say("old");
    pass(400 * kDay);
    QCOMPARE(bodies(m_agent), QByteArrayList{"old"});
}

void TestRetention::aLogThatIsOverAltogetherGoesOn()
{
    const Sequence last = say("old");
    pass(31 * kDay);
    QCOMPARE(say("and on").value, last.value + 1);
    QCOMPARE(bodies(m_agent), QByteArrayList{"and on"});
}

void TestRetention::aCommitThatSomebodyHasToReadStaysAndWordsBehindItGo()
{
    say("before");
    const Sequence owed = commit(1);
    const Sequence last = say("after");
    acknowledge(m_agent, last);
    pass(31 * kDay);
    QCOMPARE(bodies(m_guest), (QByteArrayList{"commit", "(emptied)"}));
    acknowledge(m_guest, owed);
    pass(1h);
    QCOMPARE(bodies(m_guest), QByteArrayList());
}

void TestRetention::aRetiredDeviceHoldsNothing()
{
    commit(1);
    const Sequence last = say("after");
    acknowledge(m_agent, last);
    m_fixture->mustWrite([&](Sql &sql) -> Result<void> {
        TRY(sql.execute(QStringLiteral("UPDATE device SET is_revoked = 1 WHERE id = ?"), {m_guest.device}));
        return success();
    });
    pass(31 * kDay);
    QCOMPARE(bodies(m_agent), QByteArrayList());
}

void TestRetention::manyConversationsTakeManySteps()
{
    for (qsizetype i = 0; i < 2 * limits::kRetentionLogsPerStep; ++i)
        m_people->conversation({m_guest, m_agent});
    QCOMPARE(run(), 3);
}

void TestRetention::anArchiveIsTrimmedWhenNoDepartmentKeepsForEver()
{
    const auto archive = m_fixture->ask<Archive>(m_agent, PutArchiveKeys{m_people->next(), 0, {"keys"}, {}});
    const auto append = [&](char name) {
        const ArchiveItem item{*FixedBytes<16>::from(QByteArray(16, name)), {QByteArray(1, name)}};
        return m_fixture->ask<ArchiveAppended>(m_agent, AppendArchive{m_people->next(), {{item}}}).added;
    };
    const auto entries = [&] {
        Since message;
        message.positions.items.append({archive.log, 0, {}});
        QByteArrayList found;
        for (const Envelope &envelope : m_fixture->ask<Envelopes>(m_agent, message).envelopes.items)
            found.append(envelope.body.bytes);
        return found;
    };
    QCOMPARE(append('a'), 1u);
    pass(2 * kDays * kDay);
    QCOMPARE(entries(), QByteArrayList{"a"}); // the other department keeps its messages
    m_fixture->mustWrite([&](Sql &sql) { return setRetention(sql, m_people->departments.sales, 3 * kDays); });
    QCOMPARE(append('b'), 1u);
    pass(kDays * kDay);
    QCOMPARE(entries(), (QByteArrayList{"a", "b"})); // as old as the longest period allows
    pass(kDay);
    QCOMPARE(entries(), QByteArrayList{"b"});
    QCOMPARE(append('a'), 0u); // and it does not come back
}

void TestRetention::aJumpOfTheClockIsNotBelieved_data()
{
    QTest::addColumn<std::chrono::milliseconds>("jump");
    QTest::newRow("forward") << std::chrono::milliseconds(400 * kDay);
    QTest::newRow("a day and more") << std::chrono::milliseconds(kDay + 1ms);
    QTest::newRow("back") << std::chrono::milliseconds(-2 * kDay);
}

void TestRetention::aJumpOfTheClockIsNotBelieved()
{
    QFETCH(std::chrono::milliseconds, jump);
    say("old");
    pass(kDays * kDay);
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("the clock moved by more than")));
    m_fixture->clock.advance(jump);
    run();
    pass(12h);
    QCOMPARE(bodies(m_agent), QByteArrayList{"old"});
    pass(13h); // nobody set it right
    QCOMPARE(bodies(m_agent).isEmpty(), jump > 0ms);
}

} // namespace

CHAT121_TEST_MAIN(TestRetention)
#include "tst_retention.moc"
