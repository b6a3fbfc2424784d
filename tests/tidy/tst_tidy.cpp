// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The house rules over the whole repository, and over the server's program as it was linked.
#include "tests/support/temporary_directory.h"
#include "tests/support/test_main.h"
#include "tests/tidy/rules.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTest>

#include <cstdio>

using namespace chat121;
using namespace chat121::tidy;
using Check = Findings (*)(const Tree &);

namespace {

// Qt Test cuts long messages, and a list of findings is long.
void print(const Findings &findings)
{
    for (const Finding &finding : findings)
        std::printf("  %s\n", qPrintable(finding.toString()));
}

QByteArray outputOf(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.start(program, arguments);
    const bool ended = process.waitForFinished(60'000) && process.exitCode() == 0;
    return ended ? process.readAllStandardOutput() : QByteArray();
}

} // namespace

Q_DECLARE_METATYPE(Check)

class TestTidy : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void rules_data();
    void rules();
    void theServerCannotOpenMessages();
    void theTranslationsKnowEveryWord();

private:
    QString m_root;
    Tree m_tree;
};

void TestTidy::initTestCase()
{
    m_root = qEnvironmentVariable("CHAT121_SOURCE_DIR", QDir::currentPath());
    m_tree = loadTree(m_root);
    // A rule that sees nothing passes everything: so it must see what is certainly there.
    QVERIFY2(m_tree.size() > 100, qPrintable(m_root));
    QVERIFY(find(m_tree, QStringLiteral("common/base/ids.h")) != nullptr);
    QVERIFY(wireMessages(m_tree).size() > 40);
    QVERIFY(decoders(m_tree).size() > 40);
    const SourceFile *reader = find(m_tree, QStringLiteral("common/codec/reader.cpp"));
    QVERIFY(reader != nullptr && functionsOf(*reader).size() >= 5);
}

void TestTidy::rules_data()
{
    QTest::addColumn<Check>("check");

    QTest::newRow("who may include whom") << &checkIncludes;
    QTest::newRow("what has one home") << &checkHomes;
    QTest::newRow("lengths, licences, words") << &checkShape;
    QTest::newRow("windows speak through tr() in plain text") << &checkWindows;
    QTest::newRow("PROTOCOL.md says what the schema says") << &checkProtocol;
    QTest::newRow("every decoder is fuzzed") << &checkFuzzTargets;
    QTest::newRow("a key has one use") << &checkKeys;
    QTest::newRow("every attack has its tests") << &checkThreats;
    QTest::newRow("what documents name is there") << &checkDocuments;
    QTest::newRow("nothing is left to translate") << &checkTranslations;
}

void TestTidy::rules()
{
    QFETCH(Check, check);
    const Findings findings = check(m_tree);
    print(findings);
    QCOMPARE(findings.size(), 0);
}

void TestTidy::theServerCannotOpenMessages()
{
    const QString server = qEnvironmentVariable("CHAT121_SERVER_BINARY");
    if (server.isEmpty()) QSKIP("the server is not part of this build");
    const QByteArray symbols = outputOf(QStringLiteral("nm"), {QStringLiteral("-C"), server});

    QVERIFY2(symbols.contains("chat121::protocol::"), "nm shows no symbols of ours at all");
    for (const char *closed : {"chat121::mls::", "chat121::content::"})
        QVERIFY2(!symbols.contains(closed), closed);
}

void TestTidy::theTranslationsKnowEveryWord()
{
    const QString lupdate = qEnvironmentVariable("CHAT121_LUPDATE");
    if (lupdate.isEmpty()) QSKIP("the client is not part of this build");
    const test::TemporaryDirectory folder;
    const QStringList files =
        QDir(m_root + QStringLiteral("/translations")).entryList({QStringLiteral("*.ts")});
    QVERIFY(!files.isEmpty());
    for (const QString &name : files) {
        const QString copy = folder.filePath(name);
        QVERIFY(QFile::copy(m_root + QStringLiteral("/translations/") + name, copy));
        // The sources include from the root: without -I the contexts lose their namespaces.
        QStringList arguments = {m_root + QStringLiteral("/client"),
                                 QStringLiteral("-I"),
                                 m_root,
                                 QStringLiteral("-silent"),
                                 QStringLiteral("-locations"),
                                 QStringLiteral("none"),
                                 QStringLiteral("-ts"),
                                 copy};
        if (name == QStringLiteral("chat121_en.ts")) arguments.prepend(QStringLiteral("-pluralonly"));
        outputOf(lupdate, arguments);
        const SourceFile updated =
            makeSourceFile(QStringLiteral("translations/") + name, QString::fromUtf8(folder.read(name)));
        const Findings findings = checkTranslations({updated});
        print(findings);
        QVERIFY2(findings.isEmpty(), "run lupdate as translations/README.md says, and translate what is new");
    }
}

CHAT121_TEST_MAIN(TestTidy)
#include "tst_tidy.moc"
