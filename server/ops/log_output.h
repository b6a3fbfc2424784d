// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Every message of Qt's logging as one line on stderr: a "key=value" line for people and journals,
// or a JSON object. Control characters are escaped, so that nothing can forge or colour a line.
// Threads: any, as every message handler.
#pragma once

#include "common/base/clock.h"
#include "server/ops/config.h"

#include <QByteArray>

namespace chat121::ops {

struct LogRecord {
    UnixTime time{};
    QtMsgType type = QtInfoMsg;
    QString category{};
    QString message{};
};

// Without the line end.
QByteArray formatted(const LogRecord &record, LogFormat format);

// CR, LF, ESC and all other control characters, also those of Unicode, as \xNN or \uNNNN.
QString escaped(const QString &text);

// From here on for the whole process.
void installLogOutput(LogFormat format);

} // namespace chat121::ops
