// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// An answer is given only when the envelope is on the disk: seen from outside, in the order of the
// system calls. And a process that is killed the moment it has answered has stored what it said.

#include "server/store/sql.h"
#include "tests/support/temporary_directory.h"
#include "tests/support/test_main.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTest>

#include <csignal>

using namespace chat121;
using namespace Qt::StringLiterals;

namespace {

class TestDurable : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theDiskIsFlushedBeforeEveryAnswer();
    void whatWasAnsweredSurvivesAKill();

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

void TestDurable::whatWasAnsweredSurvivesAKill()
{
    for (int round = 0; round < 10; ++round) {
        const test::TemporaryDirectory folder;
        const QString path = folder.filePath(u"store.sqlite"_s);
        QProcess process;
        process.start(sample(), {path, u"100000"_s});
        qsizetype answered = 0;
        while (answered < 20 + round * 7) { // never at the same moment
            QVERIFY(process.waitForReadyRead());
            answered += process.readAllStandardOutput().count('\n');
        }
        ::kill(static_cast<pid_t>(process.processId()), SIGKILL);
        process.waitForFinished();
        answered += process.readAllStandardOutput().count('\n');

        store::DatabaseUrl url;
        url.path = path;
        auto sql = store::Sql::open(url, store::Use::Write); // the lock of the dead is stale
        QVERIFY(sql);
        auto rows = (*sql)->query(u"SELECT COUNT(*), MAX(sequence) FROM envelope"_s);
        QVERIFY(rows && rows->next());
        QVERIFY(rows->number(0) >= answered);
        QCOMPARE(rows->number(0), rows->number(1)); // no gap
    }
}

} // namespace

CHAT121_TEST_MAIN(TestDurable)
#include "tst_durable.moc"
