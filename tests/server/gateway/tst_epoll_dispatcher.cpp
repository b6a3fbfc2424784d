// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Timers, posted events and ends of loops; see dispatcher_test.h.
#include "server/gateway/epoll_dispatcher.h"
#include "tests/server/gateway/dispatcher_test.h"
#include "tests/support/test_main.h"

#include <QAbstractEventDispatcher>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QPointer>
#include <QSemaphore>
#include <QTest>
#include <QThread>
#include <QTimer>

#include <memory>
#include <semaphore>
#include <vector>

using chat121::gateway::EpollDispatcher;
using namespace chat121::test;

class TestEpollDispatcher : public DispatcherTest {
    Q_OBJECT

private Q_SLOTS:
    void timersFireInOrder();
    void timerDoesNotFireInsideItself();
    void timerDeletedByAnEarlierOne();
    void timerKnowsItsRemainingTime();
    void objectsTakeTheirTimersToAnotherThread();
    void postsFromOtherThreadsWake();
    void quitFromAnotherThreadEnds();
    void deferredDeletesHappen();
};

// However long this thread is kept from running between two starts: none fires before its time, but
// for the millisecond that clocks of whole ones differ by, and none that was surely due later fires earlier
// than another.
void TestEpollDispatcher::timersFireInOrder()
{
    struct Fired {
        qint64 due_at_least;
        qint64 due_at_most;
        qint64 at;
    };
    QList<Fired> order;
    QElapsedTimer clock;
    clock.start();
    inThread([&](QObject *context) {
        for (const int ms : {40, 5, 20, 0}) {
            const qint64 before = clock.elapsed();
            auto *const timer = new QTimer(context);
            timer->setSingleShot(true);
            timer->setTimerType(Qt::PreciseTimer);
            timer->start(ms);
            const qint64 after = clock.elapsed();
            connect(timer, &QTimer::timeout, context, [&order, &clock, before, after, ms] {
                order.append({before + ms, after + ms + 1, clock.elapsed()});
                if (order.size() == 4) done();
            });
        }
    });
    QCOMPARE(order.size(), 4);
    for (qsizetype i = 0; i < order.size(); ++i) {
        QVERIFY(order.at(i).at + 1 >= order.at(i).due_at_least);
        if (i > 0) QVERIFY(order.at(i - 1).due_at_least <= order.at(i).due_at_most);
    }
}

void TestEpollDispatcher::timerDoesNotFireInsideItself()
{
    int depth = 0;
    int deepest = 0;
    int other = 0;
    inThread([&](QObject *context) {
        auto *const timer = new QTimer(context);
        connect(timer, &QTimer::timeout, context, [&] {
            deepest = qMax(deepest, ++depth);
            QEventLoop loop;
            QTimer::singleShot(30, &loop, [&] {
                ++other;
                loop.quit();
            });
            loop.exec();
            --depth;
            if (other == 2) done();
        });
        timer->start(1);
    });
    QCOMPARE(deepest, 1);
    QCOMPARE(other, 2);
}

void TestEpollDispatcher::timerDeletedByAnEarlierOne()
{
    bool wrong = false;
    inThread([&](QObject *context) {
        auto *const later = new QTimer(context);
        connect(later, &QTimer::timeout, context, [&] { wrong = true; });
        QTimer::singleShot(10, Qt::PreciseTimer, context, [later] {
            QThread::msleep(20); // now both are due
            delete later;
        });
        later->start(15);
        QTimer::singleShot(60, context, [] { done(); });
    });
    QVERIFY(!wrong);
}

void TestEpollDispatcher::timerKnowsItsRemainingTime()
{
    int remaining = 0;
    bool found = false;
    inThread([&](QObject *context) {
        const int id = context->startTimer(5000, Qt::PreciseTimer);
        auto *const dispatcher = QAbstractEventDispatcher::instance();
        remaining = dispatcher->remainingTime(id);
        for (const auto &info : dispatcher->registeredTimers(context))
            found = found || (info.timerId == id && info.interval == 5000);
        context->killTimer(id);
        if (!dispatcher->registeredTimers(context).isEmpty()) found = false;
        done();
    });
    QVERIFY(remaining > 4000 && remaining <= 5000);
    QVERIFY(found);
}

void TestEpollDispatcher::objectsTakeTheirTimersToAnotherThread()
{
    QThread *fired_in = nullptr;
    QPointer<QThread> expected;
    inThread([&](QObject *) {
        expected = QThread::currentThread();
        auto *const timer = new QTimer;
        timer->setSingleShot(true);
        connect(timer, &QTimer::timeout, timer, [&fired_in] {
            fired_in = QThread::currentThread();
            QThread::currentThread()->quit();
        });
        QThread second;
        second.setEventDispatcher(new EpollDispatcher);
        connect(&second, &QThread::finished, timer, &QObject::deleteLater);
        timer->start(10);
        timer->moveToThread(&second);
        second.start();
        second.wait();
        done();
    });
    QVERIFY(fired_in != nullptr && fired_in != expected);
}

// postEvent() wakes the receiver's thread after it has handed the event over: who posts has to be done
// before the loop may end. So the threads that post are waited for, and then the loop is ended.
void TestEpollDispatcher::postsFromOtherThreadsWake()
{
    static constexpr int kPosts = 5000;
    static constexpr int kThreads = 3;
    int received = 0;
    QSemaphore all_received;
    QThread *loop = nullptr;
    std::binary_semaphore has_begun(0); // not Qt's, whose order ThreadSanitizer does not see
    QObject *receiver = nullptr;
    const auto body = [&](QObject *context) {
        receiver = context;
        loop = QThread::currentThread();
        has_begun.release();
    };
    const auto post = [&] {
        for (int number = 0; number < kPosts; ++number) {
            const auto count = [&] {
                if (++received == kPosts * kThreads) all_received.release();
            };
            QMetaObject::invokeMethod(receiver, count, Qt::QueuedConnection);
            if (number % 100 == 0) QThread::usleep(200); // let it fall asleep
        }
    };
    const auto postAll = [&] {
        has_begun.acquire();
        std::vector<std::unique_ptr<QThread>> posters;
        for (int i = 0; i < kThreads; ++i)
            posters.emplace_back(QThread::create(post))->start();
        for (const auto &poster : posters)
            poster->wait();
        all_received.tryAcquire(1, 20'000);
        loop->quit();
    };
    inThread(body, postAll);
    QCOMPARE(received, kPosts * kThreads);
}

void TestEpollDispatcher::quitFromAnotherThreadEnds()
{
    QFETCH_GLOBAL(bool, ours);
    for (int round = 0; round < 200; ++round) {
        QThread thread;
        if (ours) thread.setEventDispatcher(new EpollDispatcher);
        thread.start();
        if (round % 2 == 0) QThread::usleep(50);
        thread.quit();
        QVERIFY(thread.wait(10'000));
    }
}

void TestEpollDispatcher::deferredDeletesHappen()
{
    QPointer<QObject> object;
    bool alive_in_nested_loop = false;
    inThread([&](QObject *context) {
        object = new QObject;
        object->deleteLater();
        QEventLoop loop;
        QTimer::singleShot(5, &loop, &QEventLoop::quit);
        loop.exec();
        alive_in_nested_loop = !object.isNull();
        QTimer::singleShot(5, context, [] { done(); });
    });
    QVERIFY(alive_in_nested_loop);
    QVERIFY(object.isNull());
}

CHAT121_TEST_MAIN(TestEpollDispatcher)
#include "tst_epoll_dispatcher.moc"
