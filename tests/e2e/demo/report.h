// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the demo prints: chapters, steps as they happen, and a summary. Also keeps latencies.
#pragma once

#include <QList>
#include <QString>

namespace chat121::e2e {

class Report {
public:
    void chapter(const QString &title);
    void say(const QString &line);

    // Prints the step with a mark; a failed step is counted. Gives `is_done` back.
    bool step(const QString &what, bool is_done, const QString &why_not = {});

    void addLatency(double milliseconds) { m_latencies_ms.append(milliseconds); }
    int failures() const { return m_failures; }
    void summary() const;

private:
    int m_steps = 0;
    int m_failures = 0;
    QList<double> m_latencies_ms;
};

} // namespace chat121::e2e
