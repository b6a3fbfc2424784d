// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Brings the tables to this program's version. Each migration is one transaction, so an interrupted
// upgrade goes on where it stopped. A database of a newer program is refused before anything is read.
//
// Threads: the one of `sql`, before anybody else works with the database.
#pragma once

#include "server/store/sql.h"

#include <QList>

namespace chat121::store {

struct Migration {
    int number = 0;
    QString name{};
    QString text{}; // SQL with {blob}
};

// The compiled-in ones, by rising number.
QList<Migration> compiledMigrations();

// Unsupported for a newer database; Storage when a statement fails (nothing of its file stays).
Result<void> migrate(Sql &sql, const QList<Migration> &migrations, UnixTime now);

// The statements of a file: comments removed, {blob} replaced.
QStringList statementsOf(const QString &text, const Dialect &dialect);

} // namespace chat121::store
