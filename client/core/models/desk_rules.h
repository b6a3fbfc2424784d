// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How a department's waiting customers find somebody, when it is open, and what people there tell each other,
// as windows show and change it.
// Plain values; the engine checks them and has them signed.
#pragma once

#include "client/core/models/start.h"

#include <QDate>
#include <QList>
#include <QString>
#include <QStringList>

namespace chat121 {

// Who is offered the next waiting customer.
enum class Routing : quint8 {
    Manual = 1, // nobody: agents pick
    LeastBusy,
    RoundRobin,
    LastAgent, // whom the customer spoke with last
};

// By the department's own clocks. May go over midnight.
struct OpenSpan {
    int begins_min = 0; // of the week: 0 is Monday 00:00; or of a day
    int length_min = 0;

    bool operator==(const OpenSpan &) const = default;
};

// A date on which the week does not count. Several of one date: it is open in each of them.
struct SpecialDay {
    QDate day;
    OpenSpan open{}; // of the day; no length: closed

    bool operator==(const SpecialDay &) const = default;
};

struct DeskRules {
    Routing routing = Routing::Manual;
    int capacity = 0;            // conversations of this department that one agent has; 0: as each says
    int offer_s = 30;            // so long an offer stands
    int silent_s = 0;            // then a silent agent's conversation goes back to the queue; 0: never
    QList<int> alarms_s{};       // rising: so long a customer waits until each alarm
    QString zone{};              // of the IANA data base; empty: it does not say when it is open
    QList<OpenSpan> weekly{};    // in order, none into the next
    QList<SpecialDay> special{}; // in order of their dates
    QString terms{};             // what customers agree to before the first words; empty: nothing is asked
    int terms_version = 0;       // raised when they are signed anew
    QList<StartQuestion> questions{}; // that customers are asked before the first words
    bool is_offered = false;          // customers who were invited to another department may choose it
    QStringList languages{};          // that its customers may expect to be answered in, BCP 47 tags; or none
    bool is_reading_told = true;      // people see how far others have read, unless they choose otherwise
    bool is_typing_told = true;       // and that others write

    bool operator==(const DeskRules &) const = default;
};

} // namespace chat121
