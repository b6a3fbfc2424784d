// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The rule of test_main.h itself: run on the functions of warning_samples.cpp, as another process.
#include "tests/support/test_main.h"

#include <QDir>
#include <QProcess>
#include <QTest>

class TestTestMain : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void warningsFail_data();
    void warningsFail();
    void homeIsOurOwn();
};

void TestTestMain::warningsFail_data()
{
    QTest::addColumn<QString>("function");
    QTest::addColumn<bool>("passes");

    QTest::newRow("nothing printed") << "silent" << true;
    QTest::newRow("announced warning") << "announcedWarning" << true;
    QTest::newRow("announced critical") << "announcedCritical" << true;
    QTest::newRow("debug and info are free") << "debugAndInfo" << true;
    QTest::newRow("announced, but it never came") << "announcedButSilent" << false;
    QTest::newRow("warning") << "warning" << false;
    QTest::newRow("critical") << "critical" << false;
    QTest::newRow("warning by Qt") << "warningOfQt" << false;
    QTest::newRow("warning of several lines") << "severalLines" << false;
    QTest::newRow("warning in another thread") << "otherThread" << false;
    QTest::newRow("warning after the last function") << "inADestructor" << false;
    QTest::newRow("a second one after the announced") << "secondAfterAnnounced" << false;
}

void TestTestMain::warningsFail()
{
    QFETCH(QString, function);
    QFETCH(bool, passes);

    QProcess samples;
    samples.setProcessChannelMode(QProcess::MergedChannels);
    samples.start(qEnvironmentVariable("CHAT121_WARNING_SAMPLES"), {function});
    QVERIFY2(samples.waitForFinished(), qPrintable(samples.errorString()));

    const QByteArray output = samples.readAll();
    QCOMPARE(samples.exitStatus(), QProcess::NormalExit);
    QVERIFY2((samples.exitCode() == 0) == passes, output.constData());
    QVERIFY2(output.contains("FAIL!") != passes, output.constData());
}

void TestTestMain::homeIsOurOwn()
{
    QCOMPARE(qgetenv("HOME"), qgetenv("XDG_RUNTIME_DIR"));
    QVERIFY(QDir(QDir::homePath()).isEmpty());
}

CHAT121_TEST_MAIN(TestTestMain)
#include "tst_test_main.moc"
