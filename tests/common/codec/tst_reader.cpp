// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The presentation language, byte by byte: RFC 9420, Section 2.1.
#include "common/codec/reader.h"
#include "common/codec/writer.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace chat121;

class TestReader : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void vectorLength_data();
    void vectorLength();
    void theWriterTakesTheShortestForm_data();
    void theWriterTakesTheShortestForm();
    void numbersAreBigEndian();
    void theFirstErrorSticks();
    void aLimitIsTheCallersError();
    void whatIsLeftOverIsMalformed();
    void vectorsAreBorrowed();
    void anAnnouncedLengthAllocatesNothing();
};

// Vector lengths: the examples of RFC 9420, Section 2.1.2, and everything that must be refused.
void TestReader::vectorLength_data()
{
    QTest::addColumn<QByteArray>("header");  // hex; filled up with zero bytes to `accepted`
    QTest::addColumn<qsizetype>("accepted"); // length read, or -1: the reader must refuse

    QTest::newRow("RFC: 37 in one byte") << QByteArray("25") << qsizetype(37);
    QTest::newRow("RFC: 15293 in two bytes") << QByteArray("7bbd") << qsizetype(15293);
    QTest::newRow("RFC: 494878333, over limit") << QByteArray("9d7f3e7d") << qsizetype(-1);
    QTest::newRow("nothing in it") << QByteArray("00") << qsizetype(0);
    QTest::newRow("largest one-byte length") << QByteArray("3f") << qsizetype(63);
    QTest::newRow("smallest two-byte length") << QByteArray("4040") << qsizetype(64);
    QTest::newRow("largest two-byte length") << QByteArray("7fff") << qsizetype(16383);
    QTest::newRow("smallest four-byte length") << QByteArray("80004000") << qsizetype(16384);
    QTest::newRow("37 in two bytes: not shortest") << QByteArray("4025") << qsizetype(-1);
    QTest::newRow("63 in two bytes: not shortest") << QByteArray("403f") << qsizetype(-1);
    QTest::newRow("15293 in four bytes: not shortest") << QByteArray("80003bbd") << qsizetype(-1);
    QTest::newRow("16383 in four bytes: not shortest") << QByteArray("80003fff") << qsizetype(-1);
    QTest::newRow("reserved prefix 11") << QByteArray("c0") << qsizetype(-1);
    QTest::newRow("reserved prefix 11, eight bytes") << QByteArray("c000000000000001") << qsizetype(-1);
    QTest::newRow("header of two cut short") << QByteArray("7b") << qsizetype(-1);
    QTest::newRow("header of four cut short") << QByteArray("9d7f3e") << qsizetype(-1);
    QTest::newRow("no header") << QByteArray("") << qsizetype(-1);
}

void TestReader::vectorLength()
{
    QFETCH(QByteArray, header);
    QFETCH(qsizetype, accepted);
    const QByteArray input = QByteArray::fromHex(header) + QByteArray(qMax(accepted, qsizetype(0)), '\0');

    Reader reader(input);
    const QByteArray data = reader.opaque(20'000);

    QCOMPARE(reader.finish().has_value(), accepted >= 0);
    QCOMPARE(data.size(), qMax(accepted, qsizetype(0)));
}

void TestReader::theWriterTakesTheShortestForm_data()
{
    QTest::addColumn<qsizetype>("size");
    QTest::addColumn<QByteArray>("header");
    QTest::newRow("0") << qsizetype(0) << QByteArray("00");
    QTest::newRow("63") << qsizetype(63) << QByteArray("3f");
    QTest::newRow("64") << qsizetype(64) << QByteArray("4040");
    QTest::newRow("16383") << qsizetype(16383) << QByteArray("7fff");
    QTest::newRow("16384") << qsizetype(16384) << QByteArray("80004000");
}

void TestReader::theWriterTakesTheShortestForm()
{
    QFETCH(qsizetype, size);
    QFETCH(QByteArray, header);
    Writer writer;
    writer.vector(QByteArray(size, 'x'));
    QCOMPARE(writer.bytes().first(header.size() / 2).toHex(), header);
    QCOMPARE(writer.size(), size + header.size() / 2);

    Reader reader(writer.bytes());
    QCOMPARE(reader.vector().size(), size);
    QVERIFY(reader.finish());
}

void TestReader::numbersAreBigEndian()
{
    Writer writer;
    writer.u8(0x01);
    writer.u16(0x0203);
    writer.u32(0x04050607);
    writer.u64(0x08090a0b0c0d0e0f);
    QCOMPARE(writer.bytes().toHex(), QByteArray("0102030405060708090a0b0c0d0e0f"));

    Reader reader(writer.bytes());
    QCOMPARE(reader.u8(), 0x01);
    QCOMPARE(reader.u16(), 0x0203);
    QCOMPARE(reader.u32(), 0x04050607u);
    QCOMPARE(reader.u64(), 0x08090a0b0c0d0e0full);
    QVERIFY(reader.finish());
}

void TestReader::theFirstErrorSticks()
{
    const QByteArray input = QByteArray::fromHex("05616263");
    Reader reader(input);
    QVERIFY(reader.opaque().isEmpty()); // five announced, three there
    QVERIFY(reader.failed());
    QCOMPARE(reader.u8(), 0);
    QCOMPARE(reader.u64(), 0u);
    QVERIFY(reader.raw(1).isEmpty());
    QVERIFY(reader.rest().isEmpty());
    reader.fail(Code::TooLarge); // too late
    QCOMPARE(reader.finish().error().code, Code::Malformed);
}

void TestReader::aLimitIsTheCallersError()
{
    const QByteArray input("\x03"
                           "abc");
    Reader exact(input);
    QCOMPARE(exact.opaque(3), QByteArray("abc"));
    QVERIFY(exact.finish());

    Reader narrow(input);
    QVERIFY(narrow.opaque(2).isEmpty());
    QCOMPARE(narrow.finish().error().code, Code::TooLarge);
}

void TestReader::whatIsLeftOverIsMalformed()
{
    Reader reader("ab");
    QCOMPARE(reader.u8(), static_cast<quint8>('a'));
    QCOMPARE(reader.remaining(), 1);
    QCOMPARE(reader.finish().error().code, Code::Malformed);
    QCOMPARE(reader.rest().toByteArray(), QByteArray("b"));
    QVERIFY(reader.finish());

    Reader negative("ab");
    QVERIFY(negative.raw(-1).isEmpty());
    QVERIFY(negative.failed());
}

void TestReader::vectorsAreBorrowed()
{
    const QByteArray input("\x03"
                           "abc");
    Reader reader(input);
    QCOMPARE(reader.vector().data(), input.constData() + 1);
}

// Nothing is reserved for a length before the bytes are seen: one gigabyte on ten bytes.
void TestReader::anAnnouncedLengthAllocatesNothing()
{
    const QByteArray input = QByteArray::fromHex("bfffffff") + QByteArray(6, 'x');
    Reader reader(input);
    const QByteArray data = reader.opaque();
    QVERIFY(reader.failed());
    QCOMPARE(data.capacity(), 0);
}

CHAT121_TEST_MAIN(TestReader)
#include "tst_reader.moc"
