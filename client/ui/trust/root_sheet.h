// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The organisation's key on paper: what the sheet says, and what a typed line of it is. Threads: main.
#pragma once

#include <QString>
#include <QStringList>

namespace chat121::ui {

// Plain text; also what is printed (history/words_sheet.h). It names both ways that it opens, for whoever
// finds it: `link` leads the way back to the server; empty: nothing is known of it.
QString rootSheet(const QStringList &lines, const QString &organisation, const QString &link);

// "ACME.chat121-root", of the letters that every file system takes.
QString rootFileName(const QString &organisation);

// With its number in front, which people may have typed or not.
QString typedRootLine(int number, const QString &typed);

} // namespace chat121::ui
