// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/identity/opening_hours.h"

#include <QDateTime>
#include <QTimeZone>

#include <algorithm>

namespace chat121::identity {

namespace {

constexpr qint64 kMinuteMs = 60'000;
constexpr qint64 kDayMs = 24 * 60 * kMinuteMs;
constexpr qint64 kLatestMs = (qint64(limits::kHolidayDayMax) + 1) * kDayMs;

// What the clock on the wall says.
struct Wall {
    qint64 day = 0; // since 1970-01-01
    qint64 ms = 0;  // of the day
};

// Of one day.
struct Span {
    qint64 begins_ms = 0;
    qint64 ends_ms = 0; // may be in the next day
};

class Calendar {
public:
    Calendar(const OpeningHours &hours, QTimeZone zone)
        : m_hours(hours)
        , m_zone(std::move(zone))
    {
    }

    Wall wallAt(UnixTime at) const;
    bool isOpen(UnixTime at) const;
    // Where it may open on that date, in order.
    QList<UnixTime> openingsOn(qint64 day) const;

private:
    qint64 offsetMs(qint64 utc_ms) const;
    bool isHoliday(qint64 day) const;
    QList<Span> spansOn(qint64 day) const;

    const OpeningHours &m_hours;
    QTimeZone m_zone;
};

QDateTime utc(qint64 ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC);
}

qint64 Calendar::offsetMs(qint64 utc_ms) const
{
    return qint64(m_zone.offsetFromUtc(utc(utc_ms))) * 1000;
}

Wall Calendar::wallAt(UnixTime at) const
{
    const qint64 wall = at.ms + offsetMs(at.ms);
    const qint64 day = wall >= 0 ? wall / kDayMs : (wall - kDayMs + 1) / kDayMs;
    return {day, wall - day * kDayMs};
}

bool Calendar::isHoliday(qint64 day) const
{
    return std::ranges::any_of(m_hours.holidays.items, [day](const Holiday &one) { return one.day == day; });
}

QList<Span> Calendar::spansOn(qint64 day) const
{
    QList<Span> spans;
    const auto add = [&spans](int begins_min, int length_min) {
        spans.append({begins_min * kMinuteMs, (begins_min + length_min) * kMinuteMs});
    };
    if (isHoliday(day)) {
        for (const Holiday &one : m_hours.holidays.items)
            if (one.day == day && one.length_min > 0) add(one.begins_min, one.length_min);
        return spans;
    }
    constexpr int kDayMinutes = 24 * 60;
    const qint64 weekday = ((day + 3) % 7 + 7) % 7; // 1970-01-01 was a Thursday
    for (const WeeklySpan &span : m_hours.weekly.items)
        if (span.begins_min / kDayMinutes == weekday) add(span.begins_min % kDayMinutes, span.length_min);
    return spans;
}

bool Calendar::isOpen(UnixTime at) const
{
    const Wall wall = wallAt(at);
    const auto covers = [](const QList<Span> &spans, qint64 ms) {
        return std::ranges::any_of(
            spans, [ms](const Span &span) { return span.begins_ms <= ms && ms < span.ends_ms; });
    };
    if (covers(spansOn(wall.day), wall.ms)) return true;
    return !isHoliday(wall.day) && covers(spansOn(wall.day - 1), wall.ms + kDayMs);
}

// Where a span begins, at each of the moments when the wall shows so; and where the clock is set: a span may
// have begun within what was left out, or come again.
QList<UnixTime> Calendar::openingsOn(qint64 day) const
{
    QList<UnixTime> moments;
    const qint64 begins = day * kDayMs;
    const qint64 offset_before = offsetMs(begins - kDayMs), offset_after = offsetMs(begins + 2 * kDayMs);
    const auto add = [&](qint64 wall_ms) {
        for (const qint64 offset : {offset_before, offset_after}) {
            const UnixTime moment{begins + wall_ms - offset};
            const Wall wall = wallAt(moment);
            if (wall.day == day && wall.ms == wall_ms && !moments.contains(moment)) moments.append(moment);
        }
    };
    for (const Span &span : spansOn(day))
        add(span.begins_ms);
    if (offset_before != offset_after) {
        const auto set = m_zone.transitions(utc(begins - kDayMs), utc(begins + 2 * kDayMs));
        for (const QTimeZone::OffsetData &one : set) {
            const UnixTime moment{one.atUtc.toMSecsSinceEpoch()};
            if (wallAt(moment).day == day) moments.append(moment);
        }
    }
    std::ranges::sort(moments);
    return moments;
}

Result<Calendar> calendarOf(const OpeningHours &hours, UnixTime at)
{
    if (at.ms < 0 || at.ms > kLatestMs)
        return Error{Code::Malformed, QStringLiteral("a moment that no calendar has")};
    const QByteArray id = hours.zone.text.toLatin1();
    if (!QTimeZone::isTimeZoneIdAvailable(id))
        return Error{Code::Unsupported, QStringLiteral("a time zone that this computer does not know")};
    return Calendar(hours, QTimeZone(id));
}

} // namespace

Result<bool> isOpen(const OpeningHours &hours, UnixTime at)
{
    if (!hours.isSaid()) return true;
    TRY_ASSIGN(const Calendar calendar, calendarOf(hours, at));
    return calendar.isOpen(at);
}

Result<std::optional<UnixTime>> nextOpening(const OpeningHours &hours, UnixTime from)
{
    if (!hours.isSaid()) return std::optional(from);
    TRY_ASSIGN(const Calendar calendar, calendarOf(hours, from));
    if (calendar.isOpen(from)) return std::optional(from);
    const qint64 today = calendar.wallAt(from).day;
    // From yesterday on: where the clock is set back over midnight, a date comes again.
    for (qint64 day = today - 1; day <= today + limits::kOpeningLookAheadDays; ++day) {
        for (const UnixTime moment : calendar.openingsOn(day))
            if (moment > from && calendar.isOpen(moment)) return std::optional(moment);
    }
    return std::optional<UnixTime>();
}

} // namespace chat121::identity
