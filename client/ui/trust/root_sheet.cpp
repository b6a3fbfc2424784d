// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/trust/root_sheet.h"

#include "client/ui/text/names.h"

#include <QCoreApplication>

namespace chat121::ui {

namespace {

struct RootSheet {
    Q_DECLARE_TR_FUNCTIONS(RootSheet)
};

constexpr qsizetype kLinkLineMax = 64; // letters that a line of paper takes

// White space in a link does not matter to whoever reads it.
QString inLines(const QString &link)
{
    QString lines;
    for (qsizetype from = 0; from < link.size(); from += kLinkLineMax)
        lines += link.mid(from, kLinkLineMax) + QLatin1Char('\n');
    return lines;
}

} // namespace

QString rootSheet(const QStringList &lines, const QString &organisation, const QString &link)
{
    QString sheet = RootSheet::tr("The organisation's key") + QStringLiteral("\n");
    sheet += RootSheet::tr("Chat Live 121, %1").arg(cleanName(organisation)) + QStringLiteral("\n\n");
    for (const QString &line : lines)
        sheet += line + QStringLiteral("\n");
    sheet +=
        QStringLiteral("\n") +
        RootSheet::tr("Whoever has these four lines can sign for the organisation: its badges, its rules, "
                      "and who no longer works for it. Lock this paper away. On a new computer: log in, "
                      "open \u201cOrganisation\u201d, and choose \u201cType the sheet\u201d.") +
        QStringLiteral("\n\n") +
        RootSheet::tr(
            "If the password is lost, too: start Chat Live 121, choose \u201cLog in\u201d, "
            "\u201cPassword forgotten?\u201d, \u201cOrganisation's key\u2026\u201d and \u201cI have the "
            "sheet of paper\u201d.");
    sheet +=
        QLatin1Char(' ') +
        (link.isEmpty()
             ? RootSheet::tr("A link of the organisation is needed, too: any one, also one that was used.")
             : RootSheet::tr("A link of the organisation is needed, too: any one, also one that was used, or "
                             "this one, which invites nobody:")) +
        QStringLiteral("\n");
    if (!link.isEmpty()) sheet += QLatin1Char('\n') + inLines(link);
    return sheet;
}

QString rootFileName(const QString &organisation)
{
    QString name;
    for (const QChar letter : cleanName(organisation)) {
        const bool is_plain = letter.isLetterOrNumber() || letter == QLatin1Char('-');
        name.append(is_plain ? letter : QLatin1Char('-'));
    }
    return (name.isEmpty() ? RootSheet::tr("organisation") : name) + QStringLiteral(".chat121-root");
}

QString typedRootLine(int number, const QString &typed)
{
    QString line = typed.trimmed();
    const QString prefix = QString::number(number);
    for (const char mark : {'.', ':', ')'}) {
        if (line.startsWith(prefix + QLatin1Char(mark))) line = line.sliced(prefix.size() + 1).trimmed();
    }
    return prefix + QStringLiteral(". ") + line;
}

} // namespace chat121::ui
