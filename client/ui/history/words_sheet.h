// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Recovery words on paper or in a file: what the sheet says, printing it, saving it. Threads: main.
#pragma once

#include <QString>
#include <QStringList>

class QWidget;

namespace chat121::ui {

// Plain text, numbered; also what is printed. `organisation` may be empty.
QString wordsSheet(const QStringList &words, const QString &organisation);

// Asks for a printer. False: the person changed their mind, or it could not be printed.
bool printSheet(const QString &sheet, QWidget *parent);

// Only its owner can read the file. False when it could not be written.
bool saveSheet(const QString &sheet, const QString &path);

} // namespace chat121::ui
