// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The private PostgreSQL: it starts, keeps databases apart, survives a power cut, and leaves nothing.
#include "tests/support/postgres_server.h"
#include "tests/support/test_main.h"

#include <QDir>
#include <QFileInfo>
#include <QProcess>
#include <QTest>

#include <csignal>

using namespace chat121;
using namespace chat121::test;

namespace {

// What psql prints for `statement`, or "failed".
QByteArray ask(const PostgresDatabase &database, const QString &statement)
{
    QProcess psql;
    psql.start(QStringLiteral("/usr/lib/postgresql/15/bin/psql"),
               {QStringLiteral("-XtAq"),
                database.url().replace(QStringLiteral("postgres:"), QStringLiteral("postgresql:")),
                QStringLiteral("-c"), statement});
    if (!psql.waitForFinished() || psql.exitCode() != 0) return "failed";
    return psql.readAllStandardOutput().trimmed();
}

} // namespace

class TestPostgresServer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void databasesAreApart();
    void committedRowsSurviveAPowerCut();
    void endRemovesTheFolder();
    void killLeavesNothing();
    void waitsToBeKilled();
};

void TestPostgresServer::databasesAreApart()
{
    auto server = PostgresServer::start();
    QVERIFY2(server, server ? "" : qPrintable(server.error().detail));
    const PostgresDatabase one = server.value()->freshDatabase().value();
    const PostgresDatabase two = server.value()->freshDatabase().value();

    QCOMPARE(ask(one, QStringLiteral("CREATE TABLE t (n INT); SELECT count(*) FROM t")), "0");
    QCOMPARE(ask(two, QStringLiteral("SELECT count(*) FROM t")), "failed");
    QCOMPARE(ask(two, QStringLiteral("SHOW fsync")), "on");
    QCOMPARE(ask(two, QStringLiteral("SHOW synchronous_commit")), "on");
}

void TestPostgresServer::committedRowsSurviveAPowerCut()
{
    auto server = PostgresServer::start();
    QVERIFY2(server, server ? "" : qPrintable(server.error().detail));
    const PostgresDatabase database = server.value()->freshDatabase().value();
    QCOMPARE(ask(database, QStringLiteral("CREATE TABLE t (n INT); INSERT INTO t VALUES (121)")), "");

    const Result<void> restarted = server.value()->crashAndRestart();

    QVERIFY2(restarted, restarted ? "" : qPrintable(restarted.error().detail));
    QCOMPARE(ask(database, QStringLiteral("SELECT n FROM t")), "121");
}

void TestPostgresServer::endRemovesTheFolder()
{
    auto server = PostgresServer::start();
    QVERIFY2(server, server ? "" : qPrintable(server.error().detail));
    const QString folder = server.value()->folder();
    QVERIFY(QFileInfo::exists(folder));

    server.value().reset();

    QVERIFY(!QFileInfo::exists(folder));
}

// Runs the next function in another process and kills that with -9.
void TestPostgresServer::killLeavesNothing()
{
    QProcess other;
    other.setProcessEnvironment([] {
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("CHAT121_WAIT_TO_BE_KILLED"), QStringLiteral("1"));
        return environment;
    }());
    other.start(QCoreApplication::applicationFilePath(), {QStringLiteral("waitsToBeKilled")});
    QByteArray output;
    QTRY_VERIFY_WITH_TIMEOUT(
        (other.waitForReadyRead(100), output += other.readAll()).contains("end of folder"), 60'000);
    const qsizetype begin = output.indexOf("folder: ") + 8;
    const QString folder = QString::fromUtf8(output.mid(begin, output.indexOf(" :end of folder") - begin));
    QVERIFY2(QFileInfo::exists(folder), qPrintable(folder));

    ::kill(static_cast<pid_t>(other.processId()), SIGKILL);

    QVERIFY(other.waitForFinished());
    QTRY_VERIFY_WITH_TIMEOUT(!QFileInfo::exists(folder), 30'000);
}

void TestPostgresServer::waitsToBeKilled()
{
    if (!qEnvironmentVariableIsSet("CHAT121_WAIT_TO_BE_KILLED"))
        QSKIP("only as the victim of killLeavesNothing");
    auto server = PostgresServer::start();
    QVERIFY(server);
    std::printf("folder: %s :end of folder\n", qPrintable(server.value()->folder()));
    std::fflush(stdout);
    QTest::qWait(120'000);
    QFAIL("nobody came");
}

CHAT121_TEST_MAIN(TestPostgresServer)
#include "tst_postgres_server.moc"
