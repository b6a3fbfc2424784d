// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The command line of chat121-bot: a pure function from arguments and environment to Options.
#pragma once

#include "common/base/result.h"

#include <QProcessEnvironment>
#include <QStringList>

namespace chat121::bot {

struct Options {
    QString profile;    // folder
    QString passphrase; // for machines without a key store
    bool auto_read = false;
    QString help; // not empty: print it, exit 0
};

// `arguments` includes the program's name. The error's detail is text for the caller.
Result<Options> parseOptions(const QStringList &arguments, const QProcessEnvironment &environment);

} // namespace chat121::bot
