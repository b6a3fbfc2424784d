// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/history/words_sheet.h"

#include "client/ui/text/names.h"

#include <QCoreApplication>
#include <QFile>
#include <QFontDatabase>
#include <QPrintDialog>
#include <QPrinter>
#include <QSaveFile>
#include <QTextDocument>

namespace chat121::ui {

namespace {

QString words(const char *text)
{
    return QCoreApplication::translate("WordsSheet", text);
}

} // namespace

QString wordsSheet(const QStringList &recovery_words, const QString &organisation)
{
    QString sheet = words(QT_TRANSLATE_NOOP("WordsSheet", "Recovery words")) + QStringLiteral("\n");
    if (!organisation.isEmpty())
        sheet += words(QT_TRANSLATE_NOOP("WordsSheet", "Chat Live 121, %1")).arg(cleanName(organisation)) +
                 QStringLiteral("\n");
    sheet += QStringLiteral("\n");
    int number = 0;
    for (const QString &word : recovery_words)
        sheet += QStringLiteral("%1. %2\n").arg(++number, 2).arg(word);
    sheet += QStringLiteral("\n") +
             words(QT_TRANSLATE_NOOP("WordsSheet",
                                     "They open your conversations on a new computer. Keep this paper where "
                                     "nobody else finds it. Newer words make these worthless.")) +
             QStringLiteral("\n");
    return sheet;
}

bool printSheet(const QString &sheet, QWidget *parent)
{
    QPrinter printer;
    QPrintDialog dialog(&printer, parent);
    if (dialog.exec() != QDialog::Accepted) return false;
    QTextDocument document;
    document.setDefaultFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    document.setPlainText(sheet);
    document.print(&printer);
    return printer.printerState() != QPrinter::Error;
}

bool saveSheet(const QString &sheet, const QString &path)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly)) return false;
    const bool is_private = file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    // Flushed by hand: QSaveFile forgets what fails when it does that itself, and commits half of a file.
    return is_private && file.write(sheet.toUtf8()) > 0 && file.flush() && file.commit();
}

} // namespace chat121::ui
