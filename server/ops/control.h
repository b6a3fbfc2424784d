// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How `chat121-server setup` asks the server that runs on the same data directory for a fresh
// set-up link: a Unix socket in that directory, which only its owner can enter. One question exists.
// Owner: the program. Threads: main.
#pragma once

#include "common/base/result.h"

#include <QLocalServer>

#include <functional>

namespace chat121::ops {

class ControlSocket final : public QObject {
    Q_OBJECT

public:
    using MakeLink = std::function<Result<QString>()>;

    // REQUIRES: the directory's lock is held
    ControlSocket(const QString &data, MakeLink make_link, QObject *parent = nullptr);

private:
    void answer(QLocalSocket *socket);

    MakeLink m_make_link;
    QLocalServer m_server;
};

// Waits for the answer: the link, or the sentence why there is none.
Result<QString> askForSetUpLink(const QString &data);

} // namespace chat121::ops
