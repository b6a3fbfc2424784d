// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The opening hours of a day as people write them: "9:00 – 12:30, 14 – 18:00". Nothing: closed.
//
// Times are read as the locale writes them, and in 24 hours everywhere. What ends before it begins goes over
// midnight. Pure functions; threads: any.
#pragma once

#include "client/core/models/desk_rules.h"

#include <QLocale>

namespace chat121::ui {

struct ReadHours {
    enum class Fault : quint8 {
        None,
        NotHours, // something that is no "from – to"
        NoLength, // it would close as it opens
        Overlap,
    };

    Fault fault = Fault::None;
    QList<OpenSpan> spans{}; // of the day, in order; without a fault
};

ReadHours readHours(const QString &text, const QLocale &locale);

// Reads as the same spans: of less than a day, or a whole one from midnight on.
QString hoursText(const QList<OpenSpan> &spans, const QLocale &locale);

} // namespace chat121::ui
