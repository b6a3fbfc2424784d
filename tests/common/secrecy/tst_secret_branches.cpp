// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Row A10 of the threat list: no branch and no address in our code depends on a secret, as far as
// valgrind's memcheck can follow bits: sealing, opening, key schedule, tree KEM, HPKE, saving and
// restoring. For D1 the same works open what was tampered with: a plaintext that has not verified stays
// marked, so that a look at a length in it would be reported.
// What counts as public: sodium_borders.cpp. What is left out, with reasons: valgrind.supp.
#include "tests/support/test_main.h"

#include <QProcess>
#include <QTest>

using namespace Qt::StringLiterals;

class TestSecretBranches : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingDependsOnASecret_data();
    void nothingDependsOnASecret();
    void aBranchOnASecretIsReported();

private:
    // The status of valgrind; 7 when it has reported something.
    static int underValgrind(const QString &work, QByteArray &report);
};

int TestSecretBranches::underValgrind(const QString &work, QByteArray &report)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(qEnvironmentVariable("CHAT121_VALGRIND"),
                  {u"--quiet"_s, u"--error-exitcode=7"_s, u"--leak-check=no"_s, u"--num-callers=25"_s,
                   u"--suppressions="_s + qEnvironmentVariable("CHAT121_VALGRIND_SUPPRESSIONS"),
                   qEnvironmentVariable("CHAT121_SECRET_WORKS"), work});
    const bool is_over = process.waitForStarted() && process.waitForFinished(-1);
    report = process.readAll();
    return is_over && process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
}

void TestSecretBranches::nothingDependsOnASecret_data()
{
    QTest::addColumn<QString>("work");
    for (const QString &work : {u"seal"_s, u"commit"_s, u"external"_s, u"save"_s, u"hpke"_s, u"small"_s})
        QTest::newRow(qPrintable(work)) << work;
}

void TestSecretBranches::nothingDependsOnASecret()
{
    QFETCH(QString, work);
    QByteArray report;
    const int status = underValgrind(work, report);
    QVERIFY2(status == 0 && report.contains(": done"), report.left(8000).constData());
}

// Otherwise valgrind would not see what the other tests say it does not see.
void TestSecretBranches::aBranchOnASecretIsReported()
{
    QByteArray report;
    QCOMPARE(underValgrind(u"leak"_s, report), 7);
    QVERIFY(report.contains("Conditional jump or move depends on uninitialised value"));
    QVERIFY(report.contains("Use of uninitialised value"));
}

CHAT121_TEST_MAIN(TestSecretBranches)
#include "tst_secret_branches.moc"
