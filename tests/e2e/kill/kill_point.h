// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Kills a running process with SIGKILL at an exact place: when it is about to make its n-th system
// call of a kind, counted from now on in each of its threads. strace does it from outside, so the
// shipped program has no door for it.
//
// Ownership: owns strace; the process goes on undisturbed when this ends. Threads: the caller's.
#pragma once

#include <QProcess>

namespace chat121::e2e {

class KillPoint {
public:
    KillPoint(qint64 process, const QString &call, int nth);
    ~KillPoint();

    // Waits until it watches. False: explained by problem().
    bool isArmed();
    QString problem() const { return m_problem; }

private:
    QProcess m_strace;
    QString m_problem;
};

} // namespace chat121::e2e
