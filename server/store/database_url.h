// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Which database: sqlite:/path/to/file, or postgres://user:password@host:port/name
// (host starting with '/' as ?host=/folder: a Unix socket). And all in which the two differ.
#pragma once

#include "common/base/result.h"

#include <QString>

namespace chat121::store {

enum class Engine : quint8 { Sqlite, Postgres };

struct DatabaseUrl {
    Engine engine = Engine::Sqlite;
    QString path{}; // SQLite: the file
    QString host{}, user{}, password{}, name{};
    int port = 5432;

    // Without the password: for logs and messages.
    QString shown() const;
};

// Malformed, with a sentence for the operator.
Result<DatabaseUrl> parseDatabaseUrl(const QString &url);

// The complete list of differences between the two databases. If it grows, the design is wrong.
struct Dialect {
    QString qt_driver;   // for QSqlDatabase::addDatabase()
    QString begin_write; // starts a transaction that may write at once
    QString begin_read;  // starts a transaction in which every query sees the same state
    QString blob_type;   // replaces {blob} in migrations
    QString all_columns; // a query: table, column and its type, in the order of the schema
};

const Dialect &dialectOf(Engine engine);

} // namespace chat121::store
