// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Damages what programs keep on disk, while they do not run. False: it was not possible.
//
// Threads: any one.
#pragma once

#include <QString>

namespace chat121::e2e {

// A database: the middle of every page but the first. A small file: its first bytes.
bool damageFile(const QString &path);

// Flips one bit in the middle of what the server keeps of a message. `conversation`: hexadecimal.
bool damageEnvelope(const QString &server_folder, const QString &conversation, qint64 sequence);

// Makes `to` the same as `from`, whose files have no folders among them.
bool copyFolder(const QString &from, const QString &to);

} // namespace chat121::e2e
