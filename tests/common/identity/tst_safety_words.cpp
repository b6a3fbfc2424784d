// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Safety words: the same on both sides, other ones for every other key.
#include "common/base/limits.h"
#include "common/crypto/init.h"
#include "common/crypto/recovery_words.h"
#include "common/identity/safety_words.h"
#include "tests/support/random_sources.h"
#include "tests/support/test_main.h"

#include <QSet>
#include <QTest>

using namespace chat121;
using namespace chat121::identity;
using namespace chat121::test;

namespace {

crypto::PublicKey key(char letter)
{
    return *crypto::PublicKey::from(QByteArray(crypto::PublicKey::kSize, letter));
}

} // namespace

class TestSafetyWords : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::initialise()); }
    void bothSidesSeeTheSame();
    void theyNeverChange();
    void everyKeyCounts_data();
    void everyKeyCounts();
    void theyAreSpread();
};

void TestSafetyWords::bothSidesSeeTheSame()
{
    const QStringList words = safetyWords(key('r'), key('a'), key('b'));
    QCOMPARE(words.size(), limits::kSafetyWords);
    QCOMPARE(safetyWords(key('r'), key('b'), key('a')), words);
    for (const QString &word : words)
        QVERIFY(crypto::recoveryWordList().contains(word));
}

// Two people may have versions of different age: computed once with Python's hashlib.
void TestSafetyWords::theyNeverChange()
{
    QCOMPARE(safetyWords(key('r'), key('a'), key('b')).join(u' '),
             QStringLiteral("bagat rufot zabut fikaf lolaf puham pufat rivut"));
}

void TestSafetyWords::everyKeyCounts_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::newRow("another person") << safetyWords(key('r'), key('a'), key('c'));
    QTest::newRow("another reader") << safetyWords(key('r'), key('c'), key('b'));
    QTest::newRow("another organisation") << safetyWords(key('s'), key('a'), key('b'));
    QTest::newRow("places changed with the root") << safetyWords(key('a'), key('r'), key('b'));
    QTest::newRow("with oneself") << safetyWords(key('r'), key('a'), key('a'));
}

void TestSafetyWords::everyKeyCounts()
{
    QFETCH(QStringList, words);
    QVERIFY(words != safetyWords(key('r'), key('a'), key('b')));
    int same = 0;
    for (qsizetype i = 0; i < words.size(); ++i)
        same += words.at(i) == safetyWords(key('r'), key('a'), key('b')).at(i) ? 1 : 0;
    QVERIFY(same <= 1);
}

void TestSafetyWords::theyAreSpread()
{
    SeededRandom random(17);
    QSet<QString> seen;
    for (int i = 0; i < 64; ++i) {
        const auto one = crypto::SigningKey::generate(random).publicKey();
        const QStringList words = safetyWords(key('r'), one, key('b'));
        seen += QSet<QString>(words.cbegin(), words.cend());
    }
    QVERIFY(seen.size() > 400); // of 512, out of 2048
}

CHAT121_TEST_MAIN(TestSafetyWords)
#include "tst_safety_words.moc"
