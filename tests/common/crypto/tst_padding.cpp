// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Padding: which bucket, and that exactly one padding of a content is taken back.
#include "common/base/limits.h"
#include "common/crypto/padding.h"
#include "tests/common/outcome.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace chat121;
using namespace chat121::crypto;
using namespace chat121::test;

class TestPadding : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void buckets_data();
    void buckets();
    void aBucketIsItsOwnBucket();
    void padmeCostsAtMostTwelvePercent();
    void whatIsPaddedComesBack_data();
    void whatIsPaddedComesBack();
    void unpadRefuses_data();
    void unpadRefuses();
    void aShieldHasItsOwnBuckets_data();
    void aShieldHasItsOwnBuckets();
};

void TestPadding::buckets_data()
{
    QTest::addColumn<qsizetype>("size");
    QTest::addColumn<qsizetype>("padded");
    QTest::addColumn<qsizetype>("shielded");
    QTest::newRow("nothing") << qsizetype(0) << qsizetype(256) << qsizetype(1024);
    QTest::newRow("one byte") << qsizetype(1) << qsizetype(256) << qsizetype(1024);
    QTest::newRow("a full bucket") << qsizetype(256) << qsizetype(256) << qsizetype(1024);
    QTest::newRow("one more") << qsizetype(257) << qsizetype(512) << qsizetype(1024);
    QTest::newRow("the last bucket") << qsizetype(4096) << qsizetype(4096) << qsizetype(4096);
    QTest::newRow("the first of Padme") << qsizetype(4097) << qsizetype(4352) << qsizetype(8192);
    QTest::newRow("10000") << qsizetype(10'000) << qsizetype(10'240) << qsizetype(16'384);
    QTest::newRow("60 KiB") << qsizetype(60 * 1024) << qsizetype(60 * 1024) << qsizetype(60 * 1024);
    QTest::newRow("just below a power of two") << qsizetype(65'535) << qsizetype(65'536) << qsizetype(65'536);
    QTest::newRow("a million") << qsizetype(1'000'000) << qsizetype(1'015'808) << qsizetype(1'015'808);
    QTest::newRow("a shield's first bucket") << qsizetype(1024) << qsizetype(1024) << qsizetype(1024);
    QTest::newRow("a shield's second") << qsizetype(1025) << qsizetype(1280) << qsizetype(2048);
    QTest::newRow("a shield's last power of two")
        << qsizetype(32 * 1024) << qsizetype(32 * 1024) << qsizetype(32 * 1024);
    QTest::newRow("a shield's last") << qsizetype(32 * 1024 + 1) << qsizetype(34 * 1024)
                                     << limits::kShieldBytesMax;
    QTest::newRow("beyond a shield's last")
        << limits::kShieldBytesMax + 1 << qsizetype(60 * 1024) << qsizetype(60 * 1024);
}

void TestPadding::buckets()
{
    QFETCH(qsizetype, size);
    QTEST(paddedSize(size), "padded");
    QTEST(paddedSize(size, Padding::Shield), "shielded");
}

void TestPadding::aBucketIsItsOwnBucket()
{
    for (const Padding padding : {Padding::Steps, Padding::Shield})
        for (qsizetype size = 0; size < 200'000; size += 7)
            QCOMPARE(paddedSize(paddedSize(size, padding), padding), paddedSize(size, padding));
}

void TestPadding::padmeCostsAtMostTwelvePercent()
{
    for (qsizetype size = 4097; size < 2'000'000; size += 101) {
        const qsizetype padded = paddedSize(size);
        QVERIFY(padded >= size);
        QVERIFY(padded * 100 <= size * 112);
    }
}

void TestPadding::whatIsPaddedComesBack_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("words") << QByteArray("words");
    QTest::newRow("zeros at the end") << QByteArray(10, '\0');
    QTest::newRow("the mark at the end") << QByteArray("words\x80");
    QTest::newRow("255 bytes: the mark is the last") << QByteArray(255, 'w');
    QTest::newRow("256 bytes: the mark opens a bucket") << QByteArray(256, 'w');
    QTest::newRow("4095 bytes") << QByteArray(4095, 'w');
    QTest::newRow("4096 bytes") << QByteArray(4096, 'w');
    QTest::newRow("30000 bytes") << QByteArray(30'000, 'w');
}

void TestPadding::whatIsPaddedComesBack()
{
    QFETCH(QByteArray, content);
    for (const Padding padding : {Padding::Steps, Padding::Shield}) {
        const QByteArray padded = pad(content, padding);
        QCOMPARE(padded.size(), paddedSize(content.size() + 1, padding));
        const auto back = unpad(padded, padding);
        QVERIFY(back);
        QCOMPARE(*back, content);
    }
}

void TestPadding::unpadRefuses_data()
{
    QTest::addColumn<QByteArray>("padded");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("zeros only") << QByteArray(256, '\0');
    QTest::newRow("no mark") << QByteArray(256, 'w');
    QTest::newRow("something after the mark") << QByteArray("words\x80") + QByteArray(249, '\0') + 'x';
    QTest::newRow("no bucket") << pad("words").first(255);
    QTest::newRow("one byte more than a bucket") << pad("words") + '\0';
    QTest::newRow("a bucket too many") << pad("words") + QByteArray(256, '\0');
    QTest::newRow("a shield's bucket") << pad("words", Padding::Shield);
    QTest::newRow("a bucket of Padme too many") << pad(QByteArray(5000, 'w')) + QByteArray(256, '\0');
}

void TestPadding::unpadRefuses()
{
    QFETCH(QByteArray, padded);
    QCOMPARE(outcome(unpad(padded)), refused(Code::Malformed));
}

void TestPadding::aShieldHasItsOwnBuckets_data()
{
    QTest::addColumn<QByteArray>("padded");
    QTest::newRow("a step") << pad("words");
    QTest::newRow("a power of two too many") << pad("words", Padding::Shield) + QByteArray(1024, '\0');
    QTest::newRow("no power of two") << pad("words", Padding::Shield) + QByteArray(512, '\0');
    QTest::newRow("no mark") << QByteArray(1024, '\0');
}

void TestPadding::aShieldHasItsOwnBuckets()
{
    QFETCH(QByteArray, padded);
    QCOMPARE(outcome(unpad(padded, Padding::Shield)), refused(Code::Malformed));
}

CHAT121_TEST_MAIN(TestPadding)
#include "tst_padding.moc"
