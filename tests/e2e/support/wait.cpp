// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/e2e/support/wait.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QEventLoop>
#include <QTimer>

namespace chat121::e2e {

using namespace std::chrono_literals;

bool waitFor(const std::function<bool()> &condition, std::chrono::milliseconds at_most)
{
    const QDeadlineTimer deadline(at_most);
    while (!condition()) {
        if (deadline.hasExpired()) return false;
        QEventLoop loop;
        QTimer::singleShot(5ms, &loop, &QEventLoop::quit);
        loop.exec();
    }
    return true;
}

} // namespace chat121::e2e
