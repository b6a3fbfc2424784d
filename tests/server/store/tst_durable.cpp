// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// An answer is given only when the envelope is on the disk: seen from outside, in the order of the
// system calls. And a process that is killed the moment it has answered has stored what it said.

#include "server/store/sql.h"
#include "tests/support/postgres_server.h"
#include "tests/support/temporary_directory.h"
#include "tests/support/test_main.h"

#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTest>

#include <csignal>

using namespace chat121;
using namespace Qt::StringLiterals;

namespace {

constexpr int kPostgresCyclesMax = 25; // each takes seconds

class TestDurable : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theDiskIsFlushedBeforeEveryAnswer();
    void whatWasAnsweredSurvivesAKill();
    void whatWasAnsweredSurvivesAPowerCut();
    void whatPostgresStoredSurvivesItsCrash();

private:
    QString sample() const { return qEnvironmentVariable("CHAT121_DURABLE_SAMPLE"); }
};

void TestDurable::theDiskIsFlushedBeforeEveryAnswer()
{
    const QString strace = QStandardPaths::findExecutable(u"strace"_s);
    if (strace.isEmpty()) QSKIP("strace is not installed (./dev setup test)");
    const test::TemporaryDirectory folder;
    QProcess process;
    process.start(strace,
                  {u"-f"_s, u"-e"_s, u"trace=fdatasync,fsync,write"_s, u"-o"_s, folder.filePath(u"calls"_s),
                   sample(), folder.filePath(u"store.sqlite"_s), u"5"_s});
    QVERIFY(process.waitForFinished());
    const QByteArray error = process.readAllStandardError();
    if (error.contains("ptrace")) QSKIP("strace may not trace here");
    QCOMPARE(process.exitCode(), 0);

    int answers = 0, flushes = 0;
    for (const QByteArray &call : folder.read(u"calls"_s).split('\n')) {
        if (call.contains("fdatasync(") || call.contains("fsync(")) ++flushes;
        if (!call.contains("STORED")) continue;
        ++answers;
        QVERIFY2(flushes > 0, "an answer without a flush before it");
        flushes = 0; // each answer needs its own
    }
    QCOMPARE(answers, 5);
}

// --- kills ------------------------------------------------------------------------------------------

// A sample that runs until it is killed.
class Running {
public:
    Running(const QString &sample, const QString &database)
    {
        m_process.start(sample, {database, u"100000"_s});
    }
    ~Running() { kill(); }
    Q_DISABLE_COPY_MOVE(Running)

    // False when it has ended by itself.
    bool awaitAnswers(qsizetype count)
    {
        while (m_answers.size() < count) {
            if (!m_process.waitForReadyRead()) return false;
            read();
        }
        return true;
    }
    void kill()
    {
        if (m_process.state() == QProcess::NotRunning) return;
        ::kill(static_cast<pid_t>(m_process.processId()), SIGKILL);
        awaitEnd();
    }
    void awaitEnd()
    {
        m_process.waitForFinished();
        read();
    }
    qsizetype answers() const { return m_answers.size(); }
    qint64 logAtLastAnswer() const { return m_answers.last(); }

private:
    void read()
    {
        m_output.append(m_process.readAllStandardOutput());
        for (qsizetype end = m_output.indexOf('\n'); end >= 0; end = m_output.indexOf('\n')) {
            m_answers.append(m_output.first(end).split(' ').last().toLongLong());
            m_output.remove(0, end + 1);
        }
    }

    QProcess m_process;
    QByteArray m_output;
    QList<qint64> m_answers; // the length of the log at each
};

int cyclesOr(int usual)
{
    const int wanted = qEnvironmentVariableIntValue("CHAT121_CYCLES");
    return wanted > 0 ? wanted : usual;
}

// Everything that was answered is there, and no sequence is missing.
void checkStored(const QString &database, qsizetype answered)
{
    auto url = store::parseDatabaseUrl(database);
    if (!url) url = store::parseDatabaseUrl(u"sqlite:"_s + database);
    QVERIFY(url);
    const auto sql = store::Sql::open(*url, store::Use::Write); // the lock of the dead is stale
    QVERIFY2(sql, sql ? "" : qPrintable(sql.error().detail));
    auto rows = (*sql)->query(u"SELECT COUNT(*), MAX(sequence) FROM envelope"_s);
    QVERIFY(rows && rows->next());
    QVERIFY2(rows->number(0) >= answered, "an answered envelope is lost");
    QCOMPARE(rows->number(0), rows->number(1)); // no gap
}

void TestDurable::whatWasAnsweredSurvivesAKill()
{
    for (int cycle = 0; cycle < cyclesOr(10); ++cycle) {
        const test::TemporaryDirectory folder;
        const QString path = folder.filePath(u"store.sqlite"_s);
        Running running(sample(), path);
        QVERIFY(running.awaitAnswers(20 + cycle % 20 * 7)); // never at the same moment
        running.kill();
        checkStored(path, running.answers());
        if (QTest::currentTestFailed()) return;
    }
}

// What the disk had not been told to keep is gone, or is nonsense.
void TestDurable::whatWasAnsweredSurvivesAPowerCut()
{
    for (int cycle = 0; cycle < cyclesOr(10); ++cycle) {
        const test::TemporaryDirectory folder;
        const QString path = folder.filePath(u"store.sqlite"_s);
        Running running(sample(), path);
        QVERIFY(running.awaitAnswers(2 + cycle % 20 * 3)); // fewer pages than SQLite writes back at once
        running.kill();
        QVERIFY(QFile::remove(path + u"-shm"_s));
        QFile log(path + u"-wal"_s);
        QVERIFY(log.open(QIODevice::ReadWrite));
        const qint64 kept =
            running.logAtLastAnswer() + (log.size() - running.logAtLastAnswer()) * (cycle % 5) / 4;
        const qint64 lost = qMax<qint64>(log.size() - kept, 100);
        QVERIFY(log.resize(kept) && log.seek(kept));
        if (cycle % 2 == 1) QCOMPARE(log.write(QByteArray(lost, static_cast<char>(cycle))), lost);
        log.close();
        checkStored(path, running.answers());
        if (QTest::currentTestFailed()) return;
    }
}

// The database server itself is gone in the middle of it, as after a power cut.
void TestDurable::whatPostgresStoredSurvivesItsCrash()
{
    auto server = test::PostgresServer::start();
    QVERIFY(server);
    for (int cycle = 0; cycle < qMin(cyclesOr(2), kPostgresCyclesMax); ++cycle) {
        const QString url = (*server)->freshDatabase()->url();
        Running running(sample(), url);
        QVERIFY(running.awaitAnswers(20 + cycle % 20 * 7));
        QVERIFY((*server)->crashAndRestart());
        running.awaitEnd();
        checkStored(url, running.answers());
        if (QTest::currentTestFailed()) return;
    }
}

} // namespace

CHAT121_TEST_MAIN(TestDurable)
#include "tst_durable.moc"
