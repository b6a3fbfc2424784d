// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A disk that is full, read-only or broken below a folder, and a calendar that is ahead, for every
// program that this process starts while the object lives. Not for this process itself.
//
// Ownership: mends everything when it goes. Threads: any one. One object at a time.
#pragma once

#include "tests/e2e/faults/bad_machine_control.h"

#include <QTemporaryFile>

#include <chrono>

namespace chat121::e2e {

class BadMachine {
public:
    BadMachine();
    ~BadMachine();
    Q_DISABLE_COPY_MOVE(BadMachine)

    bool isReady() const { return m_control != nullptr; }

    // From now on, after `spared` calls that still go well.
    void disk(DiskFault fault, const QString &folder, int spared = 0);
    int failedCalls() const; // since then
    void clockIsAhead(std::chrono::seconds by);
    void mend(); // disk and clock

private:
    QTemporaryFile m_file;
    BadMachineControl *m_control = nullptr;
};

} // namespace chat121::e2e
