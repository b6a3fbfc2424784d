// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Two ways of doing the same work, measured against each other: in every round both take turns, so that
// what else the machine does meets both alike. What counts is the ratio of their processor times; the
// figure is the median over the rounds. Threads: the caller's.
#pragma once

#include <functional>

namespace chat121::bench {

// One way. `prepare` is not timed, and may be empty.
struct Way {
    std::function<void()> run;
    std::function<void()> prepare = {};
};

struct Effort {
    int rounds = 11; // at least 7
    int turns = 20;  // of each way, in one round
    int repeats = 1; // of the work, in one turn
};

struct Comparison {
    double ours_us = 0; // medians, for the work done once
    double other_us = 0;
    double quotient = 0; // ours / other: the median over the rounds, ...
    double lowest = 0;   // ... and the rounds at both ends
    double highest = 0;
};

Comparison compare(const Way &ours, const Way &other, const Effort &effort);

} // namespace chat121::bench
