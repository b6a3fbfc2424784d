// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Times at which people send something later, by the clock on their wall. Threads: main.
#pragma once

#include <QDateTime>
#include <QList>
#include <QString>

namespace chat121::ui {

struct LaterTime {
    QString name;
    QDateTime at;
};

// All of them after `now`, the nearest first.
QList<LaterTime> laterTimes(const QDateTime &now);

// As people read it, with the date.
QString laterText(const QDateTime &at);

} // namespace chat121::ui
