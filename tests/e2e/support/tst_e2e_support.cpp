// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The checkers of the end-to-end tests are themselves tested, with planted faults.
#include "tests/e2e/support/delivery_checker.h"
#include "tests/e2e/support/leak_search.h"
#include "tests/support/test_main.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace chat121::e2e;

class TestE2eSupport : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void deliveryFaultsAreFound_data();
    void deliveryFaultsAreFound();
    void plantedSentenceIsFound_data();
    void plantedSentenceIsFound();
    void cleanFolderGivesNothing();
    void aFolderThatIsNotThereIsTold();
};

void TestE2eSupport::deliveryFaultsAreFound_data()
{
    QTest::addColumn<QStringList>("shown");
    QTest::addColumn<QString>("verdict");

    QTest::newRow("all, in order") << QStringList{"a1", "b1", "a2", "b2", "a3"}
                                   << "0 lost, 0 doubled, 0 out of order, 0 never said";
    QTest::newRow("authors interleave freely")
        << QStringList{"b1", "b2", "a1", "a2", "a3"} << "0 lost, 0 doubled, 0 out of order, 0 never said";
    QTest::newRow("what was not acknowledged may be missing")
        << QStringList{"a1", "b1", "a2", "b2"} << "0 lost, 0 doubled, 0 out of order, 0 never said";
    QTest::newRow("one lost") << QStringList{"a1", "a2", "b2", "a3"}
                              << "1 lost, 0 doubled, 0 out of order, 0 never said";
    QTest::newRow("one doubled") << QStringList{"a1", "b1", "a2", "a1", "b2"}
                                 << "0 lost, 1 doubled, 0 out of order, 0 never said";
    QTest::newRow("two swapped") << QStringList{"a2", "a1", "b1", "b2"}
                                 << "0 lost, 0 doubled, 1 out of order, 0 never said";
    QTest::newRow("one invented") << QStringList{"a1", "x", "b1", "a2", "b2"}
                                  << "0 lost, 0 doubled, 0 out of order, 1 never said";
}

void TestE2eSupport::deliveryFaultsAreFound()
{
    QFETCH(QStringList, shown);
    QFETCH(QString, verdict);
    const QHash<QString, QStringList> said = {{"a", {"a1", "a2", "a3"}}, {"b", {"b1", "b2"}}};
    QCOMPARE(checkDelivery(said, {"a1", "a2", "b1", "b2"}, shown).summary(), verdict);
}

void TestE2eSupport::plantedSentenceIsFound_data()
{
    QTest::addColumn<int>("form");
    QTest::addColumn<QByteArray>("before");
    const auto forms = formsOf(QStringLiteral("Guten Tag, Frau Müller"));
    for (int i = 0; i < forms.size(); ++i) {
        QTest::addRow("%s", qPrintable(forms.at(i).first)) << i << QByteArray("....");
    }
}

void TestE2eSupport::plantedSentenceIsFound()
{
    QFETCH(int, form);
    QFETCH(QByteArray, before);
    const QString sentence = QStringLiteral("Guten Tag, Frau Müller");
    QTemporaryDir folder;
    QFile file(folder.filePath("noise"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    const QString name = formsOf(sentence).at(form).first;
    if (name.startsWith("base64")) {
        const int offset = name.right(1).toInt();
        const auto alphabet =
            name.startsWith("base64url") ? QByteArray::Base64UrlEncoding : QByteArray::Base64Encoding;
        file.write((QByteArray(offset, 'q') + sentence.toUtf8() + "zz").toBase64(alphabet));
    } else {
        file.write(before + formsOf(sentence).at(form).second + "....");
    }
    file.close();
    const auto leaks = searchFolders({folder.path()}, {sentence});
    QVERIFY(!leaks.isEmpty());
    QCOMPARE(leaks.first().file, file.fileName());
}

void TestE2eSupport::cleanFolderGivesNothing()
{
    QTemporaryDir folder;
    QFile file(folder.filePath("noise"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(10000, 'g'));
    file.close();
    QVERIFY(searchFolders({folder.path()}, {QStringLiteral("Guten Tag, Frau Müller")}).isEmpty());
}

// Else a wrong name would find nothing, too.
void TestE2eSupport::aFolderThatIsNotThereIsTold()
{
    QTemporaryDir folder;
    QCOMPARE(searchFolders({folder.filePath("nowhere")}, {QStringLiteral("Guten Tag")}).size(), 1);
}

CHAT121_TEST_MAIN(TestE2eSupport)
#include "tst_e2e_support.moc"
