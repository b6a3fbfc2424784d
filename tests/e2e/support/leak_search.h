// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Looks for sentences where none may be: in files, in every form that a program might write them.
#pragma once

#include <QByteArray>
#include <QStringList>

namespace chat121::e2e {

struct Leak {
    QString file;
    QString sentence;
    QString form; // "UTF-8", "UTF-16LE", "base64 at offset 1", ...
};

// The forms of `sentence` that are looked for: UTF-8, UTF-16 of both orders, hex of both cases, and
// base64 (both alphabets) at each of the three offsets that it can have in a longer text.
QList<std::pair<QString, QByteArray>> formsOf(const QString &sentence);

// Every file below `folders`, read as bytes. A folder that is not there is told like a leak.
QList<Leak> searchFolders(const QStringList &folders, const QStringList &sentences);

} // namespace chat121::e2e
