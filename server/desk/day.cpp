// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/desk/day.h"

#include "server/store/day_rows.h"
#include "server/store/organisation_rows.h"
#include "server/store/running.h"

namespace chat121::desk {

using store::Outcome;
using store::Request;
using store::Verdict;

namespace {

quint32 secondsOf(qint64 milliseconds)
{
    return static_cast<quint32>(qBound<qint64>(0, milliseconds / 1000, std::numeric_limits<quint32>::max()));
}

quint32 countOf(qint64 count)
{
    return static_cast<quint32>(qBound<qint64>(0, count, std::numeric_limits<quint32>::max()));
}

} // namespace

// The clock of who asks may be off: more than a day is never looked through, and less than nothing is
// nothing.
Verdict<Outcome> fetchDay(store::Sql &sql, const Request &request, const protocol::FetchDay &message)
{
    protocol::Day reply;
    reply.request = message.request;
    reply.since = qBound(request.now - limits::kDayLongest, message.since, request.now);
    TRY_ASSIGN(const QList<store::DepartmentRow> departments, store::departments(sql));
    for (const store::DepartmentRow &department : departments) {
        if (!request.caller.serves(department.id)) continue;
        if (reply.departments.items.size() == limits::kDepartmentsMax) break;
        TRY_ASSIGN(const store::DayRow day, store::dayOf(sql, department.id, reply.since));
        reply.departments.items.append({department.id, countOf(day.taken), countOf(day.closed),
                                        countOf(day.waits), secondsOf(day.median_wait_ms),
                                        secondsOf(day.longest_wait_ms)});
    }
    return Outcome{.reply = protocol::encodeFrame(reply)};
}

} // namespace chat121::desk
