// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The rules for documents, on planted violations. The other rules: tst_tidy_rules.
#include "tests/support/test_main.h"
#include "tests/tidy/rules.h"

#include <QtTest>

using namespace chat121::tidy;

class TestTidyDocuments : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void documentsNameWhatIsThere_data();
    void documentsNameWhatIsThere();
    void rowsNameWhatShowsThem_data();
    void rowsNameWhatShowsThem();
    void attacksHaveTests();
};

void TestTidyDocuments::documentsNameWhatIsThere_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("findings");
    QTest::newRow("a test") << "`tst_a`" << 0;
    QTest::newRow("a function of it") << "`tst_a::nothingGetsIn`" << 0;
    QTest::newRow("a link to it") << "[yes](../tests/a/tst_a.cpp)" << 0;
    QTest::newRow("tests that begin so") << "`tst_a*`" << 0;
    QTest::newRow("a picture, an address, a place") << "[a](a.png) [b](https://b.example/c.md) [c](#c)" << 0;
    QTest::newRow("no such test") << "`tst_b`" << 1;
    QTest::newRow("half of its name") << "`tst_`, `tst_aa`" << 1;
    QTest::newRow("none that begins so") << "`tst_b*`" << 1;
    QTest::newRow("a link to it from another folder") << "[yes](tests/a/tst_a.cpp)" << 1;
    QTest::newRow("no such document") << "[more](MORE.md)" << 1;
}

void TestTidyDocuments::documentsNameWhatIsThere()
{
    QFETCH(QString, text);
    const Tree tree{makeSourceFile(QStringLiteral("tests/a/tst_a.cpp"), QString()),
                    makeSourceFile(QStringLiteral("docs/GUIDE.md"), text)};
    QTEST(int(checkDocuments(tree).size()), "findings");
}

void TestTidyDocuments::rowsNameWhatShowsThem_data()
{
    QTest::addColumn<QString>("row");
    QTest::addColumn<bool>("is_shown");
    QTest::newRow("a test") << "it is so. `tst_a`" << true;
    QTest::newRow("a test with a remark") << "`tst_a` (twice)" << true;
    QTest::newRow("tests that begin so") << "`tst_a*`" << true;
    QTest::newRow("a test by its folder") << "`tests/a/tst_a`" << true;
    QTest::newRow("a folder of tests") << "as `tests/a` shows" << true;
    QTest::newRow("a program") << "`fuzz_b`" << true;
    QTest::newRow("no name at all") << "it is so" << false;
    QTest::newRow("a name that is no test's") << "`server/README.md` says so" << false;
    QTest::newRow("a test as a word") << "tst_a" << false;
    QTest::newRow("no such program") << "`fuzz_c`" << false;
    QTest::newRow("no such folder") << "`tests/c`" << false;
}

void TestTidyDocuments::rowsNameWhatShowsThem()
{
    QFETCH(QString, row);
    QFETCH(bool, is_shown);
    const Tree tests{makeSourceFile(QStringLiteral("tests/a/tst_a.cpp"), QString()),
                     makeSourceFile(QStringLiteral("tests/fuzz/fuzz_b.cpp"), QString())};
    const QString table = QStringLiteral("words\n\n| subject | by |\n|---|---|\n| a | %1 |\n").arg(row);
    const auto findingsOf = [&](const QString &path, const QString &text) {
        return checkDocuments(tests + Tree{makeSourceFile(path, text)});
    };
    const Findings findings = findingsOf(QStringLiteral("SECURITY.md"), table);
    QCOMPARE(findings.size(), is_shown ? 0 : 1);
    if (!is_shown) QCOMPARE(findings.constFirst().line, 5);
    const QString second = table + QStringLiteral("\n| a | b |\n|---|---|\n| c | %1 |\n").arg(row);
    QCOMPARE(findingsOf(QStringLiteral("SECURITY.md"), second).size(), is_shown ? 0 : 2);
    QCOMPARE(findingsOf(QStringLiteral("OTHER.md"), table).size(), 0);
}

void TestTidyDocuments::attacksHaveTests()
{
    const SourceFile test = makeSourceFile(QStringLiteral("tests/a/tst_a.cpp"),
                                           QStringLiteral("class A {\n    void nothingGetsIn();\n};\n"));
    const auto findingsOf = [&test](const char *cell) {
        QStringList findings;
        const QString text = QStringLiteral("| A1 | an attack | %1 |\n").arg(QString::fromLatin1(cell));
        for (const Finding &finding :
             checkThreats({test, makeSourceFile(QStringLiteral("tests/e2e/hostile/README.md"), text)}))
            findings.append(finding.what);
        return findings;
    };
    const QStringList good = findingsOf("`tst_a::nothingGetsIn`");
    QVERIFY(!good.contains(QStringLiteral("attack A1 has no row")));
    QVERIFY(good.contains(QStringLiteral("attack A2 has no row")));
    QCOMPARE(good.filter(QStringLiteral("there is no")), QStringList());
    QCOMPARE(findingsOf("`tst_a::nothing`").filter(QStringLiteral("there is no")).size(), 1);
    QCOMPARE(findingsOf("`tst_b::nothingGetsIn`").filter(QStringLiteral("there is no")).size(), 1);
    QCOMPARE(checkThreats({test}).size(), 0);
}

CHAT121_TEST_MAIN(TestTidyDocuments)
#include "tst_tidy_documents.moc"
