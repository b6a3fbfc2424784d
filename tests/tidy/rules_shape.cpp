// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The shape of every file: how long it and its functions are, its licence lines, words that must not
// be in it.
#include "tests/tidy/rules.h"

#include <QRegularExpression>

namespace chat121::tidy {

namespace {

constexpr int kFileLinesMax = 500;
constexpr int kFunctionLinesMax = 60;
constexpr int kLicenceWithinLines = 4; // a script has its interpreter above

struct ForbiddenWord {
    const char *pattern;
    const char *why;
};

// Written so that this file does not contain what it forbids.
constexpr ForbiddenWord kForbiddenWords[] = {
    {"\\b(TO"
     "DO|FIX"
     "ME|X"
     "XX|HA"
     "CK)\\b",
     "do it, or write an issue"},
    {"/(wo"
     "rk|ro"
     "ot)/[a-z]",
     "a path of one machine"},
    {"^(<<<<"
     "<<<|>>>>"
     ">>>) ",
     "an unfinished merge"},
};

bool needsLicence(const SourceFile &file)
{
    static const QRegularExpression pattern(QStringLiteral(
        "\\.(h|cpp|sql|sh|cmake|py|qss|service)$|(^|/)CMakeLists\\.txt$|^dev$|^\\.ci/(run|nightly)$"));
    return pattern.match(file.path).hasMatch();
}

bool isCode(const SourceFile &file)
{
    return needsLicence(file);
}

void checkLicence(const SourceFile &file, Findings &findings)
{
    const QString top = file.text.section(u'\n', 0, kLicenceWithinLines - 1);
    for (const char *line :
         {"SPDX-FileCopyrightText: The Chat Live 121 authors", "SPDX-License-Identifier: GPL-3.0-or-later"})
        if (!top.contains(QLatin1StringView(line)))
            findings.append({file.path, 1, QStringLiteral("lacks the line %1").arg(QLatin1StringView(line))});
}

void checkLengths(const SourceFile &file, Findings &findings)
{
    const qsizetype lines = file.text.count(u'\n');
    if (lines > kFileLinesMax)
        findings.append(
            {file.path, kFileLinesMax, QStringLiteral("%1 lines, at most %2").arg(lines).arg(kFileLinesMax)});
    for (const Function &function : functionsOf(file))
        if (function.lines > kFunctionLinesMax)
            findings.append({file.path, function.line,
                             QStringLiteral("%1: %2 lines, at most %3")
                                 .arg(function.head)
                                 .arg(function.lines)
                                 .arg(kFunctionLinesMax)});
}

void checkWords(const SourceFile &file, Findings &findings)
{
    for (const ForbiddenWord &word : kForbiddenWords) {
        const QRegularExpression pattern(QString::fromLatin1(word.pattern),
                                         QRegularExpression::MultilineOption);
        for (auto matches = pattern.globalMatch(file.text); matches.hasNext();) {
            const auto match = matches.next();
            findings.append(
                {file.path, lineAt(file.text, match.capturedStart()),
                 QStringLiteral("%1: %2").arg(match.captured().trimmed(), QString::fromLatin1(word.why))});
        }
    }
}

} // namespace

Findings checkShape(const Tree &tree)
{
    Findings findings;
    for (const SourceFile &file : tree) {
        if (needsLicence(file)) checkLicence(file, findings);
        if (isCode(file)) checkLengths(file, findings);
        checkWords(file, findings);
    }
    return findings;
}

} // namespace chat121::tidy
