// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A private PostgreSQL 15 for one test program: its own cluster in a temporary folder, on a free
// loopback port and on a socket in that folder, with trust authentication and fsync on.
//
// initdb refuses root: then the cluster belongs to the user `postgres` (or `nobody`). A detached
// shell owns the cluster; it waits for the end of a pipe whose other end is ours, and then stops and
// removes everything. So nothing is left behind even when the test is killed with -9.
//
// Threads: use it from one thread. The connections to its databases are everybody's own business.
#pragma once

#include "common/base/result.h"

#include <QString>
#include <QtGlobal>

#include <memory>

namespace chat121::test {

// How to reach one database.
struct PostgresDatabase {
    QString host; // 127.0.0.1
    int port = 0;
    QString user; // a superuser without password
    QString name;
    QString socket_folder; // instead of `host`, for connections by Unix socket

    // postgres://user@127.0.0.1:port/name
    QString url() const;
};

class PostgresServer {
public:
    // Fails with Unsupported when PostgreSQL is not installed (./dev setup test).
    static Result<std::unique_ptr<PostgresServer>> start();
    ~PostgresServer();
    Q_DISABLE_COPY_MOVE(PostgresServer)

    // A new and empty database; each call another one.
    Result<PostgresDatabase> freshDatabase();

    // As after a power cut: every connection breaks, recovery runs; returns when it is back.
    Result<void> crashAndRestart();

    QString folder() const { return m_folder; }

private:
    PostgresServer() = default;
    Result<void> makeCluster();
    Result<void> launch();
    Result<void> awaitReady() const;

    QString m_folder;
    QString m_user;
    int m_port = 0;
    int m_alive_pipe = -1; // the shell's sign that we still live
    int m_databases = 0;
    int m_starts = 1; // how often the shell shall have started the server
};

} // namespace chat121::test
