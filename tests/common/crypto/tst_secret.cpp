// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Secrets: who holds them, that they end, and their forms as text.
#include "common/codec/fields.h"
#include "common/crypto/init.h"
#include "common/crypto/sodium_random.h"
#include "common/crypto/text_encoding.h"
#include "tests/common/crypto/crypto_vectors.h"
#include "tests/common/outcome.h"
#include "tests/support/random_sources.h"
#include "tests/support/test_main.h"

#include <QSet>
#include <QTest>

#include <new>

using namespace chat121;
using namespace chat121::crypto;
using namespace chat121::test;

static_assert(!std::is_copy_constructible_v<Secret32> && !std::is_copy_assignable_v<Secret32>);
static_assert(!std::is_copy_constructible_v<SecretBytes> && !std::is_copy_assignable_v<SecretBytes>);
static_assert(std::is_nothrow_move_constructible_v<Secret32> && std::is_nothrow_move_assignable_v<Secret32>);
static_assert(sizeof(Secret32) == 32, "a secret costs its bytes and nothing more");

class TestSecret : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aSecretTakesItsLengthOnly_data();
    void aSecretTakesItsLengthOnly();
    void aSecretWipesItselfWhenItEnds();
    void movingWipesTheSource();
    void aCloneIsEqualAndApart();
    void equalityLooksAtEveryByte();
    void bytesOfAnyLengthMoveAndWipe();
    void aSecretStandsInFields();
    void wipingABufferEmptiesIt();
    void randomBytesDiffer();
    void base64Url_data();
    void base64Url();
    void base64UrlRefuses_data();
    void base64UrlRefuses();
    void base32_data();
    void base32();
    void base32Refuses_data();
    void base32Refuses();
    void hex_data();
    void hex();
};

void TestSecret::initTestCase()
{
    QVERIFY(initialise());
    QVERIFY(initialise()); // again does no harm
}

void TestSecret::aSecretTakesItsLengthOnly_data()
{
    QTest::addColumn<int>("size");
    QTest::addColumn<bool>("taken");
    QTest::newRow("32 of 32") << 32 << true;
    QTest::newRow("31 of 32") << 31 << false;
    QTest::newRow("33 of 32") << 33 << false;
    QTest::newRow("nothing") << 0 << false;
}

void TestSecret::aSecretTakesItsLengthOnly()
{
    QFETCH(int, size);
    QTEST(Secret32::from(QByteArray(size, 's')).has_value(), "taken");
}

void TestSecret::aSecretWipesItselfWhenItEnds()
{
    alignas(Secret32) std::array<quint8, sizeof(Secret32)> place{};
    auto *secret = new (place.data()) Secret32(secretOf<32>(QByteArray(32, 's')));
    QCOMPARE(place[0], quint8('s'));
    secret->~Secret32();
    for (const quint8 byte : place)
        QCOMPARE(byte, quint8(0));
}

void TestSecret::movingWipesTheSource()
{
    Secret32 source = secretOf<32>(QByteArray(32, 's'));
    const Secret32 target = std::move(source);
    QVERIFY(source == Secret32()); // NOLINT: what is left is the point
    QCOMPARE(target.view().toByteArray(), QByteArray(32, 's'));

    Secret32 second = secretOf<32>(QByteArray(32, 't'));
    Secret32 third;
    third = std::move(second);
    QVERIFY(second == Secret32()); // NOLINT
    QCOMPARE(third.view().toByteArray(), QByteArray(32, 't'));
}

void TestSecret::aCloneIsEqualAndApart()
{
    Secret32 source = secretOf<32>(QByteArray(32, 's'));
    const Secret32 copy = source.clone();
    QVERIFY(copy == source);
    source.data()[0] = 0;
    QVERIFY(!(copy == source));
}

void TestSecret::equalityLooksAtEveryByte()
{
    const QByteArray bytes(32, 's');
    const int passed = firstBitThatPasses(bytes, [&](const QByteArray &other) {
        return !equalInConstantTime(bytes, other) && !(secretOf<32>(bytes) == secretOf<32>(other));
    });
    QCOMPARE(passed, -1);
    QVERIFY(equalInConstantTime(bytes, QByteArray(bytes)));
    QVERIFY(equalInConstantTime({}, {}));
    QVERIFY(!equalInConstantTime(bytes, bytes.first(31)));
}

void TestSecret::bytesOfAnyLengthMoveAndWipe()
{
    SecretBytes source(QByteArrayView("some words"));
    SecretBytes target = std::move(source);
    QVERIFY(source.isEmpty()); // NOLINT
    QCOMPARE(target.view(), QByteArrayView("some words"));
    const SecretBytes copy = target.clone();
    QVERIFY(copy == target);
    target = SecretBytes(3);
    QCOMPARE(target.view().toByteArray(), QByteArray(3, '\0'));
    QVERIFY(SecretBytes(QByteArrayView()).isEmpty());
    QVERIFY(SecretBytes() == SecretBytes(QByteArrayView()));
}

void TestSecret::aSecretStandsInFields()
{
    struct State {
        Secret16 key;
        quint8 number = 0;
        auto fields() { return std::tie(key, number); }
    };
    State state{secretOf<16>(QByteArray(16, 'k')), 5};
    const QByteArray bytes = encode(state);
    QCOMPARE(bytes, QByteArray(16, 'k') + '\x05');

    const auto back = decode<State>(bytes);
    QVERIFY(back);
    QVERIFY(back->key == state.key);
    QCOMPARE(outcome(decode<State>(bytes.first(15))), refused(Code::Malformed));
}

void TestSecret::wipingABufferEmptiesIt()
{
    QByteArray buffer(100, 'p');
    wipe(buffer);
    QVERIFY(buffer.isEmpty());
    wipe(buffer);
    QVERIFY(buffer.isEmpty());
}

void TestSecret::randomBytesDiffer()
{
    SodiumRandom random;
    QSet<QByteArray> seen;
    for (int i = 0; i < 100; ++i)
        seen.insert(random.bytes(16));
    QCOMPARE(seen.size(), 100);
}

void TestSecret::base64Url_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("text");
    // RFC 4648, Section 10, without padding; the last row has the two characters of its own.
    QTest::newRow("nothing") << QByteArray() << QString();
    QTest::newRow("f") << QByteArray("f") << QStringLiteral("Zg");
    QTest::newRow("fo") << QByteArray("fo") << QStringLiteral("Zm8");
    QTest::newRow("foo") << QByteArray("foo") << QStringLiteral("Zm9v");
    QTest::newRow("foobar") << QByteArray("foobar") << QStringLiteral("Zm9vYmFy");
    QTest::newRow("- and _") << QByteArray::fromHex("fbff") << QStringLiteral("-_8");
}

void TestSecret::base64Url()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, text);
    QCOMPARE(toBase64Url(bytes), text);
    const auto back = fromBase64Url(text, 100);
    QVERIFY(back);
    QCOMPARE(back->view().toByteArray(), bytes);
}

void TestSecret::base64UrlRefuses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("code");
    const int malformed = refused(Code::Malformed);
    QTest::newRow("padding") << QStringLiteral("Zg==") << malformed;
    QTest::newRow("the other alphabet") << QStringLiteral("+/8") << malformed;
    QTest::newRow("one character") << QStringLiteral("Z") << malformed;
    QTest::newRow("bits after the end") << QStringLiteral("Zh") << malformed;
    QTest::newRow("a space") << QStringLiteral("Zm 9v") << malformed;
    QTest::newRow("a line break at the end") << QStringLiteral("Zm9v\n") << malformed;
    QTest::newRow("a character of another script") << QString::fromUtf8("Zm9ж") << malformed;
    QTest::newRow("a character above 127 that libsodium takes") << QString::fromLatin1("\xb0"
                                                                                       "f7f")
                                                                << malformed;
    QTest::newRow("a zero character") << QString(QChar(0)) << malformed;
    QTest::newRow("too long") << QStringLiteral("Zm9vYmFy").repeated(10) << refused(Code::TooLarge);
    QTest::newRow("one byte too long") << QStringLiteral("Zm9vYmFyZg") << refused(Code::TooLarge);
}

void TestSecret::base64UrlRefuses()
{
    QFETCH(QString, text);
    QTEST(outcome(fromBase64Url(text, 6)), "code");
}

void TestSecret::base32_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("typed");
    const QString all = QStringLiteral("0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV-WXYZ");
    // Every letter once, in the order of its value.
    const auto bytes = QByteArray::fromHex("00443214c74254b635cf84653a56d7c675be77df");
    QTest::newRow("nothing") << QByteArray() << QString() << QString();
    QTest::newRow("every letter") << bytes << all << all;
    QTest::newRow("small letters") << bytes << all << all.toLower();
    QTest::newRow("without dashes") << bytes << all << QString(all).remove(u'-');
    QTest::newRow("with other dashes and spaces")
        << bytes << all << QString(all).replace(u'-', QStringLiteral(" \u2013\n"));
    QTest::newRow("an O for a zero, l and i for a one")
        << QByteArray::fromHex("0084200021") << QStringLiteral("0222-0011") << QStringLiteral("o222-Ooil");
}

void TestSecret::base32()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, text);
    QFETCH(QString, typed);
    QString written = QStringLiteral("1. ");
    appendBase32(written, bytes);
    QCOMPARE(written, QStringLiteral("1. ") + text);
    const auto back = fromBase32(typed, bytes.size());
    QVERIFY(back);
    QCOMPARE(back->view().toByteArray(), bytes);
}

void TestSecret::base32Refuses_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("nothing") << QString();
    QTest::newRow("too short") << QStringLiteral("0123-456");
    QTest::newRow("too long") << QStringLiteral("0123-4567-8");
    QTest::newRow("a letter that is not used") << QStringLiteral("U123-4567");
    QTest::newRow("a mark") << QStringLiteral("0123:4567");
    QTest::newRow("a letter of another alphabet") << QString::fromUtf8("ß123-4567");
    QTest::newRow("a letter that is an I in capitals") << QString::fromUtf8("\u0131123-4567");
    QTest::newRow("a digit of another alphabet") << QString::fromUtf8("٣123-4567");
    QTest::newRow("a zero character") << QString(QChar(0)) + QStringLiteral("123-4567");
}

void TestSecret::base32Refuses()
{
    QFETCH(QString, text);
    QCOMPARE(outcome(fromBase32(text, 5)), refused(Code::Malformed));
}

void TestSecret::hex_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("code");
    QTest::newRow("nothing") << QString() << kAccepted;
    QTest::newRow("bytes") << QStringLiteral("00ff7f") << kAccepted;
    QTest::newRow("half a byte") << QStringLiteral("00f") << refused(Code::Malformed);
    QTest::newRow("no digit") << QStringLiteral("0g") << refused(Code::Malformed);
    QTest::newRow("a space") << QStringLiteral("00 ff") << refused(Code::Malformed);
    QTest::newRow("too long") << QStringLiteral("0011223344") << refused(Code::TooLarge);
}

void TestSecret::hex()
{
    QFETCH(QString, text);
    const auto bytes = fromHex(text, 4);
    QTEST(outcome(bytes), "code");
    if (bytes) QCOMPARE(toHex(bytes->view()), text);
}

CHAT121_TEST_MAIN(TestSecret)
#include "tst_secret.moc"
