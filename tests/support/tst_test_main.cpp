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
    void manyCyclesTakeTheirTime_data();
    void manyCyclesTakeTheirTime();
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

void TestTestMain::manyCyclesTakeTheirTime_data()
{
    QTest::addColumn<QStringList>("asked");
    QTest::addColumn<QByteArray>("time");

    QTest::newRow("nothing asked: Qt Test's own five minutes") << QStringList() << QByteArray("''");
    QTest::newRow("1,000 cycles") << QStringList{QStringLiteral("CHAT121_CYCLES=1000")}
                                  << QByteArray("'10300000'");
    QTest::newRow("10,000 attacks, more than the cycles")
        << QStringList{QStringLiteral("CHAT121_CYCLES=1000"), QStringLiteral("CHAT121_ATTACKS=10000")}
        << QByteArray("'100300000'");
    QTest::newRow("more than a number of milliseconds holds")
        << QStringList{QStringLiteral("CHAT121_CYCLES=2000000000")} << QByteArray("'604800000'");
    QTest::newRow("nonsense") << QStringList{QStringLiteral("CHAT121_CYCLES=many")} << QByteArray("''");
    QTest::newRow("less than none") << QStringList{QStringLiteral("CHAT121_CYCLES=-5")} << QByteArray("''");
    QTest::newRow("said by hand") << QStringList{QStringLiteral("CHAT121_CYCLES=1000"),
                                                 QStringLiteral("QTEST_FUNCTION_TIMEOUT=777000")}
                                  << QByteArray("'777000'");
}

void TestTestMain::manyCyclesTakeTheirTime()
{
    QFETCH(QStringList, asked);
    QFETCH(QByteArray, time);
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char *name : {"CHAT121_CYCLES", "CHAT121_ATTACKS", "QTEST_FUNCTION_TIMEOUT"})
        environment.remove(QLatin1String(name));
    for (const QString &one : asked)
        environment.insert(one.section(u'=', 0, 0), one.section(u'=', 1));
    QProcess samples;
    samples.setProcessEnvironment(environment);
    samples.start(qEnvironmentVariable("CHAT121_WARNING_SAMPLES"), {QStringLiteral("tellsItsTime")});
    QVERIFY2(samples.waitForFinished(), qPrintable(samples.errorString()));
    const QByteArray output = samples.readAllStandardOutput();
    QVERIFY2(output.contains("ends after " + time), output.constData());
}

void TestTestMain::homeIsOurOwn()
{
    QCOMPARE(qgetenv("HOME"), qgetenv("XDG_RUNTIME_DIR"));
    QVERIFY(QDir(QDir::homePath()).isEmpty());
}

CHAT121_TEST_MAIN(TestTestMain)
#include "tst_test_main.moc"
