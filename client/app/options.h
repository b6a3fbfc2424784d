// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a person may choose when the program starts. A pure function of the command line.
#pragma once

#include "client/ui/theme/theme.h"
#include "common/base/result.h"

#include <QStringList>

namespace chat121::app {

struct Options {
    QString profile;  // a folder; empty: the person's own
    QString language; // a BCP 47 tag; empty: the system's
    ui::Scheme scheme = ui::Scheme::System;
    QString invitation;   // a link or a file to open
    bool is_demo = false; // a server and a customer of one's own, in a temporary folder
    QString text;         // not empty: print it and end
};

// `arguments` includes the program's name. The error's detail is one sentence for the person.
// REQUIRES: a QCoreApplication exists; its name and version are told by the help.
Result<Options> readOptions(const QStringList &arguments);

} // namespace chat121::app
