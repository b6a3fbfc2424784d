// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What stands in the server's SQLite file, read beside the running server.
//
// Threads: any one.
#pragma once

#include <QSet>
#include <QString>

namespace chat121::e2e {

// The one database below a folder; empty if there is none.
QString databaseIn(const QString &folder);

// How many envelopes a conversation (hexadecimal) has.
qint64 envelopesOf(const QString &server_folder, const QString &conversation);

// The last 16 bytes of everything sealed that lies in a log: the tags of messages and commits, and of
// openings and welcomes.
QSet<QByteArray> storedTags(const QString &server_folder);

// How many entries all archives have together.
qint64 archiveEntriesOf(const QString &server_folder);

// The first number that a query gives; -1 if there is none.
qint64 numberFrom(const QString &server_folder, const QString &sql);

// The files of the database, as a backup has them; the server's keys stay. REQUIRES: it does not run
bool copyDatabase(const QString &from, const QString &to);
// The same, and each log gets another incarnation, as a restore does it.
bool restoreDatabase(const QString &backup, const QString &server_folder);

} // namespace chat121::e2e
