// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Entries of an archive: what comes back, what is passed over, what is refused.
#include "common/content/archive.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace chat121;
using namespace chat121::content;

namespace {

ArchivedRow row()
{
    return {LogId{7},
            *FixedBytes<16>::from(QByteArray(16, 'r')),
            Sequence{9},
            AccountId{3},
            UnixTime{1'700'000'000'000},
            0,
            2,
            false,
            {QStringLiteral("Anna")},
            {QStringLiteral("Support")},
            {QStringLiteral("Grüße, 你好, \U0001F600")}};
}

// An entry of a future version, as its bytes would be.
QByteArray entryOfType(quint16 type, const QByteArray &body)
{
    Writer writer;
    writer.u64(5);
    writer.u64(2);
    writer.u16(type);
    writer.vector(body);
    return writer.take();
}

} // namespace

class TestArchiveContent : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyTypeComesBack();
    void strangeOnesArePassedOver_data();
    void strangeOnesArePassedOver();
    void brokenFramesAreRefused_data();
    void brokenFramesAreRefused();
};

void TestArchiveContent::everyTypeComesBack()
{
    const ArchivedConversation conversation{LogId{7}, DepartmentId{2},          AccountId{3}, AccountId{4}, 1,
                                            true,     {QStringLiteral("Maria")}};
    const ArchivedErasure erasure{*FixedBytes<16>::from(QByteArray(16, 'e')), 12};
    const ArchivedReadState read{LogId{7}, Sequence{9}};
    const ArchivedMarkedRow marked{
        row(),
        Sequence{12},
        UnixTime{1'700'000'000'001},
        *FixedBytes<16>::from(QByteArray(16, 'q')),
        {QStringLiteral("When?")},
        {{{AccountId{4}, {QStringLiteral("Gina")}, {QStringLiteral("\U0001F44D")}}}}};
    for (const ArchivedItem &item : {ArchivedItem(row()), ArchivedItem(conversation), ArchivedItem(erasure),
                                     ArchivedItem(read), ArchivedItem(marked)}) {
        const ArchiveEntry entry{DeviceId{5}, 17, item};
        const auto back = decodeArchiveEntry(encodeArchiveEntry(entry));
        QVERIFY(back);
        QVERIFY(*back == entry);
    }
}

void TestArchiveContent::strangeOnesArePassedOver_data()
{
    QTest::addColumn<quint16>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("a type of the future") << quint16(900) << QByteArray("anything");
    QTest::newRow("type 0") << quint16(0) << QByteArray();
    QTest::newRow("a row cut short") << quint16(1) << encode(row()).chopped(1);
    QTest::newRow("a row with a byte too many") << quint16(1) << encode(row()) + 'x';
    QTest::newRow("a marked row without marks") << quint16(5) << encode(row());
    QTest::newRow("a read state that says nothing") << quint16(4) << QByteArray();
    QTest::newRow("a conversation that is a row") << quint16(2) << encode(row());
}

void TestArchiveContent::strangeOnesArePassedOver()
{
    QFETCH(quint16, type);
    QFETCH(QByteArray, body);
    const auto entry = decodeArchiveEntry(entryOfType(type, body));
    QVERIFY(entry);
    QCOMPARE(entry->writer, DeviceId{5});
    QCOMPARE(entry->stored_before, 2u);
    const auto *unknown = std::get_if<ArchivedUnknown>(&entry->item);
    QVERIFY(unknown);
    QCOMPARE(unknown->type, type);
}

void TestArchiveContent::brokenFramesAreRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("cut short") << entryOfType(1, "body").chopped(1);
    QTest::newRow("a byte too many") << entryOfType(1, "body") + 'x';
}

void TestArchiveContent::brokenFramesAreRefused()
{
    QFETCH(QByteArray, bytes);
    const auto entry = decodeArchiveEntry(bytes);
    QVERIFY(!entry);
    QCOMPARE(entry.error().code, Code::Malformed);
}

CHAT121_TEST_MAIN(TestArchiveContent)
#include "tst_archive_content.moc"
