// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The same behaviour is asked of Qt's own dispatcher and of ours: each test runs on both. The body
// of a test runs inside the event loop of a thread of its own and ends it with done().
#include "server/gateway/epoll_dispatcher.h"
#include "tests/support/test_main.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QPointer>
#include <QSemaphore>
#include <QSocketNotifier>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QThread>
#include <QTimer>

#include <functional>
#include <memory>
#include <vector>

#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

using chat121::gateway::EpollDispatcher;

namespace {

// Two connected sockets.
struct Pair {
    Pair() { socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, ends.data()); }
    ~Pair()
    {
        for (const int end : ends)
            ::close(end);
    }
    Q_DISABLE_COPY_MOVE(Pair)
    int ours() const { return ends[0]; }
    void poke() const { QVERIFY(::write(ends[1], "x", 1) == 1); }
    void drain() const
    {
        std::array<char, 64> buffer;
        while (::read(ends[0], buffer.data(), buffer.size()) > 0) {
        }
    }
    std::array<int, 2> ends{-1, -1};
};

void done()
{
    QThread::currentThread()->quit();
}

} // namespace

class TestEpollDispatcher : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data();
    void timersFireInOrder();
    void zeroTimerDoesNotStarveSockets();
    void timerDoesNotFireInsideItself();
    void timerDeletedByAnEarlierOne();
    void timerKnowsItsRemainingTime();
    void objectsTakeTheirTimersToAnotherThread();
    void postsFromOtherThreadsWake();
    void quitFromAnotherThreadEnds();
    void notifierSwitchedOffByAnEarlierOneIsSilent();
    void notifierDeletesItself();
    void readAndWriteOfOneSocket();
    void descriptorNumberUsedAgain();
    void nestedLoopServesOtherSockets();
    void closedPeerIsReadable();
    void flagsLeaveOutSocketsAndTimers();
    void deferredDeletesHappen();
    void tcpEchoesThroughIt();
    void thousandsOfSockets();

private:
    // Runs `body` in the event loop of a new thread until done().
    void inThread(const std::function<void(QObject *context)> &body);
    // The same; the loop runs at least until `meanwhile` has returned, in the thread of the test.
    void inThread(const std::function<void(QObject *context)> &body, const std::function<void()> &meanwhile);
};

void TestEpollDispatcher::initTestCase_data()
{
    QTest::addColumn<bool>("ours");
    QTest::newRow("Qt's own") << false;
    QTest::newRow("epoll") << true;
}

void TestEpollDispatcher::inThread(const std::function<void(QObject *)> &body)
{
    inThread(body, [] {});
}

void TestEpollDispatcher::inThread(const std::function<void(QObject *)> &body,
                                   const std::function<void()> &meanwhile)
{
    QFETCH_GLOBAL(bool, ours);
    QThread thread;
    if (ours) thread.setEventDispatcher(new EpollDispatcher);
    auto *const context = new QObject;
    context->moveToThread(&thread);
    connect(&thread, &QThread::finished, context, &QObject::deleteLater);
    QMetaObject::invokeMethod(
        context, [&] { body(context); }, Qt::QueuedConnection);
    thread.start();
    meanwhile();
    QVERIFY(thread.wait(30'000));
}

// However long this thread is kept from running between two starts: none fires before its time, and none
// that was surely due later fires earlier than another.
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
        QVERIFY(order.at(i).at >= order.at(i).due_at_least);
        if (i > 0) QVERIFY(order.at(i - 1).due_at_least <= order.at(i).due_at_most);
    }
}

void TestEpollDispatcher::zeroTimerDoesNotStarveSockets()
{
    int turns = 0;
    Pair pair;
    inThread([&](QObject *context) {
        auto *const timer = new QTimer(context);
        connect(timer, &QTimer::timeout, context, [&] {
            if (++turns == 10) pair.poke();
        });
        timer->start(0);
        auto *const notifier = new QSocketNotifier(pair.ours(), QSocketNotifier::Read, context);
        connect(notifier, &QSocketNotifier::activated, context, [&] {
            pair.drain();
            done();
        });
    });
    QVERIFY(turns >= 10);
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
    QSemaphore has_begun;
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

void TestEpollDispatcher::notifierSwitchedOffByAnEarlierOneIsSilent()
{
    int called = 0;
    Pair first;
    Pair second;
    inThread([&](QObject *context) {
        auto *const a = new QSocketNotifier(first.ours(), QSocketNotifier::Read, context);
        auto *const b = new QSocketNotifier(second.ours(), QSocketNotifier::Read, context);
        for (auto *notifier : {a, b}) {
            connect(notifier, &QSocketNotifier::activated, context, [&called, a, b] {
                ++called;
                a->setEnabled(false);
                b->setEnabled(false);
            });
        }
        first.poke();
        second.poke();
        QTimer::singleShot(30, context, [] { done(); });
    });
    QCOMPARE(called, 1);
}

void TestEpollDispatcher::notifierDeletesItself()
{
    int called = 0;
    Pair pair;
    inThread([&](QObject *context) {
        auto *const notifier = new QSocketNotifier(pair.ours(), QSocketNotifier::Read);
        connect(notifier, &QSocketNotifier::activated, context, [&called, notifier] {
            ++called;
            notifier->deleteLater();
        });
        pair.poke(); // never read: stays ready
        QTimer::singleShot(30, context, [] { done(); });
    });
    QVERIFY(called >= 1);
}

void TestEpollDispatcher::readAndWriteOfOneSocket()
{
    int reads = 0;
    int writes = 0;
    Pair pair;
    inThread([&](QObject *context) {
        auto *const reading = new QSocketNotifier(pair.ours(), QSocketNotifier::Read, context);
        auto *const writing = new QSocketNotifier(pair.ours(), QSocketNotifier::Write, context);
        connect(reading, &QSocketNotifier::activated, context, [&, writing] {
            ++reads;
            pair.drain();
            if (reads == 50) return done();
            writing->setEnabled(true);
        });
        connect(writing, &QSocketNotifier::activated, context, [&, writing] {
            ++writes;
            writing->setEnabled(false);
            pair.poke();
        });
    });
    QCOMPARE(reads, 50);
    QCOMPARE(writes, 50);
}

void TestEpollDispatcher::descriptorNumberUsedAgain()
{
    int called = 0;
    inThread([&](QObject *context) {
        for (int round = 0; round < 20; ++round) {
            auto pair = std::make_unique<Pair>();
            QSocketNotifier first(pair->ours(), QSocketNotifier::Read);
            first.setEnabled(false);
            const int number = pair->ours();
            pair = nullptr;
            pair = std::make_unique<Pair>();
            if (pair->ours() != number) continue;
            QSocketNotifier second(pair->ours(), QSocketNotifier::Read);
            QEventLoop loop;
            connect(&second, &QSocketNotifier::activated, &loop, [&] {
                ++called;
                second.setEnabled(false);
                loop.quit();
            });
            pair->poke();
            QTimer::singleShot(2000, &loop, &QEventLoop::quit);
            loop.exec();
        }
        Q_UNUSED(context)
        done();
    });
    QCOMPARE(called, 20);
}

void TestEpollDispatcher::nestedLoopServesOtherSockets()
{
    QList<int> order;
    Pair first;
    Pair second;
    inThread([&](QObject *context) {
        auto *const a = new QSocketNotifier(first.ours(), QSocketNotifier::Read, context);
        auto *const b = new QSocketNotifier(second.ours(), QSocketNotifier::Read, context);
        auto *const loop = new QEventLoop(context);
        connect(a, &QSocketNotifier::activated, context, [&, loop] {
            first.drain();
            order.append(1);
            second.poke();
            loop->exec();
            order.append(3);
            done();
        });
        connect(b, &QSocketNotifier::activated, context, [&, loop] {
            second.drain();
            order.append(2);
            loop->quit();
        });
        first.poke();
    });
    QCOMPARE(order, (QList<int>{1, 2, 3}));
}

void TestEpollDispatcher::closedPeerIsReadable()
{
    ssize_t got = -1;
    Pair pair;
    inThread([&](QObject *context) {
        auto *const notifier = new QSocketNotifier(pair.ours(), QSocketNotifier::Read, context);
        connect(notifier, &QSocketNotifier::activated, context, [&, notifier] {
            char byte = 0;
            got = ::read(pair.ours(), &byte, 1);
            notifier->setEnabled(false);
            done();
        });
        ::shutdown(pair.ends[1], SHUT_RDWR);
    });
    QCOMPARE(got, 0);
}

void TestEpollDispatcher::flagsLeaveOutSocketsAndTimers()
{
    QFETCH_GLOBAL(bool, ours);
    if (!ours) return; // Qt's dispatchers differ among themselves in this
    int sockets = 0;
    int timers = 0;
    Pair pair;
    inThread([&](QObject *context) {
        auto *const notifier = new QSocketNotifier(pair.ours(), QSocketNotifier::Read, context);
        connect(notifier, &QSocketNotifier::activated, context, [&] {
            ++sockets;
            pair.drain();
        });
        QTimer::singleShot(1, Qt::PreciseTimer, context, [&] { ++timers; });
        pair.poke();
        QThread::msleep(5);
        auto *const dispatcher = QAbstractEventDispatcher::instance();
        dispatcher->processEvents(QEventLoop::ExcludeSocketNotifiers | QEventLoop::X11ExcludeTimers);
        if (sockets != 0 || timers != 0) sockets = 100;
        dispatcher->processEvents(QEventLoop::ExcludeSocketNotifiers);
        if (sockets != 0 || timers != 1) sockets = 100;
        dispatcher->processEvents(QEventLoop::X11ExcludeTimers);
        done();
    });
    QCOMPARE(sockets, 1);
    QCOMPARE(timers, 1);
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

void TestEpollDispatcher::tcpEchoesThroughIt()
{
    constexpr qsizetype kBytes = 3'000'000;
    qsizetype received = 0;
    inThread([&](QObject *context) {
        auto *const server = new QTcpServer(context);
        if (!server->listen(QHostAddress::LocalHost)) return done();
        connect(server, &QTcpServer::newConnection, context, [server] {
            QTcpSocket *const peer = server->nextPendingConnection();
            connect(peer, &QTcpSocket::readyRead, peer, [peer] { peer->write(peer->readAll()); });
        });
        auto *const client = new QTcpSocket(context);
        connect(client, &QTcpSocket::connected, context,
                [client] { client->write(QByteArray(kBytes, 'x')); });
        connect(client, &QTcpSocket::readyRead, context, [client, &received] {
            received += client->readAll().size();
            if (received == kBytes) done();
        });
        client->connectToHost(QHostAddress::LocalHost, server->serverPort());
    });
    QCOMPARE(received, kBytes);
}

void TestEpollDispatcher::thousandsOfSockets()
{
    constexpr size_t kPairs = 2000;
    rlimit files{};
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
    if (files.rlim_cur < 2 * kPairs + 100) QSKIP("not enough file descriptors are allowed");

    size_t answered = 0;
    std::vector<std::unique_ptr<Pair>> pairs;
    for (size_t i = 0; i < kPairs; ++i)
        pairs.push_back(std::make_unique<Pair>());
    inThread([&](QObject *context) {
        for (const auto &pair : pairs) {
            auto *const notifier = new QSocketNotifier(pair->ours(), QSocketNotifier::Read, context);
            connect(notifier, &QSocketNotifier::activated, context, [&answered, &pair, notifier] {
                pair->drain();
                delete notifier;
                if (++answered == kPairs) done();
            });
        }
        for (const auto &pair : pairs)
            pair->poke();
    });
    QCOMPARE(answered, kPairs);
}

CHAT121_TEST_MAIN(TestEpollDispatcher)
#include "tst_epoll_dispatcher.moc"
