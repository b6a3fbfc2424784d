// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/store/migrator.h"

#include "common/base/log.h"

#include <QDir>
#include <QFile>
#include <QSet>

using namespace Qt::StringLiterals;

static void initialiseResources()
{
    Q_INIT_RESOURCE(migrations); // a static library's resources are not found by themselves
}

namespace chat121::store {

QList<Migration> compiledMigrations()
{
    initialiseResources();
    const QDir folder(u":/chat121/migrations"_s);
    QList<Migration> result;
    for (const QString &name : folder.entryList({u"*.sql"_s}, QDir::Files, QDir::Name)) {
        QFile file(folder.filePath(name));
        const bool readable = file.open(QIODevice::ReadOnly);
        Q_ASSERT_X(readable, "compiledMigrations", "a resource of the program is not readable");
        result.append({name.left(4).toInt(), name, QString::fromUtf8(file.readAll())});
    }
    return result;
}

QStringList statementsOf(const QString &text, const Dialect &dialect)
{
    QString code;
    for (const QString &line : text.split(u'\n'))
        code += line.left(line.indexOf(u"--"_s)) + u'\n'; // -1: the whole line
    code.replace(u"{blob}"_s, dialect.blob_type);

    QStringList statements;
    for (const QString &part : code.split(u';')) {
        if (!part.trimmed().isEmpty()) statements.append(part.trimmed());
    }
    return statements;
}

static Result<QSet<int>> appliedNumbers(Sql &sql)
{
    TRY(sql.run(u"CREATE TABLE IF NOT EXISTS migration (number BIGINT PRIMARY KEY, name TEXT NOT NULL, "
                "applied_ms BIGINT NOT NULL)"_s));
    QSet<int> result;
    TRY_ASSIGN(Rows rows, sql.query(u"SELECT number FROM migration"_s));
    while (rows.next())
        result.insert(static_cast<int>(rows.number(0)));
    if (sql.failure() != Failure::None) return Error{Code::Storage, sql.failureText()};
    return result;
}

static Result<void> apply(Sql &sql, const Migration &migration, UnixTime now)
{
    TRY(sql.beginWrite());
    for (const QString &statement : statementsOf(migration.text, sql.dialect())) {
        if (const auto done = sql.run(statement); !done) {
            sql.rollBack();
            return done.error();
        }
    }
    const auto noted = sql.execute(u"INSERT INTO migration (number, name, applied_ms) VALUES (?, ?, ?)"_s,
                                   {migration.number, migration.name, now});
    if (!noted) {
        sql.rollBack();
        return noted.error();
    }
    return sql.commit();
}

Result<void> migrate(Sql &sql, const QList<Migration> &migrations, UnixTime now)
{
    TRY_ASSIGN(const QSet<int> applied, appliedNumbers(sql));
    const int newest = migrations.isEmpty() ? 0 : migrations.last().number;
    for (const int number : applied) {
        if (number > newest)
            return Error{Code::Unsupported,
                         u"the database was made by a newer chat121-server (its tables have version %1, this "
                         "program knows %2); install the newer program"_s.arg(number)
                             .arg(newest)};
    }
    for (const Migration &migration : migrations) {
        if (!applied.contains(migration.number)) TRY(apply(sql, migration, now));
    }
    if (!applied.contains(newest)) qCInfo(lcStore) << "the tables have version" << newest << "now";
    return success();
}

} // namespace chat121::store
