// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Sockets and what is told of them; see dispatcher_test.h.
#include "tests/server/gateway/dispatcher_test.h"
#include "tests/support/test_main.h"

#include <QAbstractEventDispatcher>
#include <QEventLoop>
#include <QSocketNotifier>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QThread>
#include <QTimer>

#include <array>
#include <memory>
#include <vector>

#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace chat121::test;

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

} // namespace

class TestEpollSockets : public DispatcherTest {
    Q_OBJECT

private Q_SLOTS:
    void zeroTimerDoesNotStarveSockets();
    void notifierSwitchedOffByAnEarlierOneIsSilent();
    void notifierDeletesItself();
    void readAndWriteOfOneSocket();
    void descriptorNumberUsedAgain();
    void nestedLoopServesOtherSockets();
    void closedPeerIsReadable();
    void flagsLeaveOutSocketsAndTimers();
    void tcpEchoesThroughIt();
    void thousandsOfSockets();
};

void TestEpollSockets::zeroTimerDoesNotStarveSockets()
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

void TestEpollSockets::notifierSwitchedOffByAnEarlierOneIsSilent()
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

void TestEpollSockets::notifierDeletesItself()
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

void TestEpollSockets::readAndWriteOfOneSocket()
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

void TestEpollSockets::descriptorNumberUsedAgain()
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

void TestEpollSockets::nestedLoopServesOtherSockets()
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

void TestEpollSockets::closedPeerIsReadable()
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

void TestEpollSockets::flagsLeaveOutSocketsAndTimers()
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

void TestEpollSockets::tcpEchoesThroughIt()
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

void TestEpollSockets::thousandsOfSockets()
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

CHAT121_TEST_MAIN(TestEpollSockets)
#include "tst_epoll_sockets.moc"
