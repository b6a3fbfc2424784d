// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/e2e/support/server_records.h"

#include <QDir>
#include <QDirIterator>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QVariant>

namespace chat121::e2e {

using namespace Qt::StringLiterals;

QString databaseIn(const QString &folder)
{
    QDirIterator files(folder, {u"*.sqlite"_s}, QDir::Files, QDirIterator::Subdirectories);
    return files.hasNext() ? files.next() : QString();
}

namespace {

// Runs the query with its values; `read` gets each row.
template <typename Read>
void query(const QString &server_folder, const QString &sql, const QVariantList &values, Read read)
{
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"server records"_s);
        database.setDatabaseName(databaseIn(server_folder));
        database.setConnectOptions(u"QSQLITE_OPEN_READONLY"_s);
        if (database.open()) {
            QSqlQuery rows(database);
            rows.prepare(sql);
            for (const QVariant &value : values)
                rows.addBindValue(value);
            if (rows.exec())
                while (rows.next())
                    read(rows);
        }
    }
    QSqlDatabase::removeDatabase(u"server records"_s);
}

} // namespace

qint64 envelopesOf(const QString &server_folder, const QString &conversation)
{
    qint64 count = -1;
    query(server_folder, u"SELECT count(*) FROM envelope WHERE log = ?"_s,
          {conversation.toLongLong(nullptr, 16)},
          [&](const QSqlQuery &row) { count = row.value(0).toLongLong(); });
    return count;
}

qint64 archiveEntriesOf(const QString &server_folder)
{
    qint64 count = -1;
    query(server_folder, u"SELECT count(*) FROM archive_entry"_s, {},
          [&](const QSqlQuery &row) { count = row.value(0).toLongLong(); });
    return count;
}

QSet<QByteArray> storedTags(const QString &server_folder)
{
    constexpr qsizetype kTagBytes = 16;
    QSet<QByteArray> tags;
    query(server_folder, u"SELECT body FROM envelope"_s, {}, [&](const QSqlQuery &row) {
        const QByteArray body = row.value(0).toByteArray();
        if (body.size() >= kTagBytes) tags.insert(body.last(kTagBytes));
    });
    return tags;
}

qint64 numberFrom(const QString &server_folder, const QString &sql)
{
    qint64 number = -1;
    query(server_folder, sql, {}, [&](const QSqlQuery &row) { number = row.value(0).toLongLong(); });
    return number;
}

bool copyDatabase(const QString &from, const QString &to)
{
    bool is_done = QDir().mkpath(to);
    for (const QString &name : QDir(to).entryList({u"*.sqlite*"_s}, QDir::Files))
        is_done = QFile::remove(to + u'/' + name) && is_done;
    for (const QString &name : QDir(from).entryList({u"*.sqlite*"_s}, QDir::Files))
        is_done = QFile::copy(from + u'/' + name, to + u'/' + name) && is_done;
    return is_done;
}

bool restoreDatabase(const QString &backup, const QString &server_folder)
{
    bool is_done = copyDatabase(backup, server_folder);
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"restore"_s);
        database.setDatabaseName(databaseIn(server_folder));
        is_done = is_done && database.open() &&
                  QSqlQuery(database).exec(u"UPDATE log SET incarnation = incarnation + 1"_s);
    }
    QSqlDatabase::removeDatabase(u"restore"_s);
    return is_done;
}

} // namespace chat121::e2e
