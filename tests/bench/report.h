// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The figures of a benchmark beside their goals: a table for people, and one line of JSON. Threads: the
// caller's.
#pragma once

#include "tests/bench/rounds.h"

#include <QByteArray>
#include <QList>

#include <optional>

namespace chat121::bench {

// A figure rises or falls with what is better.
enum class Better { Higher, Lower };

struct Row {
    QByteArray name; // of the command line
    QByteArray work;
    QByteArray unit; // of the figure
    Better better = Better::Lower;
    std::optional<double> goal;         // nothing: for information
    std::optional<Comparison> measured; // nothing: could not be measured here
};

void print(const QList<Row> &rows, int rounds);

// No row has missed its goal. A row that could not be measured here has not.
bool areMet(const QList<Row> &rows);

} // namespace chat121::bench
