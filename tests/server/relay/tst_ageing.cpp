// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the database does not tell any more about old messages, read out of the rows themselves; what it
// has to tell until a retry can do no harm; and that the pass is done in pieces.

#include "common/identity/ids.h"
#include "common/protocol/messages/delivery.h"
#include "common/protocol/messages/logs.h"
#include "server/relay/ageing.h"
#include "server/relay/handlers.h"
#include "server/relay/retention.h"
#include "server/store/coarse_time.h"
#include "server/store/envelope_rows.h"
#include "server/store/organisation_rows.h"
#include "tests/server/support/people.h"
#include "tests/support/test_main.h"

#include <QRegularExpression>

using namespace chat121;
using namespace chat121::store;
using namespace chat121::protocol;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr quint64 kIncarnation = 14; // People::conversation
constexpr auto kMinutes = 30min;     // past the hour, when a test begins

// What a row says of its origin.
struct Origin {
    quint64 sender = 0;
    quint64 account = 0;
    quint64 request = 0; // 0: none
    qint64 stored_ms = 0;

    bool hasSender() const { return sender != 0 && account != 0; }
    bool isForgotten() const { return sender == 0 && account == 0 && request == 0; }
    bool isCoarse() const { return stored_ms == coarse({stored_ms}).ms; }
};

class TestAgeing : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { test::addBackends(); }
    void init();
    void cleanup();

    void whatIsOldAndConfirmedHasNoSender();
    void whatIsYoungIsAsItWas();
    void whatMayBeSentAgainIsKnown_data();
    void whatMayBeSentAgainIsKnown();
    void whoseSenderIsGoneIsForgotten_data();
    void whoseSenderIsGoneIsForgotten();
    void onePlaceThatIsKeptKeepsNoOther();
    void theHighestRequestStaysKnown();
    void membersReadItAsItIs();
    void aWelcomeIsNobodys();
    void anOpeningThatWaitsKeepsItsCustomer();
    void closedConversationsKnowTheHour();
    void manyMessagesTakeManySteps();
    void manyLogsTakeManySteps();
    void whatWasNotFinishedIsDoneNextTime();
    void messagesArriveMeanwhile();
    void nothingIsDeletedEarlierForIt();
    void aJumpOfTheClockIsNotBelieved_data();
    void aJumpOfTheClockIsNotBelieved();
    void whatIsForgottenIsOverwritten();

private:
    Append message(const QByteArray &words);
    Stored say(const Caller &caller) { return m_fixture->ask<Stored>(caller, message("words")); }
    void acknowledge(const Caller &caller, Sequence sequence);
    void mustRun(const QString &statement, std::initializer_list<Value> values);
    QList<qint64> numbers(const QString &statement, std::initializer_list<Value> values);
    Origin originOf(LogId log, Sequence sequence);
    qint64 agedTo() { return numbers(u"SELECT aged_to, 0, 0, 0 FROM log WHERE id = ?"_s, {m_log}).first(); }
    void sayMuch(qsizetype count); // confirmed, and as old as is asked for
    Sequence put(LogId log, const NewEnvelope &envelope);
    std::optional<relay::AgeingPlace> step(relay::AgeingPlace from);
    int run(); // steps, after the clock was looked at
    void pass(std::chrono::milliseconds time);

    std::unique_ptr<test::StoreFixture> m_fixture;
    std::unique_ptr<test::People> m_people;
    Caller m_guest, m_agent;
    LogId m_log;
};

void TestAgeing::init()
{
    QFETCH_GLOBAL(QString, backend);
    m_fixture = std::make_unique<test::StoreFixture>(backend);
    relay::addHandlers(m_fixture->table);
    const UnixTime now = m_fixture->clock.now();
    m_fixture->clock.advance(coarse(now) + kCoarseStep + kMinutes - now);
    m_people = std::make_unique<test::People>(*m_fixture);
    m_guest = m_people->guest();
    m_agent = m_people->staff({m_people->departments.support});
    m_log = m_people->conversation({m_guest, m_agent});
    run();
}

void TestAgeing::cleanup()
{
    m_people.reset();
    m_fixture.reset();
}

Append TestAgeing::message(const QByteArray &words)
{
    return {m_people->next(), m_log, EnvelopeKind::Application, 0, 1, {}, {words}};
}

void TestAgeing::acknowledge(const Caller &caller, Sequence sequence)
{
    QVERIFY(m_fixture->send(caller, Acknowledge{m_log, kIncarnation, sequence}));
}

void TestAgeing::mustRun(const QString &statement, std::initializer_list<Value> values)
{
    m_fixture->mustWrite([&](Sql &sql) -> Result<void> {
        TRY(sql.execute(statement, values));
        return success();
    });
}

// The first row's; NULL is 0.
QList<qint64> TestAgeing::numbers(const QString &statement, std::initializer_list<Value> values)
{
    QList<qint64> found;
    m_fixture->mustWrite([&](Sql &sql) -> Result<void> {
        TRY_ASSIGN(Rows rows, sql.query(statement, values));
        if (!rows.next()) return Error{Code::NotFound, u"no row"_s};
        for (int column = 0; column < 4; ++column)
            found.append(rows.isNull(column) ? 0 : rows.number(column));
        return success();
    });
    return found;
}

Origin TestAgeing::originOf(LogId log, Sequence sequence)
{
    const auto row = numbers(u"SELECT sender, sender_account, request, stored_at_ms FROM envelope "
                             "WHERE log = ? AND sequence = ?"_s,
                             {log, sequence});
    return {static_cast<quint64>(row.at(0)), static_cast<quint64>(row.at(1)), static_cast<quint64>(row.at(2)),
            row.at(3)};
}

void TestAgeing::sayMuch(qsizetype count)
{
    for (qsizetype i = 0; i < count; ++i)
        say(m_guest);
    acknowledge(m_guest, {quint64(count)});
    m_fixture->clock.advance(13h);
    run();
    m_fixture->clock.advance(12h);
}

Sequence TestAgeing::put(LogId log, const NewEnvelope &envelope)
{
    Sequence sequence;
    m_fixture->mustWrite([&](Sql &sql) -> Result<void> {
        TRY_ASSIGN(auto entry, findLog(sql, log));
        TRY_ASSIGN(const Envelope stored, append(sql, *entry, envelope, m_fixture->clock.now()));
        sequence = stored.sequence;
        return success();
    });
    return sequence;
}

std::optional<relay::AgeingPlace> TestAgeing::step(relay::AgeingPlace from)
{
    const auto verdict =
        m_fixture->write([&](Sql &sql, UnixTime now) { return relay::runAgeing(sql, now, from); });
    if (!verdict) qFatal("a step failed");
    return relay::nextPlace(*verdict);
}

int TestAgeing::run()
{
    const auto looked =
        m_fixture->write([](Sql &sql, UnixTime now) { return relay::runRetention(sql, now, {}); });
    if (!looked) qFatal("retention failed");
    int steps = 1;
    for (auto next = step({}); next; next = step(*next))
        if (++steps > 100) qFatal("the pass does not end");
    return steps;
}

void TestAgeing::pass(std::chrono::milliseconds time)
{
    for (; time > 0ms; time -= 12h) {
        m_fixture->clock.advance(qMin<std::chrono::milliseconds>(time, 12h));
        run();
    }
}

void TestAgeing::whatIsOldAndConfirmedHasNoSender()
{
    const Stored first = say(m_guest);
    const Stored second = say(m_agent);
    acknowledge(m_guest, second.sequence);
    acknowledge(m_agent, second.sequence);
    pass(25h);
    for (const Stored &stored : {first, second}) {
        const Origin origin = originOf(m_log, stored.sequence);
        QVERIFY(origin.isForgotten());
        QCOMPARE(origin.stored_ms, coarse(stored.stored_at).ms);
    }
    QCOMPARE(agedTo(), qint64(second.sequence.value));
}

void TestAgeing::whatIsYoungIsAsItWas()
{
    const Stored stored = say(m_guest);
    acknowledge(m_guest, stored.sequence);
    pass(24h);
    const Origin origin = originOf(m_log, stored.sequence);
    QCOMPARE(origin.sender, m_guest.device.value);
    QCOMPARE(origin.account, m_guest.account.value);
    QCOMPARE(origin.stored_ms, stored.stored_at.ms);
    pass(1ms);
    QVERIFY(originOf(m_log, stored.sequence).isForgotten());
}

void TestAgeing::whatMayBeSentAgainIsKnown_data()
{
    QTest::addColumn<int>("guests"); // the guest's cursor, from the message's place on; -9: none
    QTest::addColumn<bool>("by_agent");
    QTest::newRow("nobody has confirmed anything") << -9 << false;
    QTest::newRow("the place before it was confirmed") << -1 << false;
    QTest::newRow("another reader has confirmed it") << -9 << true;
}

// Such a sender may not have heard of it, and sends it again.
void TestAgeing::whatMayBeSentAgainIsKnown()
{
    QFETCH(int, guests);
    QFETCH(bool, by_agent);
    say(m_agent);
    const Append asked = message("sent twice");
    const auto stored = m_fixture->ask<Stored>(m_guest, asked);
    if (guests != -9) acknowledge(m_guest, {stored.sequence.value - 1});
    if (by_agent) acknowledge(m_agent, stored.sequence);
    pass(40 * 24h);
    const Origin origin = originOf(m_log, stored.sequence);
    QVERIFY(origin.hasSender());
    QVERIFY(origin.isCoarse());
    const auto again = m_fixture->ask<Stored>(m_guest, asked);
    QCOMPARE(again.sequence, stored.sequence);
    QCOMPARE(again.log, m_log);
    acknowledge(m_guest, stored.sequence); // it has heard of it now
    run();
    QVERIFY(originOf(m_log, stored.sequence).isForgotten());
}

void TestAgeing::whoseSenderIsGoneIsForgotten_data()
{
    QTest::addColumn<QString>("statement");
    QTest::newRow("a removed device") << u"UPDATE device SET is_revoked = 1 WHERE id = ?"_s;
    QTest::newRow("a replaced device") << u"UPDATE device SET is_revoked = 2 WHERE id = ?"_s;
    QTest::newRow("a dismissed account")
        << u"UPDATE account SET dismissed_ms = 1 WHERE id = (SELECT account FROM device WHERE id = ?)"_s;
}

void TestAgeing::whoseSenderIsGoneIsForgotten()
{
    QFETCH(QString, statement);
    const Stored theirs = say(m_agent);
    const Stored other = say(m_guest);
    mustRun(statement, {m_agent.device});
    pass(25h);
    QVERIFY(originOf(m_log, theirs.sequence).isForgotten());
    QVERIFY(originOf(m_log, other.sequence).hasSender());
}

void TestAgeing::onePlaceThatIsKeptKeepsNoOther()
{
    const Stored first = say(m_agent);
    const Stored kept = say(m_guest);
    const Stored last = say(m_agent);
    acknowledge(m_agent, last.sequence);
    pass(25h);
    QVERIFY(originOf(m_log, first.sequence).isForgotten());
    QVERIFY(originOf(m_log, kept.sequence).hasSender());
    QVERIFY(originOf(m_log, last.sequence).isForgotten());
    QCOMPARE(agedTo(), qint64(first.sequence.value));
    acknowledge(m_guest, kept.sequence);
    run();
    QVERIFY(originOf(m_log, kept.sequence).isForgotten());
    QCOMPARE(agedTo(), qint64(last.sequence.value));
}

// By it a log-in finds out that a device is an older copy of itself (directory/proof).
void TestAgeing::theHighestRequestStaysKnown()
{
    const Append asked = message("the highest");
    const auto stored = m_fixture->ask<Stored>(m_guest, asked);
    acknowledge(m_guest, stored.sequence);
    pass(25h);
    QVERIFY(originOf(m_log, stored.sequence).isForgotten());
    const auto device = numbers(u"SELECT last_request, 0, 0, 0 FROM device WHERE id = ?"_s, {m_guest.device});
    QCOMPARE(device.first(), qint64(asked.request.value));
}

void TestAgeing::membersReadItAsItIs()
{
    const Stored stored = say(m_guest);
    acknowledge(m_guest, stored.sequence);
    pass(25h);
    Since since;
    since.positions.items.append({m_log, kIncarnation, {}});
    const auto reply = m_fixture->ask<Envelopes>(m_agent, since);
    QCOMPARE(reply.envelopes.items.size(), 1);
    const Envelope &envelope = reply.envelopes.items.constFirst();
    QVERIFY(!envelope.sender.isValid() && !envelope.sender_account.isValid());
    QCOMPARE(envelope.body.bytes, QByteArray("words"));
    QCOMPARE(envelope.stored_at, coarse(stored.stored_at));
    QVERIFY(reply.trimmed.items.isEmpty());
    QCOMPARE(say(m_guest).sequence.value, stored.sequence.value + 1);
}

void TestAgeing::aWelcomeIsNobodys()
{
    const LogId inbox = identity::inboxLogOf(m_guest.device);
    const Sequence place =
        put(inbox, {EnvelopeKind::Invitation, m_agent.device, m_agent.account, {}, 0, 1, m_log, "welcome"});
    pass(25h);
    QVERIFY(originOf(inbox, place).isForgotten());
    QVERIFY(originOf(inbox, place).isCoarse());
}

void TestAgeing::anOpeningThatWaitsKeepsItsCustomer()
{
    const LogId room = m_people->departments.support_room;
    const auto opening = [&](EnvelopeKind kind) {
        return put(room, {kind, m_guest.device, m_guest.account, m_people->next(), 0, 0, m_log, "opening"});
    };
    const Sequence taken = opening(EnvelopeKind::Emptied);
    const Sequence waiting = opening(EnvelopeKind::Opening);
    pass(limits::kAnswerLife);
    QVERIFY(originOf(room, taken).hasSender()); // may be sent again
    pass(1h);
    QVERIFY(originOf(room, taken).isForgotten());
    QVERIFY(originOf(room, taken).isCoarse());
    QCOMPARE(originOf(room, waiting).account, m_guest.account.value);
    QVERIFY(originOf(room, waiting).request != 0);
    QVERIFY(originOf(room, waiting).isCoarse());
}

void TestAgeing::closedConversationsKnowTheHour()
{
    const LogId open = m_people->conversation({m_guest, m_agent});
    const UnixTime then = m_fixture->clock.now();
    for (const LogId log : {m_log, open})
        mustRun(u"UPDATE conversation SET state = ?, waiting_since_ms = ?, taken_ms = ?, changed_ms = ?, "
                "closed_ms = ? WHERE log = ?"_s,
                {log == m_log ? ConversationState::Closed : ConversationState::Taken, then, then, then, then,
                 log});
    const auto times = [&](LogId log) {
        return numbers(
            u"SELECT waiting_since_ms, taken_ms, changed_ms, closed_ms FROM conversation WHERE log = ?"_s,
            {log});
    };
    pass(24h);
    QCOMPARE(times(m_log), (QList<qint64>{then.ms, then.ms, then.ms, then.ms}));
    pass(1h);
    const qint64 hour = coarse(then).ms;
    QCOMPARE(times(m_log), (QList<qint64>{hour, hour, hour, hour}));
    QCOMPARE(times(open), (QList<qint64>{then.ms, then.ms, then.ms, then.ms}));
}

void TestAgeing::manyMessagesTakeManySteps()
{
    constexpr qsizetype kMany = 2 * relay::kAgeingRowsPerStep + 1;
    sayMuch(kMany);
    const QString counted = u"SELECT COUNT(*), 0, 0, 0 FROM envelope WHERE log = ? AND sender = 0"_s;
    const auto forgotten = [&] { return numbers(counted, {m_log}).first(); };
    qint64 done = 0;
    for (auto next = step({}); next; next = step(*next)) {
        QVERIFY(forgotten() - done <= relay::kAgeingRowsPerStep);
        done = forgotten();
    }
    QCOMPARE(forgotten(), qint64(kMany));
}

void TestAgeing::manyLogsTakeManySteps()
{
    m_fixture->mustWrite([](Sql &sql) -> Result<void> {
        for (quint64 i = 0; i < 2 * relay::kAgeingLogsPerStep; ++i)
            TRY(createLog(sql, LogId{100'000'000 + i}, LogKind::Conversation, 0, kIncarnation));
        return success();
    });
    const Stored stored = say(m_guest);
    acknowledge(m_guest, stored.sequence);
    QCOMPARE(run(), 3);
    pass(25h);
    QVERIFY(originOf(m_log, stored.sequence).isForgotten());
}

void TestAgeing::whatWasNotFinishedIsDoneNextTime()
{
    const Sequence last{quint64(relay::kAgeingRowsPerStep + 1)};
    sayMuch(relay::kAgeingRowsPerStep + 1);
    // A step that did not reach the disk has done nothing.
    const auto undone = m_fixture->write([](Sql &sql, UnixTime now) -> Verdict<Outcome> {
        TRY(relay::runAgeing(sql, now, {}));
        return Refusal{Code::Storage};
    });
    QVERIFY(!undone);
    QVERIFY(originOf(m_log, {1}).hasSender());
    QVERIFY(step({})); // and one that did is the last before the server ends
    m_fixture->stop();
    m_fixture->start();
    QVERIFY(originOf(m_log, {1}).isForgotten());
    QVERIFY(originOf(m_log, last).hasSender());
    run();
    QVERIFY(originOf(m_log, last).isForgotten());
}

void TestAgeing::messagesArriveMeanwhile()
{
    sayMuch(relay::kAgeingRowsPerStep + 1);
    QList<Stored> young;
    for (auto next = step({}); next; next = step(*next))
        young.append(say(m_guest));
    QVERIFY(!young.isEmpty());
    run();
    for (const Stored &stored : std::as_const(young)) {
        const Origin origin = originOf(m_log, stored.sequence);
        QVERIFY(origin.hasSender());
        QCOMPARE(origin.stored_ms, stored.stored_at.ms);
    }
    QCOMPARE(numbers(u"SELECT COUNT(*), MAX(sequence), 0, 0 FROM envelope WHERE log = ?"_s, {m_log}),
             (QList<qint64>{relay::kAgeingRowsPerStep + 1 + young.size(),
                            relay::kAgeingRowsPerStep + 1 + young.size(), 0, 0}));
}

// Two messages of one minute, of which one has the minute still, go together.
void TestAgeing::nothingIsDeletedEarlierForIt()
{
    constexpr quint32 kDays = 30;
    m_fixture->mustWrite([&](Sql &sql) { return setRetention(sql, m_people->departments.support, kDays); });
    const Stored rounded = say(m_guest);
    acknowledge(m_guest, rounded.sequence);
    const Stored exact = say(m_guest);
    pass(25h);
    mustRun(u"UPDATE envelope SET stored_at_ms = ? WHERE log = ? AND sequence = ?"_s,
            {exact.stored_at, m_log, exact.sequence});
    const auto count = [&] {
        return numbers(u"SELECT COUNT(*), 0, 0, 0 FROM envelope WHERE log = ?"_s, {m_log}).first();
    };
    pass(kDays * 24h - 25h);
    QCOMPARE(count(), 2);
    pass(kCoarseStep - kMinutes - 1ms);
    QCOMPARE(count(), 2);
    pass(1ms);
    QCOMPARE(count(), 0);
}

void TestAgeing::aJumpOfTheClockIsNotBelieved_data()
{
    QTest::addColumn<std::chrono::milliseconds>("jump");
    QTest::newRow("forward") << std::chrono::milliseconds(400 * 24h);
    QTest::newRow("back") << std::chrono::milliseconds(-48h);
}

void TestAgeing::aJumpOfTheClockIsNotBelieved()
{
    QFETCH(std::chrono::milliseconds, jump);
    const Stored stored = say(m_guest);
    acknowledge(m_guest, stored.sequence);
    pass(23h);
    m_fixture->clock.advance(jump);
    QVERIFY(!step({})); // before retention has looked at the clock, too
    run();
    pass(12h);
    QVERIFY(originOf(m_log, stored.sequence).hasSender());
    pass(13h); // nobody set it right
    QCOMPARE(originOf(m_log, stored.sequence).isForgotten(), jump > 0ms);
    pass(48h);
    QVERIFY(originOf(m_log, stored.sequence).isForgotten());
}

// Else the bytes would lie in the file until something else needs the room.
void TestAgeing::whatIsForgottenIsOverwritten()
{
    if (m_fixture->url().engine != Engine::Sqlite) QSKIP("PostgreSQL frees rows by VACUUM");
    QCOMPARE(numbers(u"SELECT secure_delete, 0, 0, 0 FROM pragma_secure_delete"_s, {}).first(), 1);
}

} // namespace

CHAT121_TEST_MAIN(TestAgeing)
#include "tst_ageing.moc"
