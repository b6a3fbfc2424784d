// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The small tools of tests/support: clock, random sources, shared data, keyring.
#include "tests/support/fake_clock.h"
#include "tests/support/random_sources.h"
#include "tests/support/shared_data.h"
#include "tests/support/temporary_directory.h"
#include "tests/support/test_main.h"

#include <QFileInfo>
#include <QProcess>
#include <QTest>

using namespace chat121;
using namespace chat121::test;
using namespace std::chrono_literals;

class TestTestTools : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cleanup();
    void calendarJumpsAloneAndTimePassesOnBoth();
    void replayedBytesComeInOrder();
    void sameSeedSameHistory();
    void filesLiveAsLongAsTheFolder();
    void absentSharedDataIsSaid();
    void requiredSharedDataIsRequired();
    void keyringIsUnlocked();
    void keyringHasAHomeOfItsOwn();
    void keyringKeepsTheExitStatus();
};

void TestTestTools::cleanup()
{
    qunsetenv("CHAT121_REQUIRE_SHARED");
}

void TestTestTools::calendarJumpsAloneAndTimePassesOnBoth()
{
    FakeClock clock(UnixTime{1000});
    clock.advance(5ms);
    QCOMPARE(clock.now().ms, 1005);
    QCOMPARE(clock.steady(), 5ms);

    clock.jumpTo(UnixTime{10});
    QCOMPARE(clock.now().ms, 10);
    QCOMPARE(clock.steady(), 5ms);
}

void TestTestTools::replayedBytesComeInOrder()
{
    ReplayRandom random("abcdef");
    QCOMPARE(random.bytes(2), "ab");
    QCOMPARE(random.bytes(3), "cde");
    QCOMPARE(random.left(), 1);
}

void TestTestTools::sameSeedSameHistory()
{
    SeededRandom one(7), again(7), other(8);
    const QByteArray history = one.bytes(64);
    QCOMPARE(again.bytes(64), history);
    QVERIFY(other.bytes(64) != history);
    QVERIFY(one.below(3) < 3);
}

void TestTestTools::filesLiveAsLongAsTheFolder()
{
    QString path;
    {
        const TemporaryDirectory folder;
        path = folder.write(QStringLiteral("a/b/c.txt"), "text");
        QCOMPARE(folder.read(QStringLiteral("a/b/c.txt")), "text");
        QCOMPARE(folder.read(QStringLiteral("absent")), "");
    }
    QVERIFY(!QFileInfo::exists(path));
}

void TestTestTools::absentSharedDataIsSaid()
{
    const SharedData data = sharedData(QStringLiteral("no/such/folder"));
    QCOMPARE(data.path, QString());
    QVERIFY(!data.required);
    QVERIFY(data.message.contains(QStringLiteral("no/such/folder is absent")));
}

void TestTestTools::requiredSharedDataIsRequired()
{
    qputenv("CHAT121_REQUIRE_SHARED", "1");
    QVERIFY(sharedData(QStringLiteral("no/such/folder")).required);
}

namespace {

// Runs `script` in a shell under with_keyring.sh; prints what the session says when it fails.
struct KeyringRun {
    explicit KeyringRun(const QString &script)
    {
        QProcess process;
        process.start(qEnvironmentVariable("CHAT121_WITH_KEYRING"),
                      {QStringLiteral("sh"), QStringLiteral("-c"), script});
        ended = process.waitForFinished(60'000);
        status = process.exitCode();
        output = process.readAllStandardOutput();
        complaint = process.readAllStandardError();
    }
    bool ended = false;
    int status = -1;
    QByteArray output;
    QByteArray complaint;
};

} // namespace

void TestTestTools::keyringIsUnlocked()
{
    const KeyringRun run(
        QStringLiteral("dbus-send --session --print-reply=literal --dest=org.freedesktop.secrets "
                       "/org/freedesktop/secrets/aliases/default org.freedesktop.DBus.Properties.Get "
                       "string:org.freedesktop.Secret.Collection string:Locked"));
    QVERIFY2(run.ended && run.status == 0, run.complaint.constData());
    QVERIFY2(run.output.contains("false"), run.output.constData());
}

void TestTestTools::keyringHasAHomeOfItsOwn()
{
    const KeyringRun run(QStringLiteral("echo $HOME $XDG_RUNTIME_DIR; stat -c %a $XDG_RUNTIME_DIR"));
    QVERIFY2(run.ended && run.status == 0, run.complaint.constData());
    QVERIFY(!run.output.contains(qgetenv("HOME") + " "));
    QVERIFY2(run.output.endsWith("\n700\n"), run.output.constData());
    const QString home = QString::fromUtf8(run.output.left(run.output.indexOf(' ')));
    QVERIFY2(!QFileInfo::exists(home), qPrintable(home));
}

void TestTestTools::keyringKeepsTheExitStatus()
{
    const KeyringRun run(QStringLiteral("exit 21"));
    QCOMPARE(run.status, 21);
}

CHAT121_TEST_MAIN(TestTestTools)
#include "tst_test_tools.moc"
