// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/e2e/support/server_records.h"

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

qint64 envelopesOf(const QString &server_folder, const QString &conversation)
{
    qint64 count = -1;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"server records"_s);
        database.setDatabaseName(databaseIn(server_folder));
        database.setConnectOptions(u"QSQLITE_OPEN_READONLY"_s);
        if (database.open()) {
            QSqlQuery query(database);
            query.prepare(u"SELECT count(*) FROM envelope WHERE log = ?"_s);
            query.addBindValue(conversation.toLongLong(nullptr, 16));
            if (query.exec() && query.next()) count = query.value(0).toLongLong();
        }
    }
    QSqlDatabase::removeDatabase(u"server records"_s);
    return count;
}

} // namespace chat121::e2e
