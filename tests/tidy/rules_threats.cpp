// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The table of attacks in tests/e2e/hostile/README.md: every attack that counts has a row, and every
// `tst_file::function` that a row names is there to be run.
#include "tests/tidy/rules.h"

#include <QRegularExpression>
#include <QSet>

namespace chat121::tidy {

namespace {

const QString kTable = QStringLiteral("tests/e2e/hostile/README.md");

constexpr auto kAttacks =
    "A1 A2 A3 A4 A5 A6 A7 A8 A9 A10 B1 B2 B3 B4 B5 B6 B7 C1 C2 C3 C5 C6 C8 D1 D3 D4 D5 D6 D7 "
    "E1 E2 E3 E4 E5 E6 E7 E8 E9 E10 E11 E12 E13 E14 E15 E16 E17 F7 F8";

bool isThere(const Tree &tree, const QString &test, const QString &function)
{
    const QString name = u'/' + test + QStringLiteral(".cpp");
    const QRegularExpression slot(QStringLiteral("\\bvoid %1\\(\\)").arg(function));
    return std::any_of(tree.cbegin(), tree.cend(), [&](const SourceFile &file) {
        return file.isBelow(QStringLiteral("tests")) && file.path.endsWith(name) &&
               slot.match(file.code).hasMatch();
    });
}

} // namespace

Findings checkThreats(const Tree &tree)
{
    static const QRegularExpression row(QStringLiteral("^\\| ([A-F]\\d+) \\|"),
                                        QRegularExpression::MultilineOption);
    static const QRegularExpression named(QStringLiteral("`(tst_\\w+)::(\\w+)`"));
    const SourceFile *table = find(tree, kTable);
    if (table == nullptr) return {};
    Findings findings;
    QSet<QString> rows;
    for (auto matches = row.globalMatch(table->text); matches.hasNext();)
        rows.insert(matches.next().captured(1));
    for (const QString &attack : QString::fromLatin1(kAttacks).split(u' '))
        if (!rows.contains(attack))
            findings.append({kTable, 1, QStringLiteral("attack %1 has no row").arg(attack)});
    for (auto matches = named.globalMatch(table->text); matches.hasNext();) {
        const auto match = matches.next();
        if (isThere(tree, match.captured(1), match.captured(2))) continue;
        findings.append({kTable, lineAt(table->text, match.capturedStart()),
                         QStringLiteral("there is no %1").arg(match.captured())});
    }
    return findings;
}

} // namespace chat121::tidy
