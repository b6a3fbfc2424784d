// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What somebody who answers for departments sees of them: from what the server knows anyway, and never from
// what is said. Values; any thread.
#pragma once

#include "client/core/models/desk_facts.h"

#include <QList>
#include <QMetaType>

#include <chrono>
#include <optional>

namespace chat121 {

// Since the day began. The waits are of who waited live and was taken.
struct DepartmentDay {
    int taken = 0;
    int closed = 0;
    int waits = 0; // 0: the next two say nothing
    std::chrono::seconds median_wait{0};
    std::chrono::seconds longest_wait{0};

    bool operator==(const DepartmentDay &) const = default;
};

struct DepartmentOverview {
    DepartmentId id{};
    QString name;
    QList<UnixTime> waiting{};          // live, since when; who waits longest is the first
    QList<int> alarms_s{};              // rising: so long one waits until each alarm
    int offered = 0;                    // of those who wait
    int messages = 0;                   // left, and taken by nobody
    int taken = 0;                      // conversations that somebody has
    int handed = 0;                     // of those, a colleague is asked to go on with
    int on_duty = 0;                    // people who serve it: available or busy, and connected
    int load = 0;                       // theirs, of all their departments
    int capacity = 0;                   // likewise
    std::optional<DepartmentDay> day{}; // nothing: the server has not said yet

    bool operator==(const DepartmentOverview &) const = default;
};

struct DeskOverview {
    QList<DepartmentOverview> departments{}; // by name
    QList<Colleague> people{};               // of these departments, the reader too; by name

    bool operator==(const DeskOverview &) const = default;
};

// How many have waited for at least so long.
qsizetype waitingFor(const DepartmentOverview &department, std::chrono::seconds span, UnixTime now);

} // namespace chat121

Q_DECLARE_METATYPE(chat121::DeskOverview)
