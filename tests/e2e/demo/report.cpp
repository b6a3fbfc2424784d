// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/e2e/demo/report.h"

#include <algorithm>
#include <cstdio>

namespace chat121::e2e {

namespace {

void print(const QString &line)
{
    std::fputs(qPrintable(line + QLatin1Char('\n')), stdout);
    std::fflush(stdout);
}

} // namespace

void Report::chapter(const QString &title)
{
    print(QStringLiteral("\n== %1").arg(title));
}

void Report::say(const QString &line)
{
    print(QStringLiteral("     %1").arg(line));
}

bool Report::step(const QString &what, bool is_done, const QString &why_not)
{
    ++m_steps;
    if (!is_done) ++m_failures;
    print(QStringLiteral("  %1 %2%3")
              .arg(is_done ? QStringLiteral("ok  ") : QStringLiteral("FAIL"), what,
                   is_done || why_not.isEmpty() ? QString() : QStringLiteral(": ") + why_not));
    return is_done;
}

void Report::summary() const
{
    print(QStringLiteral("\n== Summary"));
    if (!m_latencies_ms.isEmpty()) {
        QList<double> sorted = m_latencies_ms;
        std::sort(sorted.begin(), sorted.end());
        const auto at = [&sorted](double share) {
            return sorted.at(
                qMin(sorted.size() - 1, static_cast<qsizetype>(share * static_cast<double>(sorted.size()))));
        };
        print(QStringLiteral(
            "  from Enter to the bubble on the other screen, as the test sees it (it looks every 5 ms):"));
        print(QStringLiteral("  median %1 ms, p95 %2 ms, %3 messages")
                  .arg(at(0.5), 0, 'f', 1)
                  .arg(at(0.95), 0, 'f', 1)
                  .arg(sorted.size()));
    }
    print(QStringLiteral("  %1 steps, %2 failed").arg(m_steps).arg(m_failures));
}

} // namespace chat121::e2e
