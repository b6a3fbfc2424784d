// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/local_store/migrator.h"

#include "client/core/local_store/database.h"

#include <QDir>
#include <QFile>
#include <QStringList>

namespace chat121 {

using namespace Qt::StringLiterals;

namespace {

// ":/client/migrations/0001_store.sql", ...
QStringList migrationFiles()
{
    const QDir folder(u":/client/migrations"_s);
    QStringList paths;
    for (const QString &name : folder.entryList({u"*.sql"_s}, QDir::Files, QDir::Name))
        paths.append(folder.filePath(name));
    return paths;
}

// A statement ends with a semicolon at the end of a line.
QStringList statementsOf(const QString &path)
{
    QFile file(path);
    const bool opened = file.open(QIODevice::ReadOnly | QIODevice::Text);
    Q_ASSERT_X(opened, "migrate", "compiled in");
    QStringList statements;
    QString statement;
    for (const QString &line : QString::fromUtf8(file.readAll()).split(u'\n')) {
        const QString code = line.section("--"_L1, 0, 0).trimmed();
        if (code.isEmpty()) continue;
        statement += code + u'\n';
        if (!code.endsWith(u';')) continue;
        statements.append(std::exchange(statement, {}));
    }
    return statements;
}

Result<void> apply(Database &database, const QString &path, int number)
{
    TRY_ASSIGN(Transaction transaction, database.begin());
    for (const QString &statement : statementsOf(path))
        TRY(database.run(statement, {}));
    TRY(database.run(u"PRAGMA user_version = %1"_s.arg(number), {}));
    return transaction.commit();
}

} // namespace

int newestSchema()
{
    return static_cast<int>(migrationFiles().size());
}

Result<void> migrate(Database &database)
{
    TRY_ASSIGN(const std::optional<qint64> found, database.number(u"PRAGMA user_version"_s, {}));
    const QStringList files = migrationFiles();
    const qint64 version = found.value_or(0);
    if (version > files.size()) return Error{Code::Unsupported, u"store of schema %1"_s.arg(version)};
    for (auto i = static_cast<int>(version); i < files.size(); ++i)
        TRY(apply(database, files.at(i), i + 1));
    return success();
}

} // namespace chat121
