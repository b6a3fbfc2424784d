// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/bench/report.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cstdio>

using namespace Qt::StringLiterals;

namespace chat121::bench {

namespace {

// The quotient as the row's goal has it.
double figure(const Row &row, double quotient)
{
    return row.better == Better::Higher ? 1 / quotient : quotient;
}

// The figures of the rounds at both ends.
std::pair<double, double> spread(const Row &row)
{
    const double one = figure(row, row.measured->lowest);
    const double other = figure(row, row.measured->highest);
    return {std::min(one, other), std::max(one, other)};
}

bool isMet(const Row &row)
{
    if (!row.goal || !row.measured) return true;
    const double value = figure(row, row.measured->quotient);
    return row.better == Better::Higher ? value >= *row.goal : value <= *row.goal;
}

const char *verdict(const Row &row)
{
    if (!row.goal) return "";
    return isMet(row) ? "met" : "NOT MET";
}

void printTable(const QList<Row> &rows)
{
    std::printf("%-42s %7s %7s %-14s %-15s %9s %9s\n", "work", "goal", "figure", "", "rounds", "ours us",
                "other us");
    for (const Row &row : rows) {
        QByteArray goal = row.better == Better::Higher ? ">= " : "<= ";
        goal = row.goal ? goal + QByteArray::number(*row.goal, 'f', 2) : "-";
        std::printf("%-42s %7s ", row.work.constData(), goal.constData());
        if (!row.measured) {
            std::printf("%7s libolm-dev was not there when the build was configured\n", "-");
            continue;
        }
        const Comparison &measured = *row.measured;
        const auto [low, high] = spread(row);
        std::printf("%7.2f %-14s %5.2f ... %5.2f %9.1f %9.1f  %s\n", figure(row, measured.quotient),
                    row.unit.constData(), low, high, measured.ours_us, measured.other_us, verdict(row));
    }
}

QJsonObject toJson(const Row &row)
{
    QJsonObject object{{u"work"_s, QString::fromLatin1(row.work)}};
    if (row.goal) object[u"goal"_s] = *row.goal;
    if (!row.measured) return object;
    const auto [low, high] = spread(row);
    object[u"figure"_s] = figure(row, row.measured->quotient);
    object[u"lowest"_s] = low;
    object[u"highest"_s] = high;
    object[u"ours_us"_s] = row.measured->ours_us;
    object[u"other_us"_s] = row.measured->other_us;
    object[u"verdict"_s] = QString::fromLatin1(verdict(row));
    return object;
}

void printJson(const QList<Row> &rows, int rounds)
{
    QJsonArray array;
    for (const Row &row : rows)
        array.append(toJson(row));
    const QJsonObject object{{u"bench"_s, u"mls"_s}, {u"rounds"_s, rounds}, {u"rows"_s, array}};
    std::printf("%s\n", QJsonDocument(object).toJson(QJsonDocument::Compact).constData());
}

} // namespace

void print(const QList<Row> &rows, int rounds)
{
    printTable(rows);
    printJson(rows, rounds);
}

bool areMet(const QList<Row> &rows)
{
    return std::all_of(rows.cbegin(), rows.cend(), isMet);
}

} // namespace chat121::bench
