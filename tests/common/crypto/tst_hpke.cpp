// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// X25519 and HPKE: the values of RFC 7748 and RFC 9180 A.2, points of low order, damaged bytes.
#include "common/crypto/hpke.h"
#include "tests/common/crypto/crypto_vectors.h"
#include "tests/common/outcome.h"
#include "tests/support/random_sources.h"
#include "tests/support/shared_data.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace chat121;
using namespace chat121::crypto;
using namespace chat121::test;

class TestHpke : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void x25519OfRfc7748();
    void pointsOfLowOrderAreRefused_data();
    void pointsOfLowOrderAreRefused();
    void rfc9180Base();
    void rfc9180Psk();
    void rfc9180SharedFile();
    void bothSidesExportTheSame();
    void messagesOpenInOrderOnly();
    void oneMessageEach();
    void everyFlippedBitIsRefused();
    void anotherInfoAadOrKeyIsRefused();
};

namespace {

void compareEncryptions(const QJsonObject &row, HpkeContext sender, HpkeContext receiver)
{
    quint64 sequence = 0;
    for (const QJsonValue &value : row[u"encryptions"].toArray()) {
        const QJsonObject one = value.toObject();
        const auto wanted = static_cast<quint64>(one[u"sequence_number"].toInteger());
        for (; sequence < wanted; ++sequence)
            QVERIFY(receiver.open({}, sender.seal({}, "skipped")));
        const QByteArray sealed = sender.seal(hexOf(one, "aad"), hexOf(one, "pt"));
        QCOMPARE(sealed.toHex(), hexOf(one, "ct").toHex());
        const auto opened = receiver.open(hexOf(one, "aad"), sealed);
        QVERIFY(opened);
        QCOMPARE(*opened, hexOf(one, "pt"));
        ++sequence;
    }
}

void compareExports(const QJsonObject &row, const HpkeContext &sender, const HpkeContext &receiver)
{
    for (const QJsonValue &value : row[u"exports"].toArray()) {
        const QJsonObject one = value.toObject();
        const QByteArray context = hexOf(one, "exporter_context");
        const SecretBytes sent = sender.exportBytes(context, one[u"L"].toInt());
        QCOMPARE(sent.view().toByteArray().toHex(), hexOf(one, "exported_value").toHex());
        QVERIFY(receiver.exportBytes(context, one[u"L"].toInt()) == sent);
    }
}

// One entry of RFC 9180's test-vectors.json for this suite, in mode base or PSK.
void compareSession(const QJsonObject &row)
{
    const HpkeKeyPair receiver_key = HpkeKeyPair::derive(hexOf(row, "ikmR"));
    QCOMPARE(receiver_key.private_key.view().toByteArray().toHex(), hexOf(row, "skRm").toHex());
    QCOMPARE(receiver_key.public_key.toByteArray().toHex(), hexOf(row, "pkRm").toHex());
    const HpkeKeyPair loaded = HpkeKeyPair::fromPrivateKey(secretOf<32>(hexOf(row, "skRm")));
    QVERIFY(loaded.public_key == receiver_key.public_key);

    ReplayRandom random(hexOf(row, "ikmE"));
    const QByteArray info = hexOf(row, "info");
    const QByteArray psk = hexOf(row, "psk"), psk_id = hexOf(row, "psk_id"); // empty in mode base
    auto sender = hpkeSetupSender(receiver_key.public_key, info, random, {psk, psk_id});
    QVERIFY(sender);
    QCOMPARE(sender->enc.toByteArray().toHex(), hexOf(row, "enc").toHex());
    auto receiver = hpkeSetupReceiver(sender->enc, receiver_key, info, {psk, psk_id});
    QVERIFY(receiver);

    compareExports(row, sender->context, *receiver);
    compareEncryptions(row, std::move(sender->context), *std::move(receiver));
}

HpkeKeyPair someKeyPair()
{
    return HpkeKeyPair::derive("key material of a test: 32 bytes");
}

} // namespace

// RFC 7748, Section 5.2, first vector; and both sides agree.
void TestHpke::x25519OfRfc7748()
{
    const auto hex = [](const char *digits) { return QByteArray::fromHex(digits); };
    const Secret32 scalar =
        secretOf<32>(hex("a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4"));
    const auto point =
        *DhPublicKey::from(hex("e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c"));
    const auto shared = x25519(scalar, point);
    QVERIFY(shared);
    QCOMPARE(shared->view().toByteArray().toHex(),
             QByteArray("c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552"));

    const Secret32 alice = secretOf<32>(QByteArray(32, 'a'));
    const Secret32 bob = secretOf<32>(QByteArray(32, 'b'));
    const auto one = x25519(alice, x25519PublicKey(bob));
    const auto other = x25519(bob, x25519PublicKey(alice));
    QVERIFY(one && other);
    QVERIFY(*one == *other);
}

// Every point whose product with a clamped scalar is zero, with the forms that are not canonical.
void TestHpke::pointsOfLowOrderAreRefused_data()
{
    QTest::addColumn<QByteArray>("point");
    QTest::newRow("zero") << QByteArray(64, '0');
    QTest::newRow("one") << QByteArray("01") + QByteArray(62, '0');
    QTest::newRow("order 8") << QByteArray(
        "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800");
    QTest::newRow("order 8, the other")
        << QByteArray("5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157");
    QTest::newRow("p - 1") << QByteArray("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f");
    QTest::newRow("p") << QByteArray("edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f");
    QTest::newRow("p + 1") << QByteArray("eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f");
    QTest::newRow("zero, with the ignored top bit") << QByteArray(62, '0') + QByteArray("80");
}

void TestHpke::pointsOfLowOrderAreRefused()
{
    QFETCH(QByteArray, point);
    const auto key = *DhPublicKey::from(QByteArray::fromHex(point));
    const HpkeKeyPair own = someKeyPair();
    SeededRandom random(1);
    QCOMPARE(outcome(x25519(own.private_key, key)), refused(Code::Crypto));
    QCOMPARE(outcome(hpkeSetupSender(key, "info", random)), refused(Code::Crypto));
    QCOMPARE(outcome(hpkeSetupReceiver(key, own, "info")), refused(Code::Crypto));
    QCOMPARE(outcome(hpkeSeal(key, HpkeInfo("info"), "aad", "words", random)), refused(Code::Crypto));
    QCOMPARE(outcome(hpkeOpen(key, own, HpkeInfo("info"), "aad", QByteArray(32, 'x'))),
             refused(Code::Crypto));
}

void TestHpke::rfc9180Base()
{
    for (const QJsonValue &row : readRfcVectors(QStringLiteral("rfc9180_a2_base.json")))
        compareSession(row.toObject());
}

void TestHpke::rfc9180Psk()
{
    for (const QJsonValue &row : readRfcVectors(QStringLiteral("rfc9180_a2_psk.json")))
        compareSession(row.toObject());
}

void TestHpke::rfc9180SharedFile()
{
    CHAT121_SHARED_OR_SKIP(folder, "vectors/mls");
    QSet<int> modes;
    for (const QJsonValue &value : readVectors(folder + QStringLiteral("/hpke-rfc9180-a2.json"))) {
        const QJsonObject row = value.toObject();
        modes.insert(row[u"mode"].toInt());
        compareSession(row);
    }
    QCOMPARE(modes, (QSet<int>{0, 1}));
}

void TestHpke::bothSidesExportTheSame()
{
    SeededRandom random(1);
    const HpkeKeyPair key = HpkeKeyPair::generate(random);
    const auto sender = hpkeSetupSender(key.public_key, "info", random);
    QVERIFY(sender);
    const auto receiver = hpkeSetupReceiver(sender->enc, key, "info");
    const auto stranger = hpkeSetupReceiver(sender->enc, someKeyPair(), "info");
    QVERIFY(receiver && stranger);
    const Secret32 secret = sender->context.exportSecret("label");
    QVERIFY(receiver->exportSecret("label") == secret);
    QVERIFY(receiver->exportBytes("label", 32).view() == secret.view());
    QVERIFY(!(receiver->exportSecret("other label") == secret));
    QVERIFY(!(stranger->exportSecret("label") == secret));
}

void TestHpke::messagesOpenInOrderOnly()
{
    SeededRandom random(1);
    const HpkeKeyPair key = someKeyPair();
    auto sender = hpkeSetupSender(key.public_key, "info", random);
    QVERIFY(sender);
    auto receiver = hpkeSetupReceiver(sender->enc, key, "info");
    QVERIFY(receiver);
    const QByteArray first = sender->context.seal("aad", "first");
    const QByteArray second = sender->context.seal("aad", "second");
    QVERIFY(!receiver->open("aad", second));
    QCOMPARE(*receiver->open("aad", first), QByteArray("first")); // the failure did not advance
    QVERIFY(!receiver->open("aad", first));
    QCOMPARE(*receiver->open("aad", second), QByteArray("second"));
}

void TestHpke::oneMessageEach()
{
    SeededRandom random(1);
    const HpkeKeyPair key = HpkeKeyPair::generate(random);
    for (const QByteArray &words : {QByteArray(), QByteArray("words"), QByteArray(60 * 1024, 'w')}) {
        const auto sealed = hpkeSeal(key.public_key, HpkeInfo("info"), "aad", words, random);
        QVERIFY(sealed);
        const auto opened = hpkeOpen(sealed->enc, key, HpkeInfo("info"), "aad", sealed->ciphertext);
        QVERIFY(opened);
        QCOMPARE(*opened, words);
    }
}

void TestHpke::everyFlippedBitIsRefused()
{
    SeededRandom random(1);
    const HpkeKeyPair key = someKeyPair();
    const auto sealed = hpkeSeal(key.public_key, HpkeInfo("info"), "aad", "words", random);
    QVERIFY(sealed);
    QCOMPARE(firstBitThatPasses(sealed->ciphertext,
                                [&](const QByteArray &bad) {
                                    return outcome(hpkeOpen(sealed->enc, key, HpkeInfo("info"), "aad",
                                                            bad)) == refused(Code::Crypto);
                                }),
             -1);
    QCOMPARE(firstBitThatPasses(sealed->enc.toByteArray(),
                                [&](const QByteArray &bad) {
                                    const auto enc = *Encapsulated::from(bad);
                                    return outcome(hpkeOpen(enc, key, HpkeInfo("info"), "aad",
                                                            sealed->ciphertext)) == refused(Code::Crypto);
                                }),
             -1);
}

void TestHpke::anotherInfoAadOrKeyIsRefused()
{
    SeededRandom random(1);
    const HpkeKeyPair key = someKeyPair();
    const auto sealed = hpkeSeal(key.public_key, HpkeInfo("info"), "aad", "words", random);
    QVERIFY(sealed);
    const QByteArray &words = sealed->ciphertext;
    QVERIFY(hpkeOpen(sealed->enc, key, HpkeInfo("info"), "aad", words));
    QVERIFY(!hpkeOpen(sealed->enc, key, HpkeInfo("other"), "aad", words));
    QVERIFY(!hpkeOpen(sealed->enc, key, HpkeInfo("info"), "other", words));
    QVERIFY(!hpkeOpen(sealed->enc, HpkeKeyPair::generate(random), HpkeInfo("info"), "aad", words));
    QVERIFY(!hpkeOpen(sealed->enc, key, HpkeInfo("info"), "aad", words.first(words.size() - 1)));
    QVERIFY(!hpkeOpen(sealed->enc, key, HpkeInfo("info"), "aad", {}));
}

CHAT121_TEST_MAIN(TestHpke)
#include "tst_hpke.moc"
