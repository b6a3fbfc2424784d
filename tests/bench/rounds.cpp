// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/bench/rounds.h"

#include <algorithm>
#include <ctime>
#include <vector>

namespace chat121::bench {

namespace {

// The time of this thread on a processor, in microseconds: what others do meanwhile is not counted.
double processorTime()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e6 + static_cast<double>(time.tv_nsec) / 1e3;
}

// One turn: the repeats of the work. With something to prepare, each is timed alone.
double timeTurn(const Way &way, int repeats)
{
    double sum = 0;
    if (way.prepare) {
        for (int i = 0; i < repeats; ++i) {
            way.prepare();
            const double start = processorTime();
            way.run();
            sum += processorTime() - start;
        }
        return sum;
    }
    const double start = processorTime();
    for (int i = 0; i < repeats; ++i)
        way.run();
    return processorTime() - start;
}

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

} // namespace

Comparison compare(const Way &ours, const Way &other, const Effort &effort)
{
    timeTurn(ours, 1); // the first time fills the processor's caches
    timeTurn(other, 1);
    std::vector<double> ours_us, other_us, quotients;
    for (int round = 0; round < effort.rounds; ++round) {
        double sum_ours = 0;
        double sum_other = 0;
        for (int turn = 0; turn < effort.turns; ++turn) {
            sum_ours += timeTurn(ours, effort.repeats);
            sum_other += timeTurn(other, effort.repeats);
        }
        const double count = effort.turns * effort.repeats;
        ours_us.push_back(sum_ours / count);
        other_us.push_back(sum_other / count);
        quotients.push_back(sum_ours / sum_other);
    }
    const auto [lowest, highest] = std::minmax_element(quotients.begin(), quotients.end());
    return {median(ours_us), median(other_us), median(quotients), *lowest, *highest};
}

} // namespace chat121::bench
