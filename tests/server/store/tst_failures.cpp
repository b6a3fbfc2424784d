// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Disks and databases that fail: full, read-only, damaged, locked, gone. Nothing is acknowledged that
// is not stored, everything that was stays, and the operator gets one sentence.

#include "common/protocol/messages/logs.h"
#include "server/store/envelope_rows.h"
#include "tests/server/support/store_fixture.h"
#include "tests/support/postgres_server.h"
#include "tests/support/test_main.h"

#include <QFile>
#include <QRegularExpression>

#include <unistd.h>

using namespace chat121;
using namespace chat121::store;
using namespace Qt::StringLiterals;

namespace {

constexpr LogId kLog{77};

class TestFailures : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsNoDatabaseUrl_data();
    void whatIsNoDatabaseUrl();
    void aPasswordIsNeverShown();
    void aFullDiskRefusesAndRecovers();
    void aFullTemporaryFileSystemRefusesAndRecovers();
    void aFileThatIsNoDatabaseIsRefused();
    void aDamagedFileIsRefused();
    void aFolderThatCannotBeWrittenIsRefused();
    void aReadOnlyFileIsRefused();
    void aSecondServerIsRefused();
    void aLockedDatabaseRefusesAndRecovers();
    void aServerThatIsDownIsRefused();
    void postgresComesBackAfterACrash();

private:
    DatabaseUrl urlOf(const QString &path) const;
    QString refusalOf(const DatabaseUrl &url);

    test::TemporaryDirectory m_folder;
    test::FakeClock m_clock;
};

DatabaseUrl TestFailures::urlOf(const QString &path) const
{
    DatabaseUrl url;
    url.path = path;
    return url;
}

QString TestFailures::refusalOf(const DatabaseUrl &url)
{
    const auto started = GroupCommit::start(url, m_clock, {}, {});
    return started ? QString() : started.error().detail;
}

std::unique_ptr<GroupCommit> started(const DatabaseUrl &url, const Clock &clock)
{
    auto writer = GroupCommit::start(url, clock, {}, {});
    if (!writer) qFatal("%s", qPrintable(writer.error().detail));
    return *std::move(writer);
}

Verdict<Outcome> appendOne(Sql &sql, UnixTime now, RequestId request)
{
    TRY_ASSIGN(auto log, findLog(sql, kLog));
    if (!log) {
        TRY(createLog(sql, kLog, LogKind::Conversation, 0, 9));
        TRY_ASSIGN(log, findLog(sql, kLog));
    }
    NewEnvelope envelope;
    envelope.sender = DeviceId{5};
    envelope.request = request;
    envelope.body = QByteArray(10'000, 'x');
    TRY_ASSIGN(const protocol::Envelope stored, append(sql, *log, envelope, now));
    return Outcome{.reply = QByteArray::number(stored.sequence.value)};
}

Verdict<Outcome> appendTo(GroupCommit &writer, quint64 request)
{
    return writer.runAndWait(
        [request](Sql &sql, UnixTime now) { return appendOne(sql, now, RequestId{request}); });
}

Verdict<Outcome> pragma(GroupCommit &writer, const QString &text)
{
    return writer.runAndWait([text](Sql &sql, UnixTime) -> Verdict<Outcome> {
        TRY(sql.run(text));
        return Outcome{};
    });
}

// For so many pages more than the database has now.
Verdict<Outcome> leaveRoom(GroupCommit &writer, qint64 pages)
{
    return writer.runAndWait([pages](Sql &sql, UnixTime) -> Verdict<Outcome> {
        qint64 has = 0;
        {
            TRY_ASSIGN(Rows count, sql.query(u"PRAGMA page_count"_s));
            if (count.next()) has = count.number(0);
        }
        TRY(sql.run(u"PRAGMA max_page_count = %1"_s.arg(has + pages)));
        return Outcome{};
    });
}

void expectBatchWarning()
{
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"nothing of a batch was stored"_s));
}

void TestFailures::whatIsNoDatabaseUrl_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<bool>("is_good");
    QTest::newRow("a file") << "sqlite:/var/lib/chat121/store.sqlite" << true;
    QTest::newRow("a server") << "postgres://chat:secret@db.example:5433/chat121" << true;
    QTest::newRow("a socket") << "postgresql://chat@/chat121?host=/run/postgresql" << true;
    QTest::newRow("nothing") << "" << false;
    QTest::newRow("no file") << "sqlite:" << false;
    QTest::newRow("a path alone") << "/var/lib/chat121/store.sqlite" << false;
    QTest::newRow("another database") << "mysql://db/chat121" << false;
    QTest::newRow("a server without a database") << "postgres://db.example" << false;
    QTest::newRow("no host") << "postgres:///chat121" << false;
}

void TestFailures::whatIsNoDatabaseUrl()
{
    QFETCH(QString, url);
    QTEST(parseDatabaseUrl(url).has_value(), "is_good");
}

void TestFailures::aPasswordIsNeverShown()
{
    const auto url = parseDatabaseUrl(u"postgres://chat:s3cret@127.0.0.1:1/chat121"_s);
    QVERIFY(!url->shown().contains(u"s3cret"_s));
    QVERIFY(!refusalOf(*url).contains(u"s3cret"_s));
}

// --- SQLite ---------------------------------------------------------------------------------------

void TestFailures::aFullDiskRefusesAndRecovers()
{
    const DatabaseUrl url = urlOf(m_folder.filePath(u"full.sqlite"_s));
    auto writer = started(url, m_clock);
    QVERIFY(appendTo(*writer, 1));
    QVERIFY(leaveRoom(*writer, 20));
    quint64 stored = 1;
    expectBatchWarning();
    for (quint64 request = 2; request < 100; ++request) {
        const auto verdict = appendTo(*writer, request);
        if (verdict) {
            QCOMPARE(verdict->reply, QByteArray::number(++stored));
            continue;
        }
        QCOMPARE(verdict.error().reason, protocol::Reason::DiskFull);
        QCOMPARE(verdict.error().code, Code::Storage);
        break;
    }
    QVERIFY(stored > 1 && stored < 98);
    QVERIFY(!writer->isBroken());
    QVERIFY(pragma(*writer, u"PRAGMA max_page_count = 100000"_s));           // space returns
    QCOMPARE(appendTo(*writer, 500)->reply, QByteArray::number(stored + 1)); // no gap, nothing lost
}

// A file system of two megabytes, as long as this object lives.
class SmallDisk {
public:
    explicit SmallDisk(const QString &folder)
        : m_folder(folder.toUtf8())
        , m_is_mounted(
              std::system(("mount -t tmpfs -o size=2m tmpfs " + m_folder + " 2>/dev/null").constData()) == 0)
    {
    }
    ~SmallDisk()
    {
        if (m_is_mounted && std::system(("umount " + m_folder).constData()) != 0) qWarning("still mounted");
    }
    Q_DISABLE_COPY_MOVE(SmallDisk)

    bool isMounted() const { return m_is_mounted; }

private:
    const QByteArray m_folder;
    const bool m_is_mounted;
};

void TestFailures::aFullTemporaryFileSystemRefusesAndRecovers()
{
    if (geteuid() != 0) QSKIP("only root can mount a small file system");
    const QString folder = m_folder.filePath(u"small"_s);
    QVERIFY(QDir().mkpath(folder));
    const SmallDisk disk(folder);
    if (!disk.isMounted()) QSKIP("no mounts here");
    auto writer = started(urlOf(folder + u"/store.sqlite"_s), m_clock);
    QVERIFY(appendTo(*writer, 1));
    QFile ballast(folder + u"/ballast"_s);
    QVERIFY(ballast.open(QIODevice::WriteOnly));
    while (ballast.write(QByteArray(4096, 'x')) == 4096 && ballast.flush()) {
    }
    expectBatchWarning();
    quint64 stored = 1;
    Verdict<Outcome> verdict = Outcome{};
    for (quint64 request = 2; request < 400 && verdict; ++request) {
        verdict = appendTo(*writer, request);
        stored += verdict ? 1 : 0;
    }
    QVERIFY(!verdict);
    QCOMPARE(verdict.error().reason, protocol::Reason::DiskFull);
    ballast.close();
    QVERIFY(QFile::remove(ballast.fileName()));
    QVERIFY(!writer->isBroken());
    verdict = appendTo(*writer, 500);
    QVERIFY2(verdict, qPrintable(verdict ? QString() : verdict.error().detail));
    QCOMPARE(verdict->reply, QByteArray::number(stored + 1));
}

void TestFailures::aFileThatIsNoDatabaseIsRefused()
{
    const QString path = m_folder.write(u"text.sqlite"_s, QByteArray(5000, 'x'));
    QVERIFY(refusalOf(urlOf(path)).contains(u"text.sqlite"_s));
    QCOMPARE(m_folder.read(u"text.sqlite"_s), QByteArray(5000, 'x')); // and was not touched
}

void TestFailures::aDamagedFileIsRefused()
{
    const QString path = m_folder.filePath(u"damaged.sqlite"_s);
    {
        auto writer = started(urlOf(path), m_clock);
        for (quint64 request = 1; request < 50; ++request)
            QVERIFY(appendTo(*writer, request));
    }
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    for (qint64 page = 2; page < 20; ++page) {
        QVERIFY(file.seek(page * 4096));
        QCOMPARE(file.write(QByteArray(2000, '\xff')), 2000);
    }
    file.close();
    const QString refusal = refusalOf(urlOf(path));
    QVERIFY2(refusal.contains(u"damaged"_s) || refusal.contains(u"malformed"_s), qPrintable(refusal));
}

void TestFailures::aFolderThatCannotBeWrittenIsRefused()
{
    QVERIFY(refusalOf(urlOf(m_folder.filePath(u"missing/store.sqlite"_s))).contains(u"folder"_s));
}

void TestFailures::aReadOnlyFileIsRefused()
{
    const QString path = m_folder.filePath(u"readonly/store.sqlite"_s);
    QVERIFY(QDir().mkpath(m_folder.filePath(u"readonly"_s)));
    started(urlOf(path), m_clock).reset();
    const bool is_root = geteuid() == 0;
    QFile::setPermissions(m_folder.path(), QFile::Permissions(0x7755));
    QFile::setPermissions(path, QFile::ReadOwner | QFile::ReadGroup | QFile::ReadOther);
    // Root may write everywhere, so somebody else tries.
    if (is_root && seteuid(65534) != 0) QSKIP("cannot become another user");
    QFile::setPermissions(m_folder.filePath(u"readonly"_s), QFile::Permissions(0x5555));
    const QString refusal = refusalOf(urlOf(path));
    if (is_root) QCOMPARE(seteuid(0), 0);
    QFile::setPermissions(m_folder.filePath(u"readonly"_s), QFile::Permissions(0x7755));
    QVERIFY2(!refusal.isEmpty(), "it opened");
}

void TestFailures::aSecondServerIsRefused()
{
    const DatabaseUrl url = urlOf(m_folder.filePath(u"shared.sqlite"_s));
    auto first = started(url, m_clock);
    const auto second = GroupCommit::start(url, m_clock, {}, {});
    QVERIFY(!second);
    QCOMPARE(second.error().code, Code::Conflict);
    QVERIFY(second.error().detail.contains(u"another server"_s));
    first.reset();
    QVERIFY(GroupCommit::start(url, m_clock, {}, {}));
}

// By an operator's tool, for example. The lock of our own servers goes by the name of the file.
void TestFailures::aLockedDatabaseRefusesAndRecovers()
{
    const QString path = m_folder.filePath(u"locked.sqlite"_s);
    auto writer = started(urlOf(path), m_clock);
    QVERIFY(appendTo(*writer, 1));
    QVERIFY(pragma(*writer, u"PRAGMA busy_timeout = 50"_s));
    QVERIFY(QFile::link(path, m_folder.filePath(u"alias.sqlite"_s)));
    const auto other = Sql::open(urlOf(m_folder.filePath(u"alias.sqlite"_s)), Use::Write);
    QVERIFY(other && (*other)->beginWrite());
    expectBatchWarning();
    const auto refused = appendTo(*writer, 2);
    QVERIFY(!refused);
    QCOMPARE(refused.error().reason, protocol::Reason::ServerBusy);
    QVERIFY(refused.error().retry_after_ms > 0);
    QVERIFY(!writer->isBroken());
    (*other)->rollBack();
    QCOMPARE(appendTo(*writer, 2)->reply, "2");
}

// --- PostgreSQL -----------------------------------------------------------------------------------

void TestFailures::aServerThatIsDownIsRefused()
{
    const auto url = parseDatabaseUrl(u"postgres://chat@127.0.0.1:1/chat121"_s);
    const QString refusal = refusalOf(*url);
    QVERIFY2(refusal.contains(u"cannot open"_s), qPrintable(refusal));
}

void TestFailures::postgresComesBackAfterACrash()
{
    auto server = test::PostgresServer::start();
    QVERIFY(server);
    const auto url = parseDatabaseUrl((*server)->freshDatabase()->url());
    auto writer = started(*url, m_clock);
    const auto second = GroupCommit::start(*url, m_clock, {}, {});
    QVERIFY(!second);
    QCOMPARE(second.error().code, Code::Conflict);
    QCOMPARE(appendTo(*writer, 1)->reply, "1");
    QVERIFY((*server)->crashAndRestart());
    expectBatchWarning();
    const auto lost = appendTo(*writer, 2); // finds its connection broken
    QVERIFY(!lost);
    QCOMPARE(lost.error().reason, protocol::Reason::ServerBusy);
    QVERIFY(lost.error().retry_after_ms > 0);
    QCOMPARE(appendTo(*writer, 2)->reply, "2"); // opened again
    QVERIFY(!writer->isBroken());
}

} // namespace

CHAT121_TEST_MAIN(TestFailures)
#include "tst_failures.moc"
