// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// No key has two uses, and no library's "no" goes unheard.
//
// Labels: what is signed, derived, hashed or sealed begins with a label that no other use has. Each
// "chat121 ..." of production code stands there once, and once in the table of common/crypto/KEYS.md,
// which says what key it belongs to. Source: security.md B2, after "Three Lessons From Threema"
// (USENIX Security 2023), where one key in two protocols made one answer the other's question.
//
// Labels of signatures: common/identity/labels.h has them all in its list kAll, which tests go through.
//
// Answers: what libsodium can refuse is compared or returned where it is called. Source: security.md A9,
// after the identity element of vodozemac (2026).
#include "tests/tidy/rules.h"

#include <QHash>
#include <QRegularExpression>

namespace chat121::tidy {

namespace {

const QString kTable = QStringLiteral("common/crypto/KEYS.md");
const QString kSignatures = QStringLiteral("common/identity/labels.h");

bool isProduction(const SourceFile &file)
{
    return file.isCpp() && !file.isBelow(QStringLiteral("tests"));
}

// Every label with the places where it stands. A literal with a place holder names something for Qt.
QHash<QString, QList<Finding>> labelsIn(const Tree &tree)
{
    static const QRegularExpression literal(QStringLiteral("\"(chat121 [a-z0-9][a-z0-9 :-]*)\""));
    QHash<QString, QList<Finding>> found;
    for (const SourceFile &file : tree) {
        if (!isProduction(file)) continue;
        for (auto matches = literal.globalMatch(file.quoted); matches.hasNext();) {
            const auto match = matches.next();
            found[match.captured(1).trimmed()].append(
                {file.path, lineAt(file.text, match.capturedStart()), {}});
        }
    }
    return found;
}

// | `label` | key | use |
QHash<QString, QList<Finding>> rowsOf(const SourceFile &table)
{
    static const QRegularExpression row(QStringLiteral("^\\| `(chat121 [^`]+)` \\| [^|]+ \\| [^|]+ \\|$"),
                                        QRegularExpression::MultilineOption);
    QHash<QString, QList<Finding>> found;
    for (auto matches = row.globalMatch(table.text); matches.hasNext();) {
        const auto match = matches.next();
        found[match.captured(1)].append({table.path, lineAt(table.text, match.capturedStart()), {}});
    }
    return found;
}

void oncePerUse(const QHash<QString, QList<Finding>> &places, const char *what, Findings &findings)
{
    for (auto label = places.cbegin(); label != places.cend(); ++label) {
        for (Finding again : label->mid(1)) {
            again.what = QStringLiteral("'%1' %2").arg(label.key(), QString::fromLatin1(what));
            findings.append(again);
        }
    }
}

void checkAnswers(const SourceFile &file, Findings &findings)
{
    static const QRegularExpression call(QStringLiteral(
        "\\bcrypto_(scalarmult|pwhash|sign_verify_detached|\\w+_decrypt(_detached)?|\\w+_pull)\\s*\\("));
    static const QRegularExpression used(QStringLiteral("(=|\\breturn\\b|\\bif\\s*\\(|,|\\()\\s*$"));
    for (auto matches = call.globalMatch(file.code); matches.hasNext();) {
        const auto match = matches.next();
        if (used.match(file.code.first(match.capturedStart())).hasMatch()) continue;
        findings.append({file.path, lineAt(file.text, match.capturedStart()),
                         QStringLiteral("%1...) may say no, and nobody listens").arg(match.captured())});
    }
}

// Tests try each label of kAll against each other: one that is not there is tried by nobody.
void checkList(const SourceFile &file, Findings &findings)
{
    static const QRegularExpression label(QStringLiteral("\\bQByteArrayView (k[A-Z]\\w*) ="));
    static const QRegularExpression list(QStringLiteral("\\bkAll = \\{([^}]*)\\}"));
    static const QRegularExpression name(QStringLiteral("\\bk[A-Z]\\w*"));
    QStringList listed;
    const QString inside = list.match(file.code).captured(1);
    for (auto matches = name.globalMatch(inside); matches.hasNext();)
        listed.append(matches.next().captured());
    for (auto matches = label.globalMatch(file.code); matches.hasNext();) {
        const auto match = matches.next();
        if (listed.contains(match.captured(1))) continue;
        findings.append({file.path, lineAt(file.text, match.capturedStart()),
                         QStringLiteral("%1 is not in kAll").arg(match.captured(1))});
    }
}

} // namespace

Findings checkKeys(const Tree &tree)
{
    Findings findings;
    for (const SourceFile &file : tree)
        if (isProduction(file)) checkAnswers(file, findings);
    if (const SourceFile *signatures = find(tree, kSignatures)) checkList(*signatures, findings);
    const auto labels = labelsIn(tree);
    const SourceFile *table = find(tree, kTable);
    const auto rows = table == nullptr ? QHash<QString, QList<Finding>>() : rowsOf(*table);
    oncePerUse(labels, "is a label already: a second use needs its own", findings);
    oncePerUse(rows, "has a row already", findings);
    for (auto label = labels.cbegin(); label != labels.cend(); ++label) {
        if (rows.contains(label.key())) continue;
        Finding finding = label->constFirst();
        finding.what = QStringLiteral("'%1' has no row in %2").arg(label.key(), kTable);
        findings.append(finding);
    }
    for (auto row = rows.cbegin(); row != rows.cend(); ++row) {
        if (labels.contains(row.key())) continue;
        Finding finding = row->constFirst();
        finding.what = QStringLiteral("'%1' is no label of the code").arg(row.key());
        findings.append(finding);
    }
    return findings;
}

} // namespace chat121::tidy
