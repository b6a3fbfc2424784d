// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/ops/process.h"

#include "common/base/log.h"

#include <QSocketNotifier>

#include <algorithm>
#include <csignal>
#include <limits>

#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <unistd.h>

namespace chat121::ops {

namespace {

constexpr int kDescriptorsUsual = 1024;

sigset_t stopSignals()
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    return signals;
}

} // namespace

void hardenProcess()
{
    prctl(PR_SET_DUMPABLE, 0);
    umask(S_IRWXG | S_IRWXO);
    const rlimit no_core{0, 0};
    setrlimit(RLIMIT_CORE, &no_core);
    std::signal(SIGPIPE, SIG_IGN);

    rlimit files{};
    if (getrlimit(RLIMIT_NOFILE, &files) == 0) {
        files.rlim_cur = files.rlim_max;
        setrlimit(RLIMIT_NOFILE, &files);
    }
    // Threads inherit this mask: the signals come to StopSignal alone.
    const sigset_t signals = stopSignals();
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

int descriptorsMax()
{
    rlimit files{};
    if (getrlimit(RLIMIT_NOFILE, &files) != 0) return kDescriptorsUsual;
    return static_cast<int>(std::min<rlim_t>(files.rlim_cur, std::numeric_limits<int>::max()));
}

StopSignal::StopSignal(QObject *parent)
    : QObject(parent)
{
    const sigset_t signals = stopSignals();
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    m_fd = signalfd(-1, &signals, SFD_NONBLOCK | SFD_CLOEXEC);
    if (m_fd < 0) {
        qCWarning(lcOps, "SIGTERM cannot be waited for");
        return;
    }
    m_notifier = new QSocketNotifier(m_fd, QSocketNotifier::Read, this);
    connect(m_notifier, &QSocketNotifier::activated, this, [this] {
        signalfd_siginfo info{};
        if (read(m_fd, &info, sizeof(info)) == sizeof(info)) Q_EMIT stopRequested();
    });
}

StopSignal::~StopSignal()
{
    delete m_notifier;
    if (m_fd >= 0) close(m_fd);
}

} // namespace chat121::ops
