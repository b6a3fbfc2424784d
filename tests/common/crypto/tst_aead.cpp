// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// ChaCha20-Poly1305 and XChaCha20-Poly1305: known values, and no bit may change (security.md A7).
#include "common/crypto/aead.h"
#include "tests/common/crypto/crypto_vectors.h"
#include "tests/common/outcome.h"
#include "tests/support/random_sources.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace chat121;
using namespace chat121::crypto;
using namespace chat121::test;

class TestAead : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void rfc8439();
    void whatIsSealedOpens_data();
    void whatIsSealedOpens();
    void everyFlippedBitIsRefused();
    void everyCutIsRefused();
    void anotherNonceKeyOrAadIsRefused();
    void aFailureLeavesTheBuffer();
    void boxesOfTheSameWordsDiffer();
};

namespace {

const QByteArray kWords("some words that nobody else may read");

AeadKey someKey()
{
    return secretOf<32>(QByteArray(32, '\x42'));
}

AeadNonce someNonce()
{
    return *AeadNonce::from("twelve bytes");
}

} // namespace

// RFC 8439, Section 2.8.2: the tag and the first 16 bytes of the ciphertext.
void TestAead::rfc8439()
{
    QByteArray key;
    for (int byte = 0x80; byte < 0xa0; ++byte)
        key.append(static_cast<char>(byte));
    const QByteArray sealed =
        aeadSeal(secretOf<32>(key), *AeadNonce::from(QByteArray::fromHex("070000004041424344454647")),
                 QByteArray::fromHex("50515253c0c1c2c3c4c5c6c7"),
                 "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the "
                 "future, sunscreen would be it.");
    QCOMPARE(sealed.first(16).toHex(), QByteArray("d31a8d34648e60db7b86afbc53ef7ec2"));
    QCOMPARE(sealed.last(16).toHex(), QByteArray("1ae10b594f09e26a7e902ecbd0600691"));
}

void TestAead::whatIsSealedOpens_data()
{
    QTest::addColumn<qsizetype>("size");
    QTest::newRow("nothing") << qsizetype(0);
    QTest::newRow("one byte") << qsizetype(1);
    QTest::newRow("a block") << qsizetype(64);
    QTest::newRow("60 KiB") << qsizetype(60 * 1024);
}

void TestAead::whatIsSealedOpens()
{
    QFETCH(qsizetype, size);
    const QByteArray words(size, 'w');
    const QByteArray sealed = aeadSeal(someKey(), someNonce(), "aad", words);
    QCOMPARE(sealed.size(), size + kAeadTagBytes);
    const auto opened = aeadOpen(someKey(), someNonce(), "aad", sealed);
    QVERIFY(opened);
    QCOMPARE(*opened, words);

    QByteArray buffer = words;
    aeadSealInPlace(someKey(), someNonce(), "aad", buffer);
    QCOMPARE(buffer, sealed);
    QVERIFY(aeadOpenInPlace(someKey(), someNonce(), "aad", buffer));
    QCOMPARE(buffer, words);

    SeededRandom random(1);
    const QByteArray box = boxSeal(someKey(), "aad", words, random);
    QCOMPARE(box.size(), size + kBoxOverheadBytes);
    const auto unboxed = boxOpen(someKey(), "aad", box);
    QVERIFY(unboxed);
    QCOMPARE(*unboxed, words);
}

void TestAead::everyFlippedBitIsRefused()
{
    const QByteArray sealed = aeadSeal(someKey(), someNonce(), "aad", kWords);
    QCOMPARE(firstBitThatPasses(sealed,
                                [](const QByteArray &bad) {
                                    QByteArray buffer = bad;
                                    return outcome(aeadOpen(someKey(), someNonce(), "aad", bad)) ==
                                               refused(Code::Crypto) &&
                                           !aeadOpenInPlace(someKey(), someNonce(), "aad", buffer);
                                }),
             -1);

    SeededRandom random(1);
    const QByteArray box = boxSeal(someKey(), "aad", kWords, random);
    QCOMPARE(firstBitThatPasses(box,
                                [](const QByteArray &bad) {
                                    return outcome(boxOpen(someKey(), "aad", bad)) == refused(Code::Crypto);
                                }),
             -1);
}

void TestAead::everyCutIsRefused()
{
    SeededRandom random(1);
    const QByteArray sealed = aeadSeal(someKey(), someNonce(), "aad", kWords);
    const QByteArray box = boxSeal(someKey(), "aad", kWords, random);
    for (qsizetype size = 0; size < sealed.size(); ++size)
        QVERIFY(!aeadOpen(someKey(), someNonce(), "aad", sealed.first(size)));
    for (qsizetype size = 0; size < box.size(); ++size)
        QVERIFY(!boxOpen(someKey(), "aad", box.first(size)));
    QVERIFY(!boxOpen(someKey(), "aad", box + 'x'));
}

void TestAead::anotherNonceKeyOrAadIsRefused()
{
    const QByteArray sealed = aeadSeal(someKey(), someNonce(), "aad", kWords);
    const AeadKey other_key = secretOf<32>(QByteArray(32, '\x43'));
    QVERIFY(aeadOpen(someKey(), someNonce(), "aad", sealed));
    QVERIFY(!aeadOpen(other_key, someNonce(), "aad", sealed));
    QVERIFY(!aeadOpen(someKey(), *AeadNonce::from("TWELVE BYTES"), "aad", sealed));
    QVERIFY(!aeadOpen(someKey(), someNonce(), "aad ", sealed));
    QVERIFY(!aeadOpen(someKey(), someNonce(), {}, sealed));

    SeededRandom random(1);
    const QByteArray box = boxSeal(someKey(), "aad", kWords, random);
    QVERIFY(!boxOpen(other_key, "aad", box));
    QVERIFY(!boxOpen(someKey(), "AAD", box));
}

void TestAead::aFailureLeavesTheBuffer()
{
    QByteArray buffer = aeadSeal(someKey(), someNonce(), "aad", kWords);
    const QByteArray before(buffer.constData(), buffer.size());
    QCOMPARE(outcome(aeadOpenInPlace(someKey(), someNonce(), "other", buffer)), refused(Code::Crypto));
    QCOMPARE(buffer, before);
    QVERIFY(aeadOpenInPlace(someKey(), someNonce(), "aad", buffer));

    QByteArray too_short(15, 'x');
    QCOMPARE(outcome(aeadOpenInPlace(someKey(), someNonce(), "aad", too_short)), refused(Code::Crypto));
}

void TestAead::boxesOfTheSameWordsDiffer()
{
    SeededRandom random(1);
    QVERIFY(boxSeal(someKey(), {}, kWords, random) != boxSeal(someKey(), {}, kWords, random));
}

CHAT121_TEST_MAIN(TestAead)
#include "tst_aead.moc"
