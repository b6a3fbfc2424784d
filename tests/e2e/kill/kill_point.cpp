// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/e2e/kill/kill_point.h"

#include "tests/e2e/support/wait.h"

namespace chat121::e2e {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

KillPoint::KillPoint(qint64 process, const QString &call, int nth)
{
    m_strace.setProcessChannelMode(QProcess::MergedChannels);
    m_strace.start(u"strace"_s,
                   {u"-f"_s, u"-o"_s, u"/dev/null"_s, u"-p"_s, QString::number(process), u"-e"_s,
                    u"trace="_s + call, u"-e"_s, u"inject=%1:signal=SIGKILL:when=%2"_s.arg(call).arg(nth)});
}

KillPoint::~KillPoint()
{
    m_strace.terminate();
    if (m_strace.waitForFinished(300)) return;
    m_strace.kill(); // the kernel lets the process go
    m_strace.waitForFinished();
}

bool KillPoint::isArmed()
{
    QString output;
    const bool is_attached = waitFor(
        [&] {
            output += QString::fromUtf8(m_strace.readAll());
            return output.contains(u" attached") || m_strace.state() == QProcess::NotRunning;
        },
        10s);
    if (is_attached && output.contains(u" attached")) return true;
    m_problem =
        u"strace cannot watch a process; where containers refuse ptrace, set CHAT121_WITHOUT_PTRACE=1. "_s +
        m_strace.errorString() + output;
    return false;
}

} // namespace chat121::e2e
