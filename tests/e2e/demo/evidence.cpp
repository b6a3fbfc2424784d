// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/e2e/demo/evidence.h"

#include "tests/e2e/support/leak_search.h"

#include <QDir>
#include <QSqlDatabase>
#include <QSqlQuery>

namespace chat121::e2e {

namespace {

constexpr auto kRowsShown = 12;

int printRows(Report &report, const QSqlDatabase &database)
{
    QSqlQuery query(database);
    query.exec(QStringLiteral("SELECT log, sequence, kind, length(body), hex(substr(body, 1, 16)) FROM "
                              "envelope ORDER BY stored_at_ms, log, sequence"));
    int rows = 0;
    for (; query.next(); ++rows) {
        if (rows >= kRowsShown) continue;
        report.say(QStringLiteral("log %1  no. %2  kind %3  %4 bytes  %5...")
                       .arg(query.value(0).toULongLong(), 16, 16, QLatin1Char('0'))
                       .arg(query.value(1).toInt(), 3)
                       .arg(query.value(2).toInt())
                       .arg(query.value(3).toInt(), 6)
                       .arg(query.value(4).toString().toLower()));
    }
    if (rows > kRowsShown) report.say(QStringLiteral("... and %1 more").arg(rows - kRowsShown));
    return rows;
}

} // namespace

bool printStoredRows(Report &report, const QString &data_directory)
{
    const QStringList files =
        QDir(data_directory).entryList({QStringLiteral("*.db"), QStringLiteral("*.sqlite")}, QDir::Files);
    int rows = 0;
    for (const QString &file : files) {
        {
            QSqlDatabase database =
                QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("evidence"));
            database.setDatabaseName(data_directory + QLatin1Char('/') + file);
            if (database.open()) rows += printRows(report, database);
        }
        QSqlDatabase::removeDatabase(QStringLiteral("evidence"));
    }
    return report.step(QStringLiteral("the server keeps %1 envelopes, all sealed").arg(rows), rows > 0);
}

bool searchForSentences(Report &report, const QStringList &folders, const QStringList &sentences,
                        const QString &scratch)
{
    QDir().mkpath(scratch);
    QFile planted(scratch + QStringLiteral("/planted"));
    if (!planted.open(QIODevice::WriteOnly)) return report.step(QStringLiteral("plant a sentence"), false);
    planted.write("noise" + sentences.first().toUtf8().toBase64() + "noise");
    planted.close();
    const bool control = report.step(QStringLiteral("control: a sentence planted on purpose is found"),
                                     !searchFolders({scratch}, sentences).isEmpty());

    const QList<Leak> leaks = searchFolders(folders, sentences);
    for (const Leak &leak : leaks)
        report.say(QStringLiteral("%1 as %2 in %3").arg(leak.sentence, leak.form, leak.file));
    return report.step(QStringLiteral("none of the %1 sentences is on disk, in the logs or in the recorded "
                                      "traffic, in %2 forms each")
                           .arg(sentences.size())
                           .arg(formsOf(sentences.first()).size()),
                       leaks.isEmpty()) &&
           control;
}

} // namespace chat121::e2e
