// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a customer offers about themselves, in words: for the customer before and while it is offered, and for
// whoever answers. Threads: main.
#pragma once

#include "client/core/models/start.h"
#include "common/base/clock.h"

#include <QLocale>

namespace chat121::ui {

bool isLanguageTag(const QString &text);   // that a signed document has room for
QString languageWords(const QString &tag); // "German (de-AT)", in the reader's language where Qt knows it
// By the clocks of that zone, "03:12 (Europe/Vienna)"; only the zone where this computer does not know it.
QString localTimeWords(const QString &zone, UnixTime now, const QLocale &locale);
// By the reader's clocks: "tomorrow at 9:00"; it follows "opens" and "They are back".
QString openingWords(UnixTime at, UnixTime now, const QLocale &locale);
QString contextWords(const CustomerContext &context, UnixTime now, const QLocale &locale); // all of it

} // namespace chat121::ui
