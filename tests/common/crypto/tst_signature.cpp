// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Ed25519: the values of RFC 8032, and every signature that must not pass.
#include "common/crypto/signature.h"
#include "tests/common/crypto/crypto_vectors.h"
#include "tests/support/random_sources.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace chat121;
using namespace chat121::crypto;
using namespace chat121::test;

class TestSignature : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void rfc8032_data();
    void rfc8032();
    void generatedKeysDifferAndSign();
    void everyFlippedBitIsRefused();
    void aMalleatedSignatureIsRefused();
    void otherLengthsAreRefused_data();
    void otherLengthsAreRefused();
    void keysOfSmallOrderAreRefused_data();
    void keysOfSmallOrderAreRefused();
};

namespace {

SigningKey someKey()
{
    return SigningKey::fromSeed(secretOf<32>(QByteArray(32, '\x21')));
}

} // namespace

void TestSignature::rfc8032_data()
{
    QTest::addColumn<QJsonObject>("row");
    for (const QJsonValue &value : readRfcVectors(QStringLiteral("rfc8032_ed25519.json")))
        QTest::newRow(qPrintable(value[u"name"].toString())) << value.toObject();
}

void TestSignature::rfc8032()
{
    QFETCH(QJsonObject, row);
    const SigningKey key = SigningKey::fromSeed(secretOf<32>(hexOf(row, "seed")));
    QCOMPARE(key.publicKey().toByteArray().toHex(), hexOf(row, "public_key").toHex());
    const QByteArray message = hexOf(row, "message");
    const Signature signature = key.sign(message);
    QCOMPARE(signature.toByteArray().toHex(), hexOf(row, "signature").toHex());
    QVERIFY(verify(key.publicKey(), message, signature));
    QVERIFY(!verify(key.publicKey(), message + 'x', signature));
}

void TestSignature::generatedKeysDifferAndSign()
{
    SeededRandom random(1);
    const SigningKey first = SigningKey::generate(random);
    const SigningKey second = SigningKey::generate(random);
    QVERIFY(first.publicKey() != second.publicKey());
    QVERIFY(verify(first.publicKey(), "words", first.sign("words")));
    QVERIFY(!verify(second.publicKey(), "words", first.sign("words")));

    const SigningKey again = first.clone();
    QVERIFY(again.seed() == first.seed());
    QVERIFY(again.sign("words") == first.sign("words"));
}

void TestSignature::everyFlippedBitIsRefused()
{
    const SigningKey key = someKey();
    const QByteArray message("some words");
    const QByteArray signature = key.sign(message).toByteArray();

    QCOMPARE(firstBitThatPasses(
                 signature, [&](const QByteArray &bad) { return !verify(key.publicKey(), message, bad); }),
             -1);
    QCOMPARE(firstBitThatPasses(
                 message, [&](const QByteArray &bad) { return !verify(key.publicKey(), bad, signature); }),
             -1);
    QCOMPARE(firstBitThatPasses(
                 key.publicKey().toByteArray(),
                 [&](const QByteArray &bad) { return !verify(*PublicKey::from(bad), message, signature); }),
             -1);
}

// S + L, with L the order of the curve, fulfils the equation as well as S: RFC 8032, Section 5.1.7,
// wants 0 <= S < L.
void TestSignature::aMalleatedSignatureIsRefused()
{
    const QByteArray order =
        QByteArray::fromHex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
    const SigningKey key = someKey();
    QByteArray signature = key.sign("words").toByteArray();
    QVERIFY(verify(key.publicKey(), "words", signature));

    int carry = 0;
    for (int i = 0; i < 32; ++i) {
        const int sum = static_cast<quint8>(signature[32 + i]) + static_cast<quint8>(order[i]) + carry;
        signature[32 + i] = static_cast<char>(sum);
        carry = sum >> 8;
    }
    QCOMPARE(carry, 0);
    QVERIFY(!verify(key.publicKey(), "words", signature));
}

void TestSignature::otherLengthsAreRefused_data()
{
    QTest::addColumn<int>("size");
    QTest::newRow("nothing") << 0;
    QTest::newRow("half") << 32;
    QTest::newRow("one byte short") << 63;
    QTest::newRow("one byte more") << 65;
}

void TestSignature::otherLengthsAreRefused()
{
    QFETCH(int, size);
    const SigningKey key = someKey();
    QByteArray signature = key.sign("words").toByteArray();
    signature.resize(size, '\0');
    QVERIFY(!verify(key.publicKey(), "words", QByteArrayView(signature)));
}

// With a public key of small order, R = the identity and S = 0, one signature fits many messages.
void TestSignature::keysOfSmallOrderAreRefused_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::newRow("all zero") << QByteArray(
        "0000000000000000000000000000000000000000000000000000000000000000");
    QTest::newRow("the identity") << QByteArray(
        "0100000000000000000000000000000000000000000000000000000000000000");
    QTest::newRow("order 2") << QByteArray(
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f");
    QTest::newRow("order 8") << QByteArray(
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05");
    QTest::newRow("order 8, negative")
        << QByteArray("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a");
    QTest::newRow("the identity, not canonical")
        << QByteArray("eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f");
}

void TestSignature::keysOfSmallOrderAreRefused()
{
    QFETCH(QByteArray, key);
    QByteArray signature(64, '\0');
    signature[0] = 1;
    for (int i = 0; i < 32; ++i) // the equation holds for one message in eight at least
        QVERIFY(!verify(*PublicKey::from(QByteArray::fromHex(key)), QByteArray::number(i), signature));
}

CHAT121_TEST_MAIN(TestSignature)
#include "tst_signature.moc"
