// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The folder `shared` beside the repository holds large test data (the official MLS vectors).
// A clone without it still passes its tests, but says what it could not check.
#pragma once

#include <QString>

namespace chat121::test {

struct SharedData {
    QString path;    // empty when there is none
    bool required;   // CHAT121_REQUIRE_SHARED=1: absence is a failure
    QString message; // why the path is empty, for QSKIP or QFAIL
};

// The folder `name` (as "vectors/mls") below $CHAT121_SHARED, or below ../shared.
SharedData sharedData(const QString &name);

} // namespace chat121::test

// Declares `variable`, the path of the folder; skips the test function, or fails it, when absent.
#define CHAT121_SHARED_OR_SKIP(variable, name)                                                               \
    const chat121::test::SharedData variable##_data = chat121::test::sharedData(QStringLiteral(name));       \
    if (variable##_data.path.isEmpty() && variable##_data.required)                                          \
        QFAIL(qPrintable(variable##_data.message));                                                          \
    if (variable##_data.path.isEmpty()) QSKIP(qPrintable(variable##_data.message));                          \
    const QString variable = variable##_data.path
