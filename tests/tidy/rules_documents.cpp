// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What documents point to is there: every test that they name, and every source or document that they link.
// Each row of the tables of SECURITY.md names what shows it: a test, a program that tests, or their folder.
#include "tests/tidy/rules.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

namespace chat121::tidy {

namespace {

const QString kExample = QStringLiteral("tst_x"); // CONTRIBUTING.md: how a test is added
const QString kSecurity = QStringLiteral("SECURITY.md");
const QStringList kLinked{QStringLiteral("md"), QStringLiteral("h"), QStringLiteral("cpp")};

// `name` may be the beginning of several: tst_insider*.
bool isTest(const Tree &tree, const QString &name, bool is_beginning)
{
    const QString wanted = u'/' + name + (is_beginning ? QString() : QStringLiteral(".cpp"));
    return std::any_of(tree.cbegin(), tree.cend(), [&](const SourceFile &file) {
        return file.isBelow(QStringLiteral("tests")) && file.path.contains(wanted);
    });
}

Findings testsIn(const Tree &tree, const SourceFile &document)
{
    static const QRegularExpression named(QStringLiteral("\\b(tst_[a-z0-9_]+)(\\*?)"));
    Findings findings;
    for (auto matches = named.globalMatch(document.text); matches.hasNext();) {
        const auto match = matches.next();
        const QString name = match.captured(1);
        if (name == kExample || isTest(tree, name, !match.captured(2).isEmpty())) continue;
        findings.append({document.path, lineAt(document.text, match.capturedStart()),
                         QStringLiteral("there is no %1").arg(name)});
    }
    return findings;
}

Findings linksIn(const Tree &tree, const SourceFile &document)
{
    static const QRegularExpression link(QStringLiteral("\\]\\(([^():#\\s]+)\\)"));
    const QString folder = QFileInfo(document.path).path();
    Findings findings;
    for (auto matches = link.globalMatch(document.text); matches.hasNext();) {
        const auto match = matches.next();
        const QString path = QDir::cleanPath(folder + u'/' + match.captured(1));
        if (!kLinked.contains(QFileInfo(path).suffix()) || find(tree, path) != nullptr) continue;
        findings.append({document.path, lineAt(document.text, match.capturedStart()),
                         QStringLiteral("the link leads nowhere: %1").arg(path)});
    }
    return findings;
}

// A `tst_name` is looked for by testsIn().
bool isShown(const Tree &tree, const QString &row)
{
    static const QRegularExpression named(
        QStringLiteral("`(?:(tst_[a-z0-9_]+)|((?:fuzz|mls)_[a-z0-9_]+)|(tests/[a-z0-9_/]+))[`*: ]"));
    for (auto matches = named.globalMatch(row); matches.hasNext();) {
        const auto match = matches.next();
        if (!match.captured(1).isEmpty()) return true;
        const QString wanted = match.captured(2).isEmpty()
                                   ? match.captured(3)
                                   : u'/' + match.captured(2) + QStringLiteral(".cpp");
        const bool is_there = std::any_of(tree.cbegin(), tree.cend(), [&](const SourceFile &file) {
            return file.isBelow(QStringLiteral("tests")) && file.path.contains(wanted);
        });
        if (is_there) return true;
    }
    return false;
}

// The first line of a table names its columns, the second is a rule.
Findings rowsWithoutTests(const Tree &tree, const SourceFile &document)
{
    Findings findings;
    const QStringList lines = document.text.split(u'\n');
    int in_table = 0;
    for (int i = 0; i < lines.size(); ++i) {
        in_table = lines.at(i).startsWith(u'|') ? in_table + 1 : 0;
        if (in_table <= 2 || isShown(tree, lines.at(i))) continue;
        findings.append({document.path, i + 1, QStringLiteral("the row names no test or program")});
    }
    return findings;
}

} // namespace

Findings checkDocuments(const Tree &tree)
{
    Findings findings;
    for (const SourceFile &file : tree)
        if (file.path.endsWith(QStringLiteral(".md"))) findings += testsIn(tree, file) + linksIn(tree, file);
    if (const SourceFile *security = find(tree, kSecurity)) findings += rowsWithoutTests(tree, *security);
    return findings;
}

} // namespace chat121::tidy
