// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The language of the program: our translations and those of Qt's own dialogs.
#pragma once

#include <QString>

namespace chat121::app {

bool isLanguage(const QString &tag);

// `tag` is a BCP 47 tag; empty: the system's language. Numbers and dates follow it.
// REQUIRES: a QCoreApplication exists. What it installs goes with that application.
void speak(const QString &tag);

} // namespace chat121::app
