// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/bot/options.h"
#include "tests/support/temporary_directory.h"
#include "tests/support/test_main.h"

#include <QtTest>

using namespace chat121;

class TestBotOptions : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void wrongCommandLinesAreRefused_data();
    void wrongCommandLinesAreRefused();
    void thePassphraseComesFromEnvironmentOrFile();
    void helpNeedsNothingElse();

private:
    test::TemporaryDirectory m_folder;
};

void TestBotOptions::wrongCommandLinesAreRefused_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("names");
    QTest::newRow("no profile") << QStringList{} << QStringLiteral("--profile");
    QTest::newRow("an unknown option") << QStringList{"--profile", "x", "--fast"} << QStringLiteral("fast");
    QTest::newRow("a stray argument") << QStringList{"--profile", "x", "y"} << QStringLiteral("y");
    QTest::newRow("a passphrase file that is not there")
        << QStringList{"--profile", "x", "--passphrase-file", "/nowhere"}
        << QStringLiteral("--passphrase-file");
    QTest::newRow("an empty passphrase file")
        << QStringList{"--profile", "x", "--passphrase-file", m_folder.write(QStringLiteral("empty"), "\n")}
        << QStringLiteral("empty");
}

void TestBotOptions::wrongCommandLinesAreRefused()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, names);
    const auto options = bot::parseOptions(QStringList{"chat121-bot"} + arguments, {});
    QVERIFY(!options);
    QVERIFY2(options.error().detail.contains(names), qPrintable(options.error().detail));
}

void TestBotOptions::thePassphraseComesFromEnvironmentOrFile()
{
    QProcessEnvironment environment;
    environment.insert(QStringLiteral("CHAT121_PASSPHRASE"), QStringLiteral("from the environment"));
    const auto first = bot::parseOptions({"chat121-bot", "--profile", "p"}, environment);
    QVERIFY(first);
    QCOMPARE(first->profile, QStringLiteral("p"));
    QCOMPARE(first->passphrase, QStringLiteral("from the environment"));
    QVERIFY(!first->auto_read);

    const QString file = m_folder.write(QStringLiteral("pass"), "from the file\nsecond line\n");
    const auto second = bot::parseOptions(
        {"chat121-bot", "--profile", "p", "--passphrase-file", file, "--auto-read"}, environment);
    QVERIFY(second);
    QCOMPARE(second->passphrase, QStringLiteral("from the file"));
    QVERIFY(second->auto_read);
}

void TestBotOptions::helpNeedsNothingElse()
{
    const auto options = bot::parseOptions({"chat121-bot", "--help"}, {});
    QVERIFY(options);
    QVERIFY(options->help.contains(QStringLiteral("--profile")));
}

CHAT121_TEST_MAIN(TestBotOptions)
#include "tst_bot_options.moc"
