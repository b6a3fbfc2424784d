// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The same behaviour is asked of Qt's own dispatcher and of ours: each test runs on both. The body of a test
// runs inside the event loop of a thread of its own and ends it with done().
#pragma once

#include <QObject>

#include <functional>

namespace chat121::test {

class DispatcherTest : public QObject {
    Q_OBJECT

protected Q_SLOTS:
    void initTestCase_data();

protected:
    // Runs `body` in the event loop of a new thread until done().
    void inThread(const std::function<void(QObject *context)> &body);
    // The same; the loop runs at least until `meanwhile` has returned, in the thread of the test.
    void inThread(const std::function<void(QObject *context)> &body, const std::function<void()> &meanwhile);
};

// Ends the loop of the thread that it is called in.
void done();

} // namespace chat121::test
