// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What stands in the server's SQLite file, read beside the running server.
//
// Threads: any one.
#pragma once

#include <QString>

namespace chat121::e2e {

// The one database below a folder; empty if there is none.
QString databaseIn(const QString &folder);

// How many envelopes a conversation (hexadecimal) has.
qint64 envelopesOf(const QString &server_folder, const QString &conversation);

} // namespace chat121::e2e
