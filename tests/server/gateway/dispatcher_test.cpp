// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/server/gateway/dispatcher_test.h"

#include "server/gateway/epoll_dispatcher.h"

#include <QTest>
#include <QThread>

namespace chat121::test {

using gateway::EpollDispatcher;

void done()
{
    QThread::currentThread()->quit();
}

void DispatcherTest::initTestCase_data()
{
    QTest::addColumn<bool>("ours");
    QTest::newRow("Qt's own") << false;
    QTest::newRow("epoll") << true;
}

void DispatcherTest::inThread(const std::function<void(QObject *)> &body)
{
    inThread(body, [] {});
}

void DispatcherTest::inThread(const std::function<void(QObject *)> &body,
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

} // namespace chat121::test
