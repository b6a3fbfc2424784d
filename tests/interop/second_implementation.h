// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Installs the independent MLS implementation (ts-mls, from npm, versions and hashes pinned by
// package-lock.json) into the build folder, once; npm's cache stays there too, so that a second
// installation needs no network. CHAT121_NODE names another interpreter than `node`. Several test programs
// may ask at the same time.
#pragma once

#include <QString>
#include <QStringList>

namespace chat121::interop {

struct SecondImplementation {
    QString node;       // the interpreter; empty when there is nothing to run
    QStringList before; // its options, then ts_peer.mjs
    bool required;      // CHAT121_REQUIRE_SHARED=1: absence is a failure
    QString message;    // why there is nothing to run, for QSKIP or QFAIL
};

SecondImplementation secondImplementation();

} // namespace chat121::interop

// Declares `variable`; skips the test function, or fails it, when there is no second implementation.
#define CHAT121_SECOND_OR_SKIP(variable)                                                                     \
    const chat121::interop::SecondImplementation variable = chat121::interop::secondImplementation();        \
    if (variable.node.isEmpty() && variable.required) QFAIL(qPrintable(variable.message));                   \
    if (variable.node.isEmpty()) QSKIP(qPrintable(variable.message))
