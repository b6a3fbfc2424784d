// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What can be seen from outside after the talk: the server's rows, and no sentence of it anywhere.
#pragma once

#include "tests/e2e/demo/report.h"

#include <QStringList>

namespace chat121::e2e {

// Prints what the server keeps of every envelope: ids, kind, size and the first bytes.
bool printStoredRows(Report &report, const QString &data_directory);

// Looks for each sentence below `folders`, and for a planted one as a control.
bool searchForSentences(Report &report, const QStringList &folders, const QStringList &sentences,
                        const QString &scratch);

} // namespace chat121::e2e
