// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The time, passed in wherever it is needed so that tests can set it.
//
// Two clocks with two purposes: `now()` is the calendar (may jump; for what people read and for
// expiry), `steady()` only rises (for timeouts and rates).
#pragma once

#include <QMetaType>
#include <QtGlobal>

#include <chrono>
#include <compare>

namespace chat121 {

// Milliseconds since 1970-01-01 UTC.
struct UnixTime {
    qint64 ms = 0;

    auto operator<=>(const UnixTime &) const = default;
    friend UnixTime operator+(UnixTime time, std::chrono::milliseconds span)
    {
        return {time.ms + span.count()};
    }
    friend UnixTime operator-(UnixTime time, std::chrono::milliseconds span)
    {
        return {time.ms - span.count()};
    }
    friend std::chrono::milliseconds operator-(UnixTime a, UnixTime b)
    {
        return std::chrono::milliseconds(a.ms - b.ms);
    }
};

class Clock {
public:
    virtual ~Clock() = default;
    virtual UnixTime now() const = 0;
    virtual std::chrono::milliseconds steady() const = 0;
};

// Threads: any.
class SystemClock final : public Clock {
public:
    UnixTime now() const override;
    std::chrono::milliseconds steady() const override;
};

} // namespace chat121
