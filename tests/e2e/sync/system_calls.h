// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a program wrote, flushed and sent, in the order in which the kernel saw it: the output of
// strace, read.
//
// A pure function of its lines. Threads: any.
#pragma once

#include <QByteArray>
#include <QList>

namespace chat121::e2e {

struct SystemCall {
    enum class Kind : quint8 { Write, SyncBegun, SyncDone, Send };

    Kind kind = Kind::Write;
    QByteArray file; // path, or what strace calls a socket
    QByteArray data; // Write, Send
};

// `trace`: written by strace -f -y -xx -e trace=pwrite64,fdatasync,fsync,write,... A call that
// another thread interrupts in the output counts where it began, and a sync also where it ended.
QList<SystemCall> parseTrace(const QByteArray &trace);

} // namespace chat121::e2e
