// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a language is called. Threads: main.
#pragma once

#include <QLocale>
#include <QString>

namespace chat121::ui {

// As those who speak it call it; in English where this computer has no font for that. Empty: it has no name.
QString languageName(QLocale::Language language);

} // namespace chat121::ui
