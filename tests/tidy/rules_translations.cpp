// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Translation files: nothing unfinished, nothing empty, nothing left over.
#include "tests/tidy/rules.h"

#include <QRegularExpression>

namespace chat121::tidy {

Findings checkTranslations(const Tree &tree)
{
    static const QRegularExpression open(
        QStringLiteral("type=\"(unfinished|vanished|obsolete)\"|<translation></translation>|<translation/>"));
    Findings findings;
    for (const SourceFile &file : tree) {
        if (!file.isBelow(QStringLiteral("translations")) || !file.path.endsWith(QStringLiteral(".ts")))
            continue;
        for (auto matches = open.globalMatch(file.text); matches.hasNext();) {
            const auto match = matches.next();
            findings.append({file.path, lineAt(file.text, match.capturedStart()),
                             QStringLiteral("%1: finish the translation").arg(match.captured())});
        }
    }
    return findings;
}

} // namespace chat121::tidy
