// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The order of timers, without events: order, firing, ids that are used again, coarse deadlines.
#include "server/gateway/timer_list.h"
#include "tests/support/test_main.h"

#include <QTest>

using chat121::gateway::TimerList;

class TestTimerList : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void dueComesInOrderOfDeadlines();
    void firingTimerIsNotDue();
    void missedTimesAreNotMadeUpFor();
    void idUsedAgainIsAnotherTimer();
    void removedWhileFiringStaysAway();
    void removesAllOfAnObject();
    void coarseTimersMeet_data();
    void coarseTimersMeet();
};

static QList<int> ids(const QList<TimerList::Timer> &timers)
{
    QList<int> result;
    for (const auto &timer : timers)
        result.append(timer.id);
    return result;
}

void TestTimerList::dueComesInOrderOfDeadlines()
{
    TimerList list;
    QObject object;
    list.add(1, 30, Qt::PreciseTimer, &object, 0);
    list.add(2, 10, Qt::PreciseTimer, &object, 0);
    list.add(3, 20, Qt::PreciseTimer, &object, 0);
    list.add(4, 0, Qt::PreciseTimer, &object, 0);

    QCOMPARE(ids(list.due(0)), QList<int>{4});
    QCOMPARE(ids(list.due(20)), (QList<int>{4, 2, 3}));
    QCOMPARE(ids(list.due(99)), (QList<int>{4, 2, 3, 1}));
    QCOMPARE(list.remaining(1, 12), 18);
    QCOMPARE(list.remaining(1, 99), 0);
    QCOMPARE(list.remaining(7, 0), -1);
}

void TestTimerList::firingTimerIsNotDue()
{
    TimerList list;
    QObject object;
    list.add(1, 10, Qt::PreciseTimer, &object, 0);
    const auto timer = list.due(10).first();

    QVERIFY(!list.beginFiring(timer, 9));
    QVERIFY(list.beginFiring(timer, 10));
    QVERIFY(!list.beginFiring(timer, 10));
    QVERIFY(list.due(1000).isEmpty());
    QVERIFY(!list.untilNext(10));
    list.endFiring(timer);
    QCOMPARE(list.untilNext(10), 10);
}

void TestTimerList::missedTimesAreNotMadeUpFor()
{
    TimerList list;
    QObject object;
    list.add(1, 10, Qt::PreciseTimer, &object, 0);
    const auto timer = list.due(95).first();
    QVERIFY(list.beginFiring(timer, 95));
    list.endFiring(timer);
    QCOMPARE(list.untilNext(95), 10);
}

void TestTimerList::idUsedAgainIsAnotherTimer()
{
    TimerList list;
    QObject object;
    list.add(1, 0, Qt::PreciseTimer, &object, 0);
    const auto old = list.due(0).first();
    QVERIFY(list.remove(1));
    list.add(1, 50, Qt::PreciseTimer, &object, 0);

    QVERIFY(!list.beginFiring(old, 60));
    list.endFiring(old);
    QCOMPARE(list.untilNext(0), 50);
    QCOMPARE(list.size(), 1);
}

void TestTimerList::removedWhileFiringStaysAway()
{
    TimerList list;
    QObject object;
    list.add(1, 5, Qt::PreciseTimer, &object, 0);
    const auto timer = list.due(5).first();
    QVERIFY(list.beginFiring(timer, 5));
    QVERIFY(list.remove(1));
    list.endFiring(timer);
    QVERIFY(!list.untilNext(5));
    QVERIFY(!list.remove(1));
}

void TestTimerList::removesAllOfAnObject()
{
    TimerList list;
    QObject one;
    QObject other;
    list.add(1, 5, Qt::PreciseTimer, &one, 0);
    list.add(2, 5, Qt::PreciseTimer, &other, 0);
    list.add(3, 5, Qt::CoarseTimer, &one, 0);

    QVERIFY(list.removeAll(&one));
    QVERIFY(!list.removeAll(&one));
    QCOMPARE(ids(list.due(100)), QList<int>{2});
}

void TestTimerList::coarseTimersMeet_data()
{
    QTest::addColumn<Qt::TimerType>("type");
    QTest::addColumn<qint64>("interval_ms");
    QTest::addColumn<qint64>("latest_ms");
    QTest::newRow("precise") << Qt::PreciseTimer << qint64(1003) << qint64(1003);
    QTest::newRow("coarse: at most 5 % late") << Qt::CoarseTimer << qint64(1003) << qint64(1053);
    QTest::newRow("short coarse: exact") << Qt::CoarseTimer << qint64(13) << qint64(13);
    QTest::newRow("very coarse: at most a second late")
        << Qt::VeryCoarseTimer << qint64(1003) << qint64(2003);
}

void TestTimerList::coarseTimersMeet()
{
    QFETCH(Qt::TimerType, type);
    QFETCH(qint64, interval_ms);
    QFETCH(qint64, latest_ms);
    TimerList list;
    QObject object;
    list.add(1, interval_ms, type, &object, 0);
    QVERIFY(*list.untilNext(0) >= interval_ms);
    QVERIFY(*list.untilNext(0) <= latest_ms);
}

CHAT121_TEST_MAIN(TestTimerList)
#include "tst_timer_list.moc"
