// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Each row is told once, and again only for a new sequence or state: what load and kill tests count.

#include "client/bot/timeline_watcher.h"
#include "tests/support/test_main.h"

#include <QtTest>

using namespace chat121;

class TestTimelineWatcher : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aRowAppearsOnceAndThenAdvances();
    void whatIsThereAlreadyIsOld();
    void anUnchangedRowSaysNothing();

private:
    static TimelineRow row(quint8 number, quint64 sequence, SendState state)
    {
        TimelineRow row;
        row.id.data[0] = number;
        row.sequence = {sequence};
        row.state = state;
        row.is_mine = true;
        return row;
    }
};

void TestTimelineWatcher::aRowAppearsOnceAndThenAdvances()
{
    TimelineModel timeline;
    bot::TimelineWatcher watcher(&timeline, nullptr);
    QSignalSpy appeared(&watcher, &bot::TimelineWatcher::appeared);
    QSignalSpy advanced(&watcher, &bot::TimelineWatcher::advanced);
    timeline.upsert(row(1, 0, SendState::Queued));
    timeline.upsert(row(1, 5, SendState::Sent)); // numbered: it may move
    timeline.raiseStates({5}, SendState::Read);
    QCOMPARE(appeared.size(), 1);
    QCOMPARE(advanced.size(), 2);
    QCOMPARE(advanced.constLast().constFirst().value<TimelineRow>().state, SendState::Read);
}

void TestTimelineWatcher::whatIsThereAlreadyIsOld()
{
    TimelineModel timeline;
    timeline.reset({row(1, 1, SendState::Sent)});
    QList<bool> old;
    bot::TimelineWatcher watcher(&timeline, nullptr);
    connect(&watcher, &bot::TimelineWatcher::appeared, this,
            [&](const TimelineRow &, bool is_old) { old.append(is_old); });
    timeline.reset({row(1, 1, SendState::Sent), row(2, 2, SendState::Sent)});
    timeline.upsert(row(3, 3, SendState::Sent));
    QCOMPARE(old, (QList<bool>{true, false}));
}

void TestTimelineWatcher::anUnchangedRowSaysNothing()
{
    TimelineModel timeline;
    bot::TimelineWatcher watcher(&timeline, nullptr);
    timeline.upsert(row(1, 1, SendState::Sent));
    QSignalSpy advanced(&watcher, &bot::TimelineWatcher::advanced);
    timeline.upsert(row(1, 1, SendState::Sent));
    timeline.reset({row(1, 1, SendState::Sent)});
    QVERIFY(advanced.isEmpty());
}

CHAT121_TEST_MAIN(TestTimelineWatcher)
#include "tst_timeline_watcher.moc"
