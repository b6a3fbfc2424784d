// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The ratchets of an epoch: each key once, late ones for a while, none too far ahead.
#include "common/mls/secret_tree.h"
#include "tests/support/test_main.h"

#include <QSet>
#include <QTest>

using namespace chat121;

class TestSecretTree : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void senderAndReceiverAgree();
    void everyLeafHasItsOwnKeys();
    void aKeyIsHandedOutOnce();
    void generationTooFarAhead_data();
    void generationTooFarAhead();
    void onlySomeSkippedKeysAreKept();
    void skippedKeysEndWithTime();
    void whatHasPassedEnds();
    void survivesARestart();
    void damagedStateIsRefused();
};

namespace {

constexpr UnixTime kNow{1'000'000};

crypto::Secret32 secretOf(quint8 byte)
{
    crypto::Secret32 secret;
    std::fill_n(secret.data(), crypto::Secret32::kSize, byte);
    return secret;
}

mls::SecretTree treeOf(quint32 leaves)
{
    return mls::SecretTree(secretOf(7), leaves);
}

} // namespace

void TestSecretTree::senderAndReceiverAgree()
{
    mls::SecretTree sender = treeOf(8);
    mls::SecretTree receiver = treeOf(8);
    // The receiver enters the tree at other leaves first; the keys are the same.
    static_cast<void>(receiver.ratchet({0}, mls::RatchetKind::Application).take(0, kNow));
    static_cast<void>(receiver.ratchet({7}, mls::RatchetKind::Handshake).take(3, kNow));
    for (quint32 generation = 0; generation < 5; ++generation) {
        const mls::MessageKey sent = sender.ratchet({5}, mls::RatchetKind::Application).next();
        const auto received = receiver.ratchet({5}, mls::RatchetKind::Application).take(generation, kNow);
        QVERIFY(received.has_value());
        QVERIFY(sent.key == received->key && sent.nonce == received->nonce);
    }
}

void TestSecretTree::everyLeafHasItsOwnKeys()
{
    mls::SecretTree tree = treeOf(4);
    QSet<QByteArray> keys;
    for (quint32 leaf = 0; leaf < 4; ++leaf) {
        keys.insert(tree.ratchet({leaf}, mls::RatchetKind::Application).next().key.view().toByteArray());
        keys.insert(tree.ratchet({leaf}, mls::RatchetKind::Handshake).next().key.view().toByteArray());
    }
    QCOMPARE(keys.size(), 8);
}

void TestSecretTree::aKeyIsHandedOutOnce()
{
    mls::SecretTree tree = treeOf(2);
    mls::Ratchet &ratchet = tree.ratchet({1}, mls::RatchetKind::Application);
    QVERIFY(ratchet.take(3, kNow).has_value());
    QCOMPARE(ratchet.take(3, kNow).error().code, Code::Expired);
    QVERIFY(ratchet.take(1, kNow).has_value());
    QCOMPARE(ratchet.take(1, kNow).error().code, Code::Expired);
    QVERIFY(ratchet.take(4, kNow).has_value());
}

void TestSecretTree::generationTooFarAhead_data()
{
    QTest::addColumn<quint32>("generation");
    QTest::addColumn<bool>("accepted");

    QTest::newRow("the next one") << 0u << true;
    QTest::newRow("at the limit") << limits::kForwardGenerationsMax << true;
    QTest::newRow("one over the limit") << limits::kForwardGenerationsMax + 1 << false;
    QTest::newRow("a million ahead") << 1'000'000u << false;
    QTest::newRow("the last but one") << 0xfffffffeu << false;
    QTest::newRow("the last of all") << 0xffffffffu << false;
}

void TestSecretTree::generationTooFarAhead()
{
    QFETCH(quint32, generation);
    QFETCH(bool, accepted);
    mls::SecretTree tree = treeOf(2);
    mls::Ratchet &ratchet = tree.ratchet({0}, mls::RatchetKind::Application);
    const auto key = ratchet.take(generation, kNow);
    QCOMPARE(key.has_value(), accepted);
    if (accepted) return;
    QCOMPARE(key.error().code, Code::TooLarge);
    QCOMPARE(ratchet.generation(), 0u); // nothing was derived in vain
}

void TestSecretTree::onlySomeSkippedKeysAreKept()
{
    mls::SecretTree tree = treeOf(2);
    mls::Ratchet &ratchet = tree.ratchet({0}, mls::RatchetKind::Application);
    const auto kept = static_cast<quint32>(limits::kSkippedKeysPerSenderMax);
    QVERIFY(ratchet.take(500, kNow).has_value());
    QCOMPARE(ratchet.take(499 - kept, kNow).error().code, Code::Expired);
    QVERIFY(ratchet.take(500 - kept, kNow).has_value());
    QVERIFY(ratchet.take(499, kNow).has_value());
}

void TestSecretTree::skippedKeysEndWithTime()
{
    mls::SecretTree tree = treeOf(2);
    mls::Ratchet &ratchet = tree.ratchet({0}, mls::RatchetKind::Application);
    QVERIFY(ratchet.take(5, kNow).has_value());
    QVERIFY(ratchet.take(0, kNow + limits::kSkippedKeyLife).has_value());
    const UnixTime late = kNow + limits::kSkippedKeyLife + std::chrono::milliseconds(1);
    QCOMPARE(ratchet.take(1, late).error().code, Code::Expired);
}

// Of a log that is in order, and of this ratchet only.
void TestSecretTree::whatHasPassedEnds()
{
    mls::SecretTree tree = treeOf(2);
    mls::Ratchet &ratchet = tree.ratchet({1}, mls::RatchetKind::Application);
    mls::Ratchet &other = tree.ratchet({0}, mls::RatchetKind::Application);
    QVERIFY(ratchet.take(5, kNow));
    QVERIFY(other.take(5, kNow));
    QVERIFY(ratchet.passed(3));
    QVERIFY(!ratchet.passed(3)); // they have gone
    for (const quint32 generation : {0u, 1u, 2u}) {
        const auto key = ratchet.take(generation, kNow);
        QVERIFY(!key && key.error().code == Code::Expired);
    }
    for (const quint32 generation : {3u, 4u, 6u})
        QVERIFY(ratchet.take(generation, kNow));
    QVERIFY(other.take(0, kNow));
}

void TestSecretTree::survivesARestart()
{
    mls::SecretTree tree = treeOf(4);
    QVERIFY(tree.ratchet({2}, mls::RatchetKind::Application).take(2, kNow).has_value());
    auto again = decode<mls::SecretTree>(encode(tree));
    QVERIFY(again.has_value());
    QCOMPARE(encode(*again), encode(tree));
    QVERIFY(again->ratchet({2}, mls::RatchetKind::Application).take(1, kNow).has_value());
    QCOMPARE(again->ratchet({2}, mls::RatchetKind::Application).take(2, kNow).error().code, Code::Expired);
    const auto fresh = treeOf(4).ratchet({3}, mls::RatchetKind::Handshake).next();
    QVERIFY(again->ratchet({3}, mls::RatchetKind::Handshake).next().key == fresh.key);
}

void TestSecretTree::damagedStateIsRefused()
{
    mls::SecretTree tree = treeOf(4);
    QVERIFY(tree.ratchet({2}, mls::RatchetKind::Application).take(2, kNow).has_value());
    const QByteArray bytes = encode(tree);
    for (qsizetype cut = 0; cut < bytes.size(); ++cut)
        QVERIFY(!decode<mls::SecretTree>(bytes.first(cut)).has_value());
    QVERIFY(!decode<mls::SecretTree>(bytes + 'x').has_value());
    QByteArray three_leaves = bytes;
    three_leaves[3] = 3;
    QVERIFY(!decode<mls::SecretTree>(three_leaves).has_value());
}

CHAT121_TEST_MAIN(TestSecretTree)
#include "tst_secret_tree.moc"
