// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The command line of the windows, and the language that it chooses.
#include "client/app/languages.h"
#include "client/app/options.h"
#include "tests/support/test_main.h"

#include <QDir>
#include <QLocale>
#include <QTest>

using namespace chat121;
using app::Options;

class TestOptions : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void nothingIsAsked();
    void choicesAreRead_data();
    void choicesAreRead();
    void wrongChoicesAreRefused_data();
    void wrongChoicesAreRefused();
    void helpAndVersionAreTexts();
    void germanIsGerman();
    void pluralsAreEnglishEverywhere();
};

namespace {

Result<Options> read(const QStringList &arguments)
{
    return app::readOptions(QStringList{QStringLiteral("chat121")} + arguments);
}

QString kept(int messages)
{
    return QCoreApplication::translate("chat121::ui::StatusLine", "%n message(s) will be sent then", nullptr,
                                       messages);
}

} // namespace

void TestOptions::initTestCase()
{
    QCoreApplication::setApplicationName(QStringLiteral("chat121"));
    QCoreApplication::setApplicationVersion(QStringLiteral("1.2.3"));
}

void TestOptions::nothingIsAsked()
{
    const auto options = read({});
    QVERIFY(options);
    QVERIFY(options->profile.isEmpty() && options->language.isEmpty() && options->invitation.isEmpty());
    QVERIFY(options->text.isEmpty() && !options->is_demo);
    QCOMPARE(options->scheme, ui::Scheme::System);
}

void TestOptions::choicesAreRead_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("profile");
    QTest::addColumn<QString>("language");
    QTest::addColumn<ui::Scheme>("scheme");
    QTest::addColumn<QString>("invitation");
    QTest::addColumn<bool>("is_demo");
    const QString none;
    const auto row = [](const char *name, const char *line) -> QTestData & {
        return QTest::newRow(name) << QString::fromLatin1(line).split(u' ');
    };
    row("profile", "--profile /tmp/p")
        << QStringLiteral("/tmp/p") << none << ui::Scheme::System << none << false;
    row("profile here", "--profile=p")
        << QDir::current().filePath(QStringLiteral("p")) << none << ui::Scheme::System << none << false;
    row("language", "--language pt-BR")
        << none << QStringLiteral("pt-BR") << ui::Scheme::System << none << false;
    row("light", "--theme light") << none << none << ui::Scheme::Light << none << false;
    row("dark", "--theme dark") << none << none << ui::Scheme::Dark << none << false;
    row("contrast", "--theme contrast") << none << none << ui::Scheme::HighContrast << none << false;
    row("link", "chat121://h:1/#x") << none << none << ui::Scheme::System
                                    << QStringLiteral("chat121://h:1/#x") << false;
    row("file", "--theme dark a.chat121")
        << none << none << ui::Scheme::Dark << QStringLiteral("a.chat121") << false;
    row("demo", "--demo --language de") << none << QStringLiteral("de") << ui::Scheme::System << none << true;
}

void TestOptions::choicesAreRead()
{
    QFETCH(QStringList, arguments);
    QFETCH(ui::Scheme, scheme);
    const auto options = read(arguments);
    QVERIFY2(options, qPrintable(options ? QString() : options.error().detail));
    QTEST(options->profile, "profile");
    QTEST(options->language, "language");
    QCOMPARE(options->scheme, scheme);
    QTEST(options->invitation, "invitation");
    QTEST(options->is_demo, "is_demo");
}

void TestOptions::wrongChoicesAreRefused_data()
{
    QTest::addColumn<QStringList>("arguments");
    const auto row = [](const char *line) { QTest::newRow(line) << QString::fromLatin1(line).split(u' '); };
    row("--unknown");
    row("--theme pink");
    row("--theme");
    row("--profile");
    row("--profile=");
    row("--language klingon");
    row("--language=");
    row("a.chat121 b.chat121");
    row("--demo a.chat121");
    row("--demo --profile p");
    row("--demo=yes");
}

void TestOptions::wrongChoicesAreRefused()
{
    QFETCH(QStringList, arguments);
    const auto options = read(arguments);
    QVERIFY(!options);
    const QString sentence = options.error().detail;
    QVERIFY2(sentence.endsWith(u'.') && !sentence.contains(u'\n'), qPrintable(sentence));
}

void TestOptions::helpAndVersionAreTexts()
{
    const auto help = read({QStringLiteral("--help")});
    QVERIFY(help);
    for (const char *option : {"--profile", "--language", "--theme", "--demo", "invitation"})
        QVERIFY2(help->text.contains(QLatin1String(option)), option);
    const auto version = read({QStringLiteral("-v")});
    QVERIFY(version);
    QCOMPARE(version->text, QStringLiteral("chat121 1.2.3\n"));
}

void TestOptions::germanIsGerman()
{
    const QLocale before;
    app::speak(QStringLiteral("de_AT"));
    QCOMPARE(QLocale().language(), QLocale::German);
    QCOMPARE(QCoreApplication::translate("chat121::ui::StartPage", "I have an invitation"),
             QStringLiteral("Ich habe eine Einladung"));
    QCOMPARE(kept(1), QStringLiteral("1 Nachricht wird dann gesendet"));
    QCOMPARE(kept(2), QStringLiteral("2 Nachrichten werden dann gesendet"));
    QLocale::setDefault(before);
}

void TestOptions::pluralsAreEnglishEverywhere()
{
    const QLocale before;
    app::speak(QStringLiteral("en"));
    // What German still lies below must not shine through: a new language is on top.
    QCOMPARE(kept(1), QStringLiteral("1 message will be sent then"));
    QCOMPARE(kept(3), QStringLiteral("3 messages will be sent then"));
    QLocale::setDefault(before);
}

CHAT121_TEST_MAIN(TestOptions)
#include "tst_options.moc"
