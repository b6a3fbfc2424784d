// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Texts of others, made safe for a file: no lone surrogates, no controls that a reader would obey.
//
// Threads: any. Sources: RFC 3629 (no surrogates in UTF-8), RFC 3339 (times).
#pragma once

#include "common/base/clock.h"

#include <QString>
#include <QTimeZone>

namespace chat121::transcript {

// What UTF-8 cannot carry becomes U+FFFD; everything else stays.
QString wellFormed(const QString &text);

// The same, with line feeds as the only breaks; other controls become U+FFFD, tabs stay.
QString readable(const QString &text);

// One line without controls and without marks that turn the direction of what follows.
QString oneLine(const QString &name);

QString utc(UnixTime time);                          // 2026-11-23T10:00:00.123Z
QString local(UnixTime time, const QTimeZone &zone); // 2026-11-23 11:00:00 +01:00

} // namespace chat121::transcript
