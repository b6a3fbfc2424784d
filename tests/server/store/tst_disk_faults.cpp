// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The disk fails in the middle of a transaction: nothing is answered as stored that is not, what was
// stays, and the writer either goes on with a sound database or ends for good. It never tries to
// flush again what the disk has refused: nobody knows what is on it then.

#include "common/protocol/messages/logs.h"
#include "server/store/envelope_rows.h"
#include "server/store/group_commit.h"
#include "tests/server/support/faulty_disk.h"
#include "tests/support/fake_clock.h"
#include "tests/support/temporary_directory.h"
#include "tests/support/test_main.h"

#include <QLoggingCategory>
#include <QRegularExpression>
#include <QScopeGuard>
#include <QTest>

#include <atomic>
#include <cerrno>

using namespace chat121;
using namespace chat121::store;
using namespace Qt::StringLiterals;
using test::DiskCall;
using test::DiskFault;
using test::Lasting;

namespace {

constexpr LogId kLog{77};
constexpr int kAppends = 3;

class TestDiskFaults : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void aCommitThatFailsIsNotStored_data();
    void aCommitThatFailsIsNotStored();
    void aReadThatFailsIsRefused_data();
    void aReadThatFailsIsRefused();
    void everyCallMayFail_data();
    void everyCallMayFail();

private:
    void start();
    Verdict<Outcome> append(quint64 request);
    QList<quint64> storedRequests();

    test::FakeClock m_clock;
    std::unique_ptr<test::TemporaryDirectory> m_folder;
    std::unique_ptr<GroupCommit> m_writer;
    std::atomic_int m_broken = 0;
};

Verdict<Outcome> appendOne(Sql &sql, UnixTime now, RequestId request)
{
    TRY_ASSIGN(auto log, findLog(sql, kLog));
    if (!log) {
        TRY(createLog(sql, kLog, LogKind::Conversation, 0, 9));
        TRY_ASSIGN(log, findLog(sql, kLog));
    }
    TRY_ASSIGN(const auto earlier, findStored(sql, DeviceId{5}, request));
    if (earlier) return Outcome{.reply = QByteArray::number(earlier->sequence.value)};
    NewEnvelope envelope;
    envelope.sender = DeviceId{5};
    envelope.request = request;
    envelope.body = QByteArray(5'000, 'x');
    TRY_ASSIGN(const protocol::Envelope stored, store::append(sql, *log, envelope, now));
    return Outcome{.reply = QByteArray::number(stored.sequence.value)};
}

void TestDiskFaults::init()
{
    m_folder = std::make_unique<test::TemporaryDirectory>();
    m_broken = 0;
    start();
}

void TestDiskFaults::cleanup()
{
    m_writer.reset();
    m_folder.reset();
}

void TestDiskFaults::start()
{
    DatabaseUrl url;
    url.path = m_folder->filePath(u"store.sqlite"_s);
    auto writer = GroupCommit::start(url, m_clock, {}, [this](const Error &) { ++m_broken; });
    if (!writer) qFatal("%s", qPrintable(writer.error().detail));
    m_writer = *std::move(writer);
}

Verdict<Outcome> TestDiskFaults::append(quint64 request)
{
    return m_writer->runAndWait(
        [request](Sql &sql, UnixTime now) { return appendOne(sql, now, RequestId{request}); });
}

// In the order of their sequences, which have no gap.
QList<quint64> TestDiskFaults::storedRequests()
{
    QList<quint64> requests;
    const auto listed = m_writer->runAndWait([&requests](Sql &sql, UnixTime) -> Verdict<Outcome> {
        TRY_ASSIGN(Rows rows, sql.query(u"SELECT sequence, request FROM envelope ORDER BY sequence"_s));
        while (rows.next()) {
            requests.append(static_cast<quint64>(rows.number(1)));
            if (rows.number(0) != requests.size()) return Refusal{Code::Malformed};
        }
        return Outcome{};
    });
    if (!listed) qFatal("the sequences have a gap, or cannot be read");
    return requests;
}

void expectBatchWarning()
{
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"nothing of a batch was stored"_s));
}

void TestDiskFaults::aCommitThatFailsIsNotStored_data()
{
    QTest::addColumn<DiskCall>("call");
    QTest::addColumn<int>("error");
    QTest::addColumn<protocol::Reason>("reason");
    QTest::addColumn<bool>("is_end");
    using protocol::Reason;
    QTest::newRow("the flush fails") << DiskCall::Flush << EIO << Reason::ServerBusy << true;
    QTest::newRow("a write fails") << DiskCall::Write << EIO << Reason::ServerBusy << true;
    QTest::newRow("the disk is full") << DiskCall::Write << ENOSPC << Reason::DiskFull << false;
}

void TestDiskFaults::aCommitThatFailsIsNotStored()
{
    QFETCH(DiskCall, call);
    QFETCH(int, error);
    QFETCH(protocol::Reason, reason);
    QFETCH(bool, is_end);
    QCOMPARE(append(1)->reply, "1");
    {
        const DiskFault fault(call, 1, error, Lasting::Once);
        expectBatchWarning();
        const auto refused = append(2);
        QCOMPARE(fault.failures(), 1);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, Code::Storage);
        QCOMPARE(refused.error().reason, reason);
        QVERIFY(refused.error().retry_after_ms > 0);
    }
    QCOMPARE(m_writer->isBroken(), is_end);
    QCOMPARE(m_broken.load(), is_end ? 1 : 0);
    if (is_end) {
        QVERIFY(!append(2)); // although the disk works again
        QCOMPARE(m_broken.load(), 1);
        m_writer.reset();
        start(); // what the next start of the server finds
    }
    const QList<quint64> found = storedRequests();
    QVERIFY(found.contains(1));
    QCOMPARE(append(2)->reply, "2");
    QCOMPARE(append(3)->reply, "3");
    QCOMPARE(storedRequests(), (QList<quint64>{1, 2, 3}));
}

void TestDiskFaults::aReadThatFailsIsRefused_data()
{
    QTest::addColumn<int>("error");
    QTest::addColumn<bool>("is_end");
    QTest::newRow("the kernel is out of memory") << ENOMEM << false;
    QTest::newRow("a sector is bad: the operator has to see to it") << EIO << true; // SQLite: corrupt
}

// Nothing was written yet: the database is as it was.
void TestDiskFaults::aReadThatFailsIsRefused()
{
    QFETCH(int, error);
    QFETCH(bool, is_end);
    for (quint64 request = 1; request <= 20; ++request)
        QVERIFY(append(request));
    QVERIFY(m_writer->runAndWait([](Sql &sql, UnixTime) -> Verdict<Outcome> {
        TRY(sql.run(u"PRAGMA shrink_memory"_s)); // so that it has to read
        return Outcome{};
    }));
    expectBatchWarning();
    {
        const DiskFault fault(DiskCall::Read, 1, error, Lasting::Once);
        const auto refused = append(21);
        QCOMPARE(fault.failures(), 1);
        QVERIFY(!refused);
        QCOMPARE(refused.error().reason, protocol::Reason::ServerBusy);
    }
    QCOMPARE(m_writer->isBroken(), is_end);
    if (is_end) {
        m_writer.reset();
        start();
    }
    QCOMPARE(append(21)->reply, "21");
    QCOMPARE(storedRequests().size(), 21);
}

// --- every call in turn -----------------------------------------------------------------------------

void TestDiskFaults::everyCallMayFail_data()
{
    QTest::addColumn<DiskCall>("call");
    QTest::addColumn<int>("error");
    QTest::addColumn<Lasting>("lasting");
    QTest::newRow("a write, once") << DiskCall::Write << EIO << Lasting::Once;
    QTest::newRow("writes, for good") << DiskCall::Write << EIO << Lasting::FromThenOn;
    QTest::newRow("no room, once") << DiskCall::Write << ENOSPC << Lasting::Once;
    QTest::newRow("no room, for a while") << DiskCall::Write << ENOSPC << Lasting::FromThenOn;
    QTest::newRow("a flush, once") << DiskCall::Flush << EIO << Lasting::Once;
    QTest::newRow("flushes, for good") << DiskCall::Flush << EIO << Lasting::FromThenOn;
}

// Whatever fails and when: after the next start exactly what was answered as stored is there, and
// perhaps what was being stored at that moment; a retry stores the rest once.
void TestDiskFaults::everyCallMayFail()
{
    QFETCH(DiskCall, call);
    QFETCH(int, error);
    QFETCH(Lasting, lasting);
    QLoggingCategory::setFilterRules(u"chat121.store.warning=false"_s); // nobody knows which call it hits
    const auto as_before = qScopeGuard([] { QLoggingCategory::setFilterRules({}); });
    int points = 0;
    bool has_failed = true;
    for (int number = 1; has_failed; ++number, ++points) {
        cleanup();
        init();
        QVERIFY(append(1));
        QList<quint64> answered{1};
        {
            const DiskFault fault(call, number, error, lasting);
            for (quint64 request = 2; request < 2 + kAppends; ++request) {
                if (append(request)) answered.append(request);
            }
            has_failed = fault.failures() > 0;
        }
        QCOMPARE(m_writer->isBroken(), has_failed && error != ENOSPC);
        if (m_writer->isBroken()) {
            m_writer.reset();
            start();
        }
        const QList<quint64> found = storedRequests();
        for (const quint64 request : std::as_const(answered))
            QVERIFY2(found.contains(request), "what was answered as stored is lost");
        QVERIFY(found.size() <= answered.size() + 1);
        for (quint64 request = 1; request < 2 + kAppends; ++request)
            QVERIFY(append(request));
        m_writer.reset();
        start();
        QCOMPARE(storedRequests().size(), kAppends + 1);
    }
    QVERIFY2(points > kAppends, "too few points: is the disk asked at all?");
}

} // namespace

CHAT121_TEST_MAIN(TestDiskFaults)
#include "tst_disk_faults.moc"
