// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The writer: many jobs in one transaction, answers only after it, refused jobs without a trace, and
// what happens when the database fails.

#include "common/protocol/messages/logs.h"
#include "server/store/envelope_rows.h"
#include "tests/server/support/store_fixture.h"
#include "tests/support/random_sources.h"
#include "tests/support/test_main.h"

#include <QSignalSpy>
#include <QThread>

using namespace chat121;
using namespace chat121::store;
using namespace Qt::StringLiterals;

namespace {

constexpr LogId kLog{77};
constexpr DeviceId kDevice{5};

Verdict<Outcome> appendOne(Sql &sql, UnixTime now, RequestId request, const QByteArray &body = "sealed")
{
    TRY_ASSIGN(auto log, findLog(sql, kLog));
    NewEnvelope envelope;
    envelope.sender = kDevice;
    envelope.request = request;
    envelope.body = body;
    TRY_ASSIGN(const protocol::Envelope stored, append(sql, *log, envelope, now));
    return Outcome{.reply = QByteArray::number(stored.sequence.value)};
}

qint64 countRows(Sql &sql, const QString &statement)
{
    auto rows = sql.query(statement);
    if (!rows || !rows->next()) return -1;
    return rows->number(0);
}

class TestGroupCommit : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { test::addBackends(); }
    void init();
    void cleanup() { m_fixture.reset(); }

    void anAnswerComesAfterTheCommit();
    void manyQueuedJobsShareOneTransaction();
    void anIdleWriterCommitsAtOnce();
    void completionsComeInTheOrderOfSubmission();
    void nothingArrivesAfterThePortHasEnded();
    void aRefusedJobDoesNotFailItsNeighbours();
    void aJobThatRefusesAfterWritingLeavesNoTrace();
    void aFailedStatementRefusesOnlyItsJob();
    void numbersHaveNoGapsUnderRandomRefusals();
    void aFullQueueSaysBusy();
    void deliveriesComeInTheOrderOfCommits();
    void whatIsQueuedAtTheEndIsStillStored();
    void aBatchIsBoundedInBytes();

private:
    std::unique_ptr<test::StoreFixture> m_fixture;
};

void TestGroupCommit::init()
{
    QFETCH_GLOBAL(QString, backend);
    m_fixture = std::make_unique<test::StoreFixture>(backend);
    m_fixture->mustWrite([](Sql &sql) { return createLog(sql, kLog, LogKind::Conversation, 0, 9); });
}

void TestGroupCommit::anAnswerComesAfterTheCommit()
{
    Port port;
    qint64 seen = -1;
    const auto job = [](Sql &sql, UnixTime now) { return appendOne(sql, now, RequestId{1}); };
    QVERIFY(m_fixture->writer->submit(port, 10, job, [&](const Verdict<Outcome> &verdict) {
        QVERIFY(verdict.has_value());
        // Another connection sees the row already.
        const auto counted = m_fixture->read([](Sql &sql, UnixTime) -> Verdict<Outcome> {
            return Outcome{.reply = QByteArray::number(countRows(sql, u"SELECT COUNT(*) FROM envelope"_s))};
        });
        seen = counted->reply.toLongLong();
    }));
    QTRY_COMPARE(seen, 1);
}

// Holds the writer inside a job until the test has queued the rest.
class Gate {
public:
    Job job()
    {
        return [this](Sql &, UnixTime) -> Verdict<Outcome> {
            std::unique_lock lock(m_mutex);
            m_wake.wait(lock, [this] { return m_is_open; });
            return Outcome{};
        };
    }
    void open()
    {
        const std::scoped_lock lock(m_mutex);
        m_is_open = true;
        m_wake.notify_all();
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_is_open = false;
};

void TestGroupCommit::manyQueuedJobsShareOneTransaction()
{
    Port port;
    Gate gate;
    int answered = 0;
    const auto count = [&](const Verdict<Outcome> &verdict) { answered += verdict ? 1 : 0; };
    QVERIFY(m_fixture->writer->submit(port, 0, gate.job(), count));
    QTRY_COMPARE(m_fixture->writer->figures().queued, 0); // the gate holds the writer
    const quint64 batches = m_fixture->writer->figures().batches;
    for (quint64 i = 1; i <= 100; ++i) {
        const auto job = [i](Sql &sql, UnixTime now) { return appendOne(sql, now, RequestId{i}); };
        QVERIFY(m_fixture->writer->submit(port, 10, job, count));
    }
    gate.open();
    QTRY_COMPARE(answered, 101);
    QCOMPARE(m_fixture->writer->figures().batches, batches + 2); // the gate's, and one for a hundred
}

void TestGroupCommit::anIdleWriterCommitsAtOnce()
{
    const quint64 batches = m_fixture->writer->figures().batches;
    for (quint64 i = 1; i <= 10; ++i)
        QVERIFY(m_fixture->write([i](Sql &sql, UnixTime now) { return appendOne(sql, now, RequestId{i}); }));
    QCOMPARE(m_fixture->writer->figures().batches, batches + 10);
}

void TestGroupCommit::completionsComeInTheOrderOfSubmission()
{
    Port port;
    QList<int> order;
    for (int i = 0; i < 300; ++i) {
        const auto job = [i](Sql &, UnixTime) -> Verdict<Outcome> {
            if (i % 7 == 0) return Refusal{Code::Forbidden};
            return Outcome{};
        };
        QVERIFY(m_fixture->writer->submit(port, 1000, job,
                                          [&order, i](const Verdict<Outcome> &) { order.append(i); }));
    }
    QTRY_COMPARE(order.size(), 300);
    QVERIFY(std::is_sorted(order.begin(), order.end()));
}

void TestGroupCommit::nothingArrivesAfterThePortHasEnded()
{
    auto port = std::make_unique<Port>();
    int arrived = 0;
    const auto job = [](Sql &, UnixTime) -> Verdict<Outcome> { return Outcome{}; };
    for (int i = 0; i < 50; ++i) {
        QVERIFY(m_fixture->writer->submit(*port, 0, job, [&](const Verdict<Outcome> &) {
            ++arrived;
            port.reset(); // from inside a completion
        }));
    }
    QTRY_COMPARE(arrived, 1);
    QVERIFY(m_fixture->write(job)); // whatever was on its way is done
    QCoreApplication::processEvents();
    QCOMPARE(arrived, 1);
}

void TestGroupCommit::aRefusedJobDoesNotFailItsNeighbours()
{
    Port port;
    Gate gate;
    QList<bool> stored;
    const auto note = [&](const Verdict<Outcome> &verdict) { stored.append(verdict.has_value()); };
    QVERIFY(m_fixture->writer->submit(port, 0, gate.job(), note));
    for (quint64 i = 1; i <= 3; ++i) {
        QVERIFY(m_fixture->writer->submit(
            port, 10,
            [i](Sql &sql, UnixTime now) -> Verdict<Outcome> {
                if (i == 2) return Refusal{Code::Forbidden, protocol::Reason::NotAMember};
                return appendOne(sql, now, RequestId{i});
            },
            note));
    }
    gate.open();
    QTRY_COMPARE(stored, (QList<bool>{true, true, false, true}));
}

void TestGroupCommit::aJobThatRefusesAfterWritingLeavesNoTrace()
{
    Port port;
    Gate gate;
    QList<QByteArray> replies;
    const auto note = [&](const Verdict<Outcome> &verdict) {
        replies.append(verdict ? verdict->reply : "refused");
    };
    QVERIFY(m_fixture->writer->submit(port, 0, gate.job(), note));
    for (quint64 i = 1; i <= 4; ++i) {
        QVERIFY(m_fixture->writer->submit(
            port, 10,
            [i](Sql &sql, UnixTime now) -> Verdict<Outcome> {
                auto verdict = appendOne(sql, now, RequestId{i});
                if (i == 2) return Refusal{Code::Forbidden};
                return verdict;
            },
            note));
    }
    gate.open();
    // The memory of the last number was put back as well: 3 follows 1 without a gap.
    QTRY_COMPARE(replies, (QList<QByteArray>{"", "1", "refused", "2", "3"}));
}

void TestGroupCommit::aFailedStatementRefusesOnlyItsJob()
{
    Port port;
    Gate gate;
    QList<QByteArray> replies;
    const auto note = [&](const Verdict<Outcome> &verdict) {
        replies.append(verdict ? verdict->reply : "refused");
    };
    QVERIFY(m_fixture->writer->submit(port, 0, gate.job(), note));
    for (quint64 i = 1; i <= 3; ++i) {
        QVERIFY(m_fixture->writer->submit(
            port, 10,
            [i](Sql &sql, UnixTime now) -> Verdict<Outcome> {
                if (i == 2) (void)sql.execute(u"INSERT INTO no_such_table VALUES (1)"_s); // and ignores it
                return appendOne(sql, now, RequestId{i});
            },
            note));
    }
    gate.open();
    QTRY_COMPARE(replies, (QList<QByteArray>{"", "1", "refused", "2"}));
}

void TestGroupCommit::numbersHaveNoGapsUnderRandomRefusals()
{
    test::SeededRandom random(20240501);
    Port port;
    QList<quint64> numbers;
    int answered = 0;
    for (quint64 i = 1; i <= 500; ++i) {
        const quint64 fate = random.below(6);
        const auto job = [i, fate](Sql &sql, UnixTime now) -> Verdict<Outcome> {
            if (fate == 0) return Refusal{Code::Forbidden};
            auto verdict = appendOne(sql, now, RequestId{i});
            if (fate == 1) return Refusal{Code::Conflict};
            if (fate == 2) (void)sql.execute(u"INSERT INTO log (id) VALUES (NULL)"_s);
            return verdict;
        };
        QVERIFY(m_fixture->writer->submit(port, 2000, job, [&](const Verdict<Outcome> &verdict) {
            ++answered;
            if (verdict) numbers.append(verdict->reply.toULongLong());
        }));
    }
    QTRY_COMPARE_WITH_TIMEOUT(answered, 500, 30'000);
    QVERIFY(numbers.size() > 100);
    for (qsizetype i = 0; i < numbers.size(); ++i)
        QCOMPARE(numbers.at(i), static_cast<quint64>(i) + 1);
    const auto stored = m_fixture->read([](Sql &sql, UnixTime) -> Verdict<Outcome> {
        return Outcome{.reply = QByteArray::number(countRows(sql, u"SELECT COUNT(*) FROM envelope"_s)) + ' ' +
                                QByteArray::number(countRows(sql, u"SELECT MAX(sequence) FROM envelope"_s))};
    });
    const QByteArray count = QByteArray::number(numbers.size());
    QCOMPARE(stored->reply, count + ' ' + count);
}

void TestGroupCommit::aFullQueueSaysBusy()
{
    Port port;
    Gate gate;
    int answered = 0;
    const auto count = [&](const Verdict<Outcome> &) { ++answered; };
    const auto nothing = [](Sql &, UnixTime) -> Verdict<Outcome> { return Outcome{}; };
    QVERIFY(m_fixture->writer->submit(port, 0, gate.job(), count));
    QTRY_COMPARE(m_fixture->writer->figures().queued, 0);
    for (qsizetype i = 0; i < limits::kWriterQueueMax; ++i)
        QVERIFY(m_fixture->writer->submit(port, 0, nothing, count));
    const auto refused = m_fixture->writer->submit(port, 0, nothing, count);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, Code::Busy);
    gate.open();
    QTRY_COMPARE_WITH_TIMEOUT(answered, int(limits::kWriterQueueMax) + 1, 30'000);
}

void TestGroupCommit::deliveriesComeInTheOrderOfCommits()
{
    Port port;
    int answered = 0;
    for (int i = 0; i < 200; ++i) {
        const auto job = [i](Sql &, UnixTime) -> Verdict<Outcome> {
            Outcome outcome;
            outcome.deliveries.append({{}, QByteArray::number(i), Keeping::Durable});
            if (i % 5 == 0) return Refusal{Code::Forbidden};
            return outcome;
        };
        QVERIFY(m_fixture->writer->submit(port, 1000, job, [&](const Verdict<Outcome> &) { ++answered; }));
    }
    QTRY_COMPARE(answered, 200);
    QList<int> order;
    for (const Delivery &delivery : m_fixture->takeDeliveries())
        order.append(delivery.message.toInt());
    QCOMPARE(order.size(), 160);
    QVERIFY(std::is_sorted(order.begin(), order.end()));
}

void TestGroupCommit::whatIsQueuedAtTheEndIsStillStored()
{
    Port port;
    for (quint64 i = 1; i <= 200; ++i) {
        const auto job = [i](Sql &sql, UnixTime now) { return appendOne(sql, now, RequestId{i}); };
        QVERIFY(m_fixture->writer->submit(port, 10, job, [](const Verdict<Outcome> &) {}));
    }
    m_fixture->stop();
    m_fixture->start();
    const auto stored = m_fixture->read([](Sql &sql, UnixTime) -> Verdict<Outcome> {
        return Outcome{.reply = QByteArray::number(countRows(sql, u"SELECT MAX(sequence) FROM envelope"_s))};
    });
    QCOMPARE(stored->reply, "200");
}

void TestGroupCommit::aBatchIsBoundedInBytes()
{
    Port port;
    Gate gate;
    int answered = 0;
    const auto count = [&](const Verdict<Outcome> &) { ++answered; };
    QVERIFY(m_fixture->writer->submit(port, 0, gate.job(), count));
    QTRY_COMPARE(m_fixture->writer->figures().queued, 0);
    const quint64 batches = m_fixture->writer->figures().batches;
    for (int i = 0; i < 4; ++i) {
        const auto nothing = [](Sql &, UnixTime) -> Verdict<Outcome> { return Outcome{}; };
        QVERIFY(m_fixture->writer->submit(port, limits::kBatchBytesMax, nothing, count)); // one fills a batch
    }
    gate.open();
    QTRY_COMPARE(answered, 5);
    QCOMPARE(m_fixture->writer->figures().batches, batches + 5);
}

} // namespace

CHAT121_TEST_MAIN(TestGroupCommit)
#include "tst_group_commit.moc"
