// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Recovery words: how far apart they are, what a person may type, and which mistakes are found.
#include "common/crypto/recovery_words.h"
#include "common/crypto/sodium_random.h"
#include "tests/support/test_main.h"

#include <QSet>
#include <QTest>

using namespace chat121;
using namespace chat121::crypto;
using namespace Qt::StringLiterals;

namespace {

RecoverySecret secretOf(char byte)
{
    return *RecoverySecret::from(QByteArray(16, byte));
}

// Twelve words of a secret, which a test then spoils.
QString text()
{
    return recoveryWordsOf(secretOf('\x5a')).join(u' ');
}

} // namespace

class TestRecoveryWords : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theListIsWhatItWas();
    void fourLettersNameAWord();
    void oneWrongLetterIsNeverAnotherWord();
    void everySecretComesBack();
    void whatAPersonMayType_data();
    void whatAPersonMayType();
    void whatIsNotAccepted_data();
    void whatIsNotAccepted();
    void aSwapOfTwoWordsIsMostlyFound();
    void theWordInHandIsNotYetWrong();
    void keysAreDistinct();
};

// Papers in drawers depend on it.
void TestRecoveryWords::theListIsWhatItWas()
{
    const QStringList &list = recoveryWordList();
    QCOMPARE(list.size(), 2048);
    QCOMPARE(QSet<QString>(list.cbegin(), list.cend()).size(), 2048);
    QCOMPARE(list.constFirst(), u"babok"_s);
    QCOMPARE(list.constLast(), u"wozuf"_s);
    QCOMPARE(recoveryWordsOf(secretOf('\0')).join(u' '),
             u"babok babok babok babok babok babok babok babok babok babok babok bapig"_s);
}

void TestRecoveryWords::fourLettersNameAWord()
{
    QSet<QString> beginnings;
    for (const QString &word : recoveryWordList()) {
        QCOMPARE(word.size(), 5);
        beginnings.insert(word.left(4));
    }
    QCOMPARE(beginnings.size(), 2048);
}

void TestRecoveryWords::oneWrongLetterIsNeverAnotherWord()
{
    const QStringList &list = recoveryWordList();
    const QSet<QString> known(list.cbegin(), list.cend());
    for (QString word : list) {
        for (QChar &letter : word) {
            const QChar right = letter;
            for (char other = 'a'; other <= 'z'; ++other) {
                letter = QLatin1Char(other);
                if (letter != right) QVERIFY2(!known.contains(word), qPrintable(word));
            }
            letter = right;
        }
    }
}

void TestRecoveryWords::everySecretComesBack()
{
    SodiumRandom random;
    for (int i = 0; i < 500; ++i) {
        const RecoverySecret secret = RecoverySecret::random(random);
        const TypedWords typed = readRecoveryWords(recoveryWordsOf(secret).join(u' '));
        QVERIFY(typed.secret);
        QVERIFY(*typed.secret == secret);
    }
}

void TestRecoveryWords::whatAPersonMayType_data()
{
    QTest::addColumn<QString>("typed");
    QString beginnings;
    QString numbered;
    int number = 0;
    for (const QString &word : recoveryWordsOf(secretOf('\x5a'))) {
        beginnings += word.left(4) + u' ';
        numbered += QString::number(++number) + u". "_s + word + u'\n';
    }
    QString accented = text();
    accented.insert(accented.indexOf(u'a') + 1, QChar(0x0301));
    QTest::newRow("as written") << text();
    QTest::newRow("in capitals") << text().toUpper();
    QTest::newRow("with blanks around and between") << u"  "_s + text().replace(u' ', u"   "_s) + u'\n';
    QTest::newRow("with commas") << text().replace(u' ', u',');
    QTest::newRow("with numbers, one a line") << numbered;
    QTest::newRow("four letters of each") << beginnings;
    QTest::newRow("with an accent") << accented;
}

void TestRecoveryWords::whatAPersonMayType()
{
    QFETCH(QString, typed);
    const TypedWords words = readRecoveryWords(typed);
    QVERIFY(words.secret);
    QVERIFY(*words.secret == secretOf('\x5a'));
    QVERIFY(!words.isAnyUnknown());
}

void TestRecoveryWords::whatIsNotAccepted_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<qsizetype>("known");
    QTest::addColumn<bool>("is_any_unknown");
    QTest::newRow("nothing") << QString() << qsizetype(0) << false;
    QTest::newRow("eleven words") << text().section(u' ', 0, 10) << qsizetype(11) << false;
    QTest::newRow("thirteen words") << text() + u' ' + text().section(u' ', 0, 0) << qsizetype(13) << false;
    QTest::newRow("three letters of one")
        << text().section(u' ', 0, 10) + u' ' + text().section(u' ', 11).left(3) + u' ' << qsizetype(11)
        << true;
    QTest::newRow("a letter too many") << text() + u'x' << qsizetype(11) << true;
    QTest::newRow("another last letter") << text().chopped(1) + u'q' << qsizetype(11) << true;
    QTest::newRow("a word of everyday life")
        << u"house "_s + text().section(u' ', 1) << qsizetype(11) << true;
    QTest::newRow("a very long word") << QString(10'000, u'a') << qsizetype(0) << true;
}

void TestRecoveryWords::whatIsNotAccepted()
{
    QFETCH(QString, typed);
    const TypedWords words = readRecoveryWords(typed);
    QVERIFY(!words.secret);
    QTEST(words.known(), "known");
    QTEST(words.isAnyUnknown(), "is_any_unknown");
}

// Four bits check the whole: 15 of 16 mistakes are told as mistakes, the others open nothing.
void TestRecoveryWords::aSwapOfTwoWordsIsMostlyFound()
{
    SodiumRandom random;
    int found = 0;
    constexpr int kTries = 800;
    for (int i = 0; i < kTries; ++i) {
        const RecoverySecret secret = RecoverySecret::random(random);
        QStringList words = recoveryWordsOf(secret);
        words.swapItemsAt(3, 7);
        const TypedWords typed = readRecoveryWords(words.join(u' '));
        if (typed.isMistyped()) ++found;
    }
    QVERIFY2(found > kTries * 85 / 100, qPrintable(QString::number(found)));
}

void TestRecoveryWords::theWordInHandIsNotYetWrong()
{
    const QString begun = text().section(u' ', 0, 1) + u' ' + text().section(u' ', 2, 2).left(2);
    QVERIFY(!readRecoveryWords(begun).isAnyUnknown());
    QVERIFY(readRecoveryWords(begun + u' ').isAnyUnknown());
    QVERIFY(readRecoveryWords(text().section(u' ', 0, 1) + u" xq"_s).isAnyUnknown());
}

void TestRecoveryWords::keysAreDistinct()
{
    const RecoveryKeys one = recoveryKeysOf(secretOf('\x01'));
    const RecoveryKeys other = recoveryKeysOf(secretOf('\x02'));
    QVERIFY(!(one.wrapping == other.wrapping));
    QVERIFY(!(one.identifier == other.identifier));
    QVERIFY(!(one.wrapping == one.identifier));
    QVERIFY(one.wrapping == recoveryKeysOf(secretOf('\x01')).wrapping);
}

CHAT121_TEST_MAIN(TestRecoveryWords)
#include "tst_recovery_words.moc"
