// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// PROTOCOL.md against common/protocol/messages and message_type.h: every message has one row with
// its number and the names of its fields in their order, and no row speaks of what does not exist.
#include "tests/tidy/rules.h"

#include <QHash>
#include <QRegularExpression>

namespace chat121::tidy {

namespace {

const QString kMessages = QStringLiteral("common/protocol/messages");
const QString kTypes = QStringLiteral("common/protocol/message_type.h");
const QString kPage = QStringLiteral("common/protocol/PROTOCOL.md");

struct Row {
    int number = 0;
    QStringList fields;
    int line = 0;
};

QHash<QString, int> messageNumbers(const Tree &tree)
{
    static const QRegularExpression list(QStringLiteral("enum class MessageType[^{]*\\{([^}]*)\\}"));
    static const QRegularExpression entry(QStringLiteral("(\\w+)\\s*=\\s*(\\d+)"));
    QHash<QString, int> numbers;
    const SourceFile *file = find(tree, kTypes);
    if (file == nullptr) return numbers;
    for (auto matches = entry.globalMatch(list.match(file->code).captured(1)); matches.hasNext();) {
        const auto match = matches.next();
        numbers.insert(match.captured(1), match.captured(2).toInt());
    }
    return numbers;
}

QStringList namesInTie(const QString &body)
{
    static const QRegularExpression tie(
        QStringLiteral("fields\\(\\)\\s*\\{\\s*return std::tie\\(([^)]*)\\)"));
    QStringList names;
    for (const QString &name : tie.match(body).captured(1).split(u',', Qt::SkipEmptyParts))
        names.append(name.simplified());
    return names;
}

QHash<QString, Row> rowsOf(const SourceFile &page, Findings &findings)
{
    static const QRegularExpression row(
        QStringLiteral("^\\|\\s*(\\d+)\\s*\\|\\s*`(\\w+)`\\s*\\|[^|]*\\|[^|]*\\|([^|]*)\\|"),
        QRegularExpression::MultilineOption);
    static const QRegularExpression name(QStringLiteral("`(\\w+)`"));
    QHash<QString, Row> rows;
    for (auto matches = row.globalMatch(page.text); matches.hasNext();) {
        const auto match = matches.next();
        Row entry{match.captured(1).toInt(), {}, lineAt(page.text, match.capturedStart())};
        for (auto names = name.globalMatch(match.captured(3)); names.hasNext();)
            entry.fields.append(names.next().captured(1));
        if (rows.contains(match.captured(2)))
            findings.append(
                {page.path, entry.line, QStringLiteral("a second row for %1").arg(match.captured(2))});
        rows.insert(match.captured(2), entry);
    }
    return rows;
}

void compare(const WireMessage &message, const QHash<QString, Row> &rows, Findings &findings)
{
    if (!rows.contains(message.name)) {
        findings.append(
            {message.path, message.line, QStringLiteral("%1 has no row in PROTOCOL.md").arg(message.name)});
        return;
    }
    const Row row = rows.value(message.name);
    if (row.number != message.number)
        findings.append(
            {kPage, row.line, QStringLiteral("%1 has the number %2").arg(message.name).arg(message.number)});
    if (row.fields != message.fields)
        findings.append({kPage, row.line,
                         QStringLiteral("the fields of %1 are: %2")
                             .arg(message.name, message.fields.join(QStringLiteral(", ")))});
}

} // namespace

QList<WireMessage> wireMessages(const Tree &tree)
{
    static const QRegularExpression message(
        QStringLiteral(
            "struct (\\w+)\\s*\\{\\s*static constexpr auto kType = MessageType::(\\w+);(.*?)\\n\\};"),
        QRegularExpression::DotMatchesEverythingOption);
    const QHash<QString, int> numbers = messageNumbers(tree);
    QList<WireMessage> messages;
    for (const SourceFile &file : tree) {
        if (!file.isBelow(kMessages)) continue;
        for (auto matches = message.globalMatch(file.code); matches.hasNext();) {
            const auto match = matches.next();
            messages.append({match.captured(1), numbers.value(match.captured(2), -1),
                             namesInTie(match.captured(3)), file.path,
                             lineAt(file.code, match.capturedStart())});
        }
    }
    return messages;
}

Findings checkProtocol(const Tree &tree)
{
    Findings findings;
    const SourceFile *page = find(tree, kPage);
    if (page == nullptr) return findings;
    QHash<QString, Row> rows = rowsOf(*page, findings);
    QHash<QString, int> numbers = messageNumbers(tree);
    for (const WireMessage &message : wireMessages(tree)) {
        compare(message, rows, findings);
        rows.remove(message.name);
        numbers.remove(message.name);
    }
    for (auto row = rows.constBegin(); row != rows.constEnd(); ++row)
        findings.append({kPage, row->line, QStringLiteral("no struct %1 in the schema").arg(row.key())});
    for (auto number = numbers.constBegin(); number != numbers.constEnd(); ++number)
        findings.append({kTypes, 1, QStringLiteral("no struct for MessageType::%1").arg(number.key())});
    return findings;
}

} // namespace chat121::tidy
