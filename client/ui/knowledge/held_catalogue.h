// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What each table and column of the server is, in words for the people whom it is about. The names
// are those of the server's schema; a test fails when one of them is not described here, or when
// something is described that is not there (tests/client/ui/knowledge).
#pragma once

#include "client/core/workspace.h"

#include <QLocale>

#include <optional>

namespace chat121::ui {

struct HeldTableWords {
    QString title;
    QString sentence; // what it is for
};

struct HeldColumnWords {
    QString title;
    QString value; // of the cell
};

// A table that this program does not know yet keeps its own name.
HeldTableWords wordsOf(const QString &table);

// The same for a column.
HeldColumnWords wordsOf(const QString &table, const QString &column, const HeldCell &cell,
                        const QLocale &locale);

// "table" and "table.column", as described: for the test that compares them with the schema.
QStringList describedColumns();
QStringList describedTables();

} // namespace chat121::ui
