// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What everybody in an office has sealed, over all kills and starts, against what reached the server.
//
// Ownership: borrows the office. Threads: the caller's.
#pragma once

#include "tests/e2e/support/office.h"

namespace chat121::e2e {

class Sealings {
public:
    explicit Sealings(const Office &office)
        : m_office(office)
    {
    }

    // From now on every program that is started notes what it seals. A release build cannot.
    void areNoted();

    // What is wrong; empty when nothing is. Prints the figures.
    QString faults() const;

private:
    QString file() const { return m_office.folder(QStringLiteral("sealings")); }

    const Office &m_office;
};

} // namespace chat121::e2e
