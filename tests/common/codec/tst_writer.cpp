// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A vector that is written piece by piece is the same as one of ready bytes, whatever its length takes.
#include "common/codec/reader.h"
#include "common/codec/writer.h"
#include "tests/support/test_main.h"

#include <QtTest>

using namespace chat121;

class TestWriter : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void piecesMakeAVector_data();
    void piecesMakeAVector();
    void vectorsNest();
};

// Around the sizes at which the length takes a byte more: RFC 9420, Section 2.1.2.
void TestWriter::piecesMakeAVector_data()
{
    QTest::addColumn<qsizetype>("size");
    QTest::addColumn<qsizetype>("length_bytes");
    QTest::newRow("nothing") << qsizetype(0) << qsizetype(1);
    QTest::newRow("one byte") << qsizetype(1) << qsizetype(1);
    QTest::newRow("the last of one") << qsizetype(63) << qsizetype(1);
    QTest::newRow("the first of two") << qsizetype(64) << qsizetype(2);
    QTest::newRow("the last of two") << qsizetype(16383) << qsizetype(2);
    QTest::newRow("the first of four") << qsizetype(16384) << qsizetype(4);
}

void TestWriter::piecesMakeAVector()
{
    QFETCH(qsizetype, size);
    QFETCH(qsizetype, length_bytes);
    const QByteArray content(size, 'c');
    Writer whole;
    whole.u16(0x1234);
    whole.vector(content);
    whole.u8(7);

    Writer pieces;
    pieces.u16(0x1234);
    const qsizetype begin = pieces.beginVector();
    pieces.raw(content.first(size / 3));
    pieces.raw(content.sliced(size / 3));
    pieces.endVector(begin);
    pieces.u8(7);

    QCOMPARE(pieces.bytes(), whole.bytes());
    QCOMPARE(pieces.size(), 3 + length_bytes + size);
}

void TestWriter::vectorsNest()
{
    const QByteArray content(100, 'c');
    Writer writer;
    const qsizetype outer = writer.beginVector();
    writer.u8(1);
    const qsizetype inner = writer.beginVector();
    writer.raw(content);
    writer.endVector(inner);
    writer.u8(2);
    writer.endVector(outer);

    Reader reader(writer.bytes());
    Reader body(reader.vector());
    QVERIFY(reader.finish());
    QCOMPARE(body.u8(), quint8(1));
    QCOMPARE(body.opaque(), content);
    QCOMPARE(body.u8(), quint8(2));
    QVERIFY(body.finish());
}

CHAT121_TEST_MAIN(TestWriter)
#include "tst_writer.moc"
