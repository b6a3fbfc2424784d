// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/store/database_url.h"

#include <QUrl>
#include <QUrlQuery>

using namespace Qt::StringLiterals;

namespace chat121::store {

QString DatabaseUrl::shown() const
{
    if (engine == Engine::Sqlite) return u"sqlite:%1"_s.arg(path);
    return u"postgres://%1:%2/%3"_s.arg(host).arg(port).arg(name);
}

static Result<DatabaseUrl> parsePostgres(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    const QString socket_folder = QUrlQuery(url).queryItemValue(u"host"_s);
    DatabaseUrl result;
    result.engine = Engine::Postgres;
    result.host = socket_folder.isEmpty() ? url.host() : socket_folder;
    result.port = url.port(5432);
    result.user = url.userName();
    result.password = url.password();
    result.name = url.path().mid(1);
    if (!url.isValid() || result.host.isEmpty() || result.name.isEmpty())
        return Error{Code::Malformed, u"write the database as postgres://user:password@host:port/name"_s};
    return result;
}

Result<DatabaseUrl> parseDatabaseUrl(const QString &url)
{
    if (url.startsWith(u"postgres://"_s) || url.startsWith(u"postgresql://"_s)) return parsePostgres(url);
    DatabaseUrl result;
    if (url.startsWith(u"sqlite:"_s)) result.path = url.mid(7);
    if (result.path.isEmpty())
        return Error{Code::Malformed,
                     u"write the database as sqlite:/path/to/file or postgres://host/name"_s};
    return result;
}

const Dialect &dialectOf(Engine engine)
{
    static const Dialect sqlite{
        u"QSQLITE"_s, u"BEGIN IMMEDIATE"_s, u"BEGIN"_s, u"BLOB"_s,
        u"SELECT tables.name, columns.name, columns.type FROM sqlite_master AS tables "
        "JOIN pragma_table_info(tables.name) AS columns WHERE tables.type = 'table' "
        "AND tables.name NOT LIKE 'sqlite_%' ORDER BY tables.name, columns.cid"_s};
    static const Dialect postgres{
        u"QPSQL"_s, u"BEGIN"_s, u"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"_s, u"BYTEA"_s,
        u"SELECT table_name, column_name, data_type FROM information_schema.columns "
        "WHERE table_schema = current_schema() ORDER BY table_name, ordinal_position"_s};
    return engine == Engine::Sqlite ? sqlite : postgres;
}

} // namespace chat121::store
