// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the server asks of its process: no core dumps (they would hold keys), files that only its user
// may read, no death by a closed pipe, as many sockets as allowed, and SIGTERM or SIGINT as a signal
// of the event loop. Threads: main.
#pragma once

#include <QObject>

class QSocketNotifier;

namespace chat121::ops {

// Call once, before any thread is started.
void hardenProcess();

// How many files and sockets this process may have open.
int descriptorsMax();

// Emits stopRequested() in its thread when SIGTERM or SIGINT arrives. One object in a process.
class StopSignal final : public QObject {
    Q_OBJECT

public:
    explicit StopSignal(QObject *parent = nullptr);
    ~StopSignal() override;

Q_SIGNALS:
    void stopRequested();

private:
    int m_fd = -1; // signalfd: the two signals are blocked in every thread and read from here
    QSocketNotifier *m_notifier = nullptr;
};

} // namespace chat121::ops
