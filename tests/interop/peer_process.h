// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A client in a process of its own, asked over its standard input and output (README.md). Owned by the
// test; ends with it. Threads: that of the test; each question waits for its answer.
#pragma once

#include "common/base/result.h"

#include <QJsonObject>
#include <QProcess>

namespace chat121::interop {

class PeerProcess {
public:
    PeerProcess(const QString &program, const QStringList &arguments);
    ~PeerProcess();
    Q_DISABLE_COPY_MOVE(PeerProcess)

    // Conflict, with the peer's own words, when it says no; Network when it is gone or silent.
    Result<QJsonObject> ask(const QString &operation, QJsonObject fields = {});

private:
    Result<QByteArray> line();

    QProcess m_process;
};

} // namespace chat121::interop
