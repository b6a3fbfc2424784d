// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What qt_hand_overs.cpp and races.supp promise: an order that Qt makes is no race, and everything
// else is one. Runs race_samples.cpp as another process; only in the build `tsan`.
#include "tests/support/test_main.h"

#include <QProcess>
#include <QTest>

class TestRaces : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void racesAreReported_data();
    void racesAreReported();

private:
    static bool reports(const QByteArray &name, QByteArray &output);
};

void TestRaces::racesAreReported_data()
{
    QTest::addColumn<bool>("is_race");

    QTest::newRow("queued call") << false;
    QTest::newRow("answer by a queued call") << false;
    QTest::newRow("blocking call") << false;
    QTest::newRow("signal") << false;
    QTest::newRow("thread pool") << false;
    QTest::newRow("end of a thread") << false;
    QTest::newRow("written after the call was queued") << true;
    QTest::newRow("two threads queue for a third") << true;
    QTest::newRow("written after the signal") << true;
    QTest::newRow("written while the pool works") << true;
    QTest::newRow("written while a thread runs") << true;
}

// One run of a sample; whether a race was reported.
bool TestRaces::reports(const QByteArray &name, QByteArray &output)
{
    QProcess sample;
    sample.setProcessChannelMode(QProcess::MergedChannels);
    sample.start(qEnvironmentVariable("CHAT121_RACE_SAMPLES"), {QString::fromUtf8(name)});
    if (!sample.waitForFinished()) QTest::qFail(qPrintable(sample.errorString()), __FILE__, __LINE__);
    output = sample.readAll();
    constexpr int kStatusOfReports = 66;
    const int expected = output.contains("ThreadSanitizer: data race") ? kStatusOfReports : 0;
    if (sample.exitStatus() != QProcess::NormalExit || sample.exitCode() != expected)
        QTest::qFail(output.constData(), __FILE__, __LINE__);
    return expected != 0;
}

// ThreadSanitizer says nothing when it no longer knows where the earlier access was, which depends
// on chance: a race is one that is reported in one of several runs, an order is never reported.
void TestRaces::racesAreReported()
{
    QFETCH(bool, is_race);
    const int runs_max = is_race ? 40 : 5;

    QByteArray output;
    int runs = 0;
    bool is_reported = false;
    while (!is_reported && !QTest::currentTestFailed() && runs++ < runs_max)
        is_reported = reports(QTest::currentDataTag(), output);
    QVERIFY2(is_reported == is_race, output.constData());
}

CHAT121_TEST_MAIN(TestRaces)
#include "tst_races.moc"
