// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/e2e/faults/damage.h"

#include "tests/e2e/support/server_records.h"

#include <QDir>
#include <QFile>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QVariant>

namespace chat121::e2e {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kPage = 4096;

bool flip(const QSqlDatabase &database, qint64 log, qint64 sequence)
{
    QSqlQuery query(database);
    query.prepare(u"SELECT body FROM envelope WHERE log = ? AND sequence = ?"_s);
    query.addBindValue(log);
    query.addBindValue(sequence);
    if (!query.exec() || !query.next()) return false;
    QByteArray body = query.value(0).toByteArray();
    query.finish();
    if (body.isEmpty()) return false;
    body[body.size() / 2] = static_cast<char>(body.at(body.size() / 2) ^ 1);
    query.prepare(u"UPDATE envelope SET body = ? WHERE log = ? AND sequence = ?"_s);
    query.addBindValue(body);
    query.addBindValue(log);
    query.addBindValue(sequence);
    return query.exec() && query.numRowsAffected() == 1;
}

} // namespace

bool damageFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadWrite) || file.size() == 0) return false;
    if (file.size() <= 2 * kPage) return file.write(QByteArray(4, '\x5a')) == 4;
    for (qint64 place = kPage; place + kPage <= file.size(); place += kPage) {
        if (!file.seek(place) || file.write(QByteArray(kPage / 2, '\x5a')) != kPage / 2) return false;
    }
    return true;
}

bool damageEnvelope(const QString &server_folder, const QString &conversation, qint64 sequence)
{
    bool is_done = false;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"damage"_s);
        database.setDatabaseName(databaseIn(server_folder));
        is_done = database.open() && flip(database, conversation.toLongLong(nullptr, 16), sequence);
    }
    QSqlDatabase::removeDatabase(u"damage"_s);
    return is_done;
}

bool copyFolder(const QString &from, const QString &to)
{
    if (QDir(to).exists() && !QDir(to).removeRecursively()) return false;
    if (!QDir().mkpath(to)) return false;
    const QStringList names = QDir(from).entryList(QDir::Files | QDir::Hidden);
    return std::all_of(names.cbegin(), names.cend(), [&](const QString &name) {
        return QFile::copy(from + u'/' + name, to + u'/' + name);
    });
}

} // namespace chat121::e2e
