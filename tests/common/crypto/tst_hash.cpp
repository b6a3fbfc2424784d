// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// SHA-256, HMAC-SHA256 and HKDF against the values that their standards print.
#include "common/crypto/hkdf.h"
#include "tests/common/crypto/crypto_vectors.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace chat121;
using namespace chat121::crypto;
using namespace chat121::test;

class TestHash : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sha256OfKnownTexts_data();
    void sha256OfKnownTexts();
    void partsAreJoined();
    void aCopyOfAHashGoesItsOwnWay();
    void hmacOfKnownTexts_data();
    void hmacOfKnownTexts();
    void aKeyedStateMayBeUsedAgain();
    void hkdf_data();
    void hkdf();
    void anAbsentSaltIsZeroBytes();
    void expandGivesWhatIsAskedFor_data();
    void expandGivesWhatIsAskedFor();
};

// FIPS 180-4 example values, as in NIST's "Secure Hashing" test data.
void TestHash::sha256OfKnownTexts_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("hash");
    QTest::newRow("nothing") << QByteArray()
                             << QByteArray(
                                    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    QTest::newRow("abc") << QByteArray("abc")
                         << QByteArray("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    QTest::newRow("two blocks") << QByteArray("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")
                                << QByteArray(
                                       "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    QTest::newRow("a million times a")
        << QByteArray(1'000'000, 'a')
        << QByteArray("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

void TestHash::sha256OfKnownTexts()
{
    QFETCH(QByteArray, text);
    QTEST(sha256(text).toByteArray().toHex(), "hash");
}

void TestHash::partsAreJoined()
{
    const Hash whole = sha256("one two three");
    QVERIFY(sha256({"one ", "", "two ", "three"}) == whole);
    Sha256 hash;
    for (const char character : QByteArray("one two three"))
        hash.add(QByteArrayView(&character, 1));
    QVERIFY(hash.finish() == whole);
    QVERIFY(sha256({}) == sha256(QByteArrayView()));
}

void TestHash::aCopyOfAHashGoesItsOwnWay()
{
    Sha256 first;
    first.add("one ");
    Sha256 second = first;
    first.add("two");
    second.add("three");
    QVERIFY(first.finish() == sha256("one two"));
    QVERIFY(second.finish() == sha256("one three"));
}

// RFC 4231, Section 4: test cases 1, 2 and 6.
void TestHash::hmacOfKnownTexts_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("mac");
    QTest::newRow("case 1") << QByteArray(20, '\x0b') << QByteArray("Hi There")
                            << QByteArray("b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
    QTest::newRow("case 2: a short key")
        << QByteArray("Jefe") << QByteArray("what do ya want for nothing?")
        << QByteArray("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    QTest::newRow("case 6: a key longer than a block")
        << QByteArray(131, '\xaa') << QByteArray("Test Using Larger Than Block-Size Key - Hash Key First")
        << QByteArray("60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

void TestHash::hmacOfKnownTexts()
{
    QFETCH(QByteArray, key);
    QFETCH(QByteArray, text);
    QTEST(hmacSha256(key, {text}).toByteArray().toHex(), "mac");
    QTEST(hmacSha256(key, {text.first(3), text.sliced(3)}).toByteArray().toHex(), "mac");
}

void TestHash::aKeyedStateMayBeUsedAgain()
{
    const HmacKey key("Jefe");
    const Hash first = key.mac({"one"});
    QVERIFY(key.mac({"two"}) != first);
    QVERIFY(key.mac({"one"}) == first);
    QVERIFY(key.secret({"one"}).view() == first.view());
}

void TestHash::hkdf_data()
{
    QTest::addColumn<QJsonObject>("row");
    for (const QJsonValue &value : readRfcVectors(QStringLiteral("rfc5869_sha256.json")))
        QTest::newRow(qPrintable(value[u"name"].toString())) << value.toObject();
}

void TestHash::hkdf()
{
    QFETCH(QJsonObject, row);
    const QByteArray ikm = hexOf(row, "ikm");
    const QByteArray info = hexOf(row, "info");
    const Secret32 prk = hkdfExtract(hexOf(row, "salt"), ikm);
    QCOMPARE(prk.view().toByteArray().toHex(), hexOf(row, "prk").toHex());
    QVERIFY(hkdfExtract(hexOf(row, "salt"), {ikm.first(5), ikm.sliced(5)}) == prk);

    const SecretBytes okm = hkdfExpand(prk.view(), info, row[u"length"].toInt());
    QCOMPARE(okm.view().toByteArray().toHex(), hexOf(row, "okm").toHex());
    QVERIFY(hkdfExpand<42>(prk.view(), info).view() == okm.view().first(42));
    const HmacKey key(prk.view());
    const QByteArrayView rest = QByteArrayView(info).sliced(qMin(info.size(), qsizetype(1)));
    QVERIFY(hkdfExpand<42>(key, {QByteArrayView(info).first(info.size() - rest.size()), rest}).view() ==
            okm.view().first(42));
}

void TestHash::anAbsentSaltIsZeroBytes()
{
    QVERIFY(hkdfExtract({}, "key material") == hkdfExtract(QByteArray(32, '\0'), "key material"));
}

void TestHash::expandGivesWhatIsAskedFor_data()
{
    QTest::addColumn<qsizetype>("size");
    QTest::newRow("one byte") << qsizetype(1);
    QTest::newRow("a block") << qsizetype(32);
    QTest::newRow("a block and a byte") << qsizetype(33);
    QTest::newRow("as much as the RFC allows") << kHkdfBytesMax;
}

// Shorter outputs are the beginnings of longer ones.
void TestHash::expandGivesWhatIsAskedFor()
{
    QFETCH(qsizetype, size);
    const SecretBytes longest = hkdfExpand("a key", "info", kHkdfBytesMax);
    const SecretBytes some = hkdfExpand("a key", "info", size);
    QCOMPARE(some.size(), size);
    QVERIFY(some.view() == longest.view().first(size));
}

CHAT121_TEST_MAIN(TestHash)
#include "tst_hash.moc"
