// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The rules of the queue, without a database.

#include "server/desk/queue.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace chat121;
using namespace chat121::desk;
using protocol::StartMode;
using store::ConversationRow;

namespace {

class TestQueue : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whoeverWaitsLiveComesFirst();
    void aReturnedOneGetsAPlaceBeforeAllOthers();
    void aNewcomerGetsAPlaceBehindAllOthers();
    void positionsCountFromOne();
    void estimatesAreHonest_data();
    void estimatesAreHonest();
};

ConversationRow row(quint64 id, qint64 place, StartMode mode = StartMode::Live)
{
    ConversationRow result;
    result.id = ConversationId{id};
    result.place = place;
    result.mode = mode;
    return result;
}

void TestQueue::whoeverWaitsLiveComesFirst()
{
    QVERIFY(isBefore(row(2, 200), row(1, 100, StartMode::LeaveMessage)));
    QVERIFY(isBefore(row(2, 100), row(1, 200)));
    QVERIFY(isBefore(row(1, 100), row(2, 100)));
    QVERIFY(!isBefore(row(1, 100), row(1, 100)));
}

void TestQueue::aReturnedOneGetsAPlaceBeforeAllOthers()
{
    const QList<ConversationRow> waiting{row(1, 500), row(2, 600), row(3, 100, StartMode::LeaveMessage)};
    for (const ConversationRow &other : waiting)
        QVERIFY(placeAtHead(waiting, {550}) < other.place);
    QCOMPARE(placeAtHead({}, {550}), 550);
}

void TestQueue::aNewcomerGetsAPlaceBehindAllOthers()
{
    const QList<ConversationRow> waiting{row(1, 500), row(2, 600)};
    QCOMPARE(placeAtEnd(waiting, {550}), 601); // also when the clock was set back
    QCOMPARE(placeAtEnd(waiting, {700}), 700);
}

void TestQueue::positionsCountFromOne()
{
    const QList<ConversationRow> waiting{row(7, 1), row(8, 2)};
    QCOMPARE(positionOf(waiting, ConversationId{7}), 1u);
    QCOMPARE(positionOf(waiting, ConversationId{8}), 2u);
    QCOMPARE(positionOf(waiting, ConversationId{9}), 0u);
}

void TestQueue::estimatesAreHonest_data()
{
    QTest::addColumn<quint32>("position");
    QTest::addColumn<quint32>("on_duty");
    QTest::addColumn<QList<qint64>>("waits_s");
    QTest::addColumn<quint32>("expected_s");
    const QList<qint64> usual{60, 70, 80, 90, 5000};
    QTest::newRow("next, one on duty: the median, rounded up") << 1u << 1u << usual << 90u;
    QTest::newRow("second, one on duty") << 2u << 1u << usual << 180u;
    QTest::newRow("second, two on duty") << 2u << 2u << usual << 90u;
    QTest::newRow("not waiting") << 0u << 1u << usual << 0u;
    QTest::newRow("nobody on duty") << 1u << 0u << usual << 0u;
    QTest::newRow("too few waits to say") << 1u << 1u << QList<qint64>{60, 70} << 0u;
    QTest::newRow("no waits at all") << 1u << 1u << QList<qint64>{} << 0u;
    QTest::newRow("more than an hour") << 60u << 1u << usual << 0u;
    QTest::newRow("taken at once") << 1u << 1u << QList<qint64>{0, 0, 1} << 30u;
}

void TestQueue::estimatesAreHonest()
{
    QFETCH(quint32, position);
    QFETCH(quint32, on_duty);
    QFETCH(QList<qint64>, waits_s);
    for (qint64 &wait : waits_s)
        wait *= 1000;
    QTEST(estimateSeconds(position, on_duty, waits_s), "expected_s");
}

} // namespace

CHAT121_TEST_MAIN(TestQueue)
#include "tst_queue.moc"
