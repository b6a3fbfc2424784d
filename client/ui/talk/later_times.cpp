// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/talk/later_times.h"

#include <QCoreApplication>
#include <QLocale>

namespace chat121::ui {

namespace {

struct LaterTimes {
    Q_DECLARE_TR_FUNCTIONS(LaterTimes)
};

const QTime kMorning(9, 0);
const QTime kEvening(18, 0);
constexpr qint64 kHourSeconds = 3600;

} // namespace

QList<LaterTime> laterTimes(const QDateTime &now)
{
    const QDateTime in_an_hour = now.addSecs(kHourSeconds);
    const QDateTime evening(now.date(), kEvening);
    const QDate tomorrow = now.date().addDays(1);
    const QDate monday = now.date().addDays(Qt::Sunday - now.date().dayOfWeek() + 1);
    QList<LaterTime> times{{LaterTimes::tr("In an hour"), in_an_hour}};
    if (in_an_hour < evening) times.append({LaterTimes::tr("This evening"), evening});
    times.append({LaterTimes::tr("Tomorrow morning"), QDateTime(tomorrow, kMorning)});
    if (monday != tomorrow) times.append({LaterTimes::tr("Monday morning"), QDateTime(monday, kMorning)});
    return times;
}

QString laterText(const QDateTime &at)
{
    const QLocale locale;
    //: A date, and a time of that day
    return LaterTimes::tr("%1, %2").arg(locale.toString(at.date(), QLocale::ShortFormat),
                                        locale.toString(at.time(), QLocale::ShortFormat));
}

} // namespace chat121::ui
