// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/store/sql.h"

#include "common/base/log.h"
#include "server/store/log_cache.h"

#include <QLockFile>
#include <QSqlError>
#include <QThread>

#include <atomic>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace chat121::store {

namespace {

constexpr auto kLockPause = 50ms;

} // namespace

// --- rows -----------------------------------------------------------------------------------------

Rows::Rows(QSqlQuery *query, bool *in_use, Sql *sql)
    : m_query(query)
    , m_in_use(in_use)
    , m_sql(sql)
{
    *m_in_use = true;
}

Rows::Rows(Rows &&other) noexcept
    : m_query(std::exchange(other.m_query, nullptr))
    , m_in_use(std::exchange(other.m_in_use, nullptr))
    , m_sql(other.m_sql)
{
}

Rows::~Rows()
{
    if (!m_query) return;
    m_query->finish();
    *m_in_use = false;
}

bool Rows::next()
{
    if (m_query->next()) return true;
    if (m_query->lastError().isValid()) m_sql->fail(m_query->lastError(), u"reading rows"_s);
    return false;
}

// --- opening --------------------------------------------------------------------------------------

Sql::Sql(DatabaseUrl url)
    : m_url(std::move(url))
{
    static std::atomic<int> count = 0;
    m_connection_name = u"chat121-%1"_s.arg(++count);
}

Sql::~Sql()
{
    m_database = QSqlDatabase();
    QSqlDatabase::removeDatabase(m_connection_name);
    qDeleteAll(m_prepared); // after the driver: QPSQL would talk to a server that may be gone
}

Result<std::unique_ptr<Sql>> Sql::open(const DatabaseUrl &url, Use use)
{
    std::unique_ptr<Sql> sql(new Sql(url));
    if (const auto connected = sql->connect(use); !connected) return sql->explain(connected.error());
    if (use == Use::Write) sql->m_cache = std::make_unique<LogCache>();
    return sql;
}

// One sentence that says what to do.
Error Sql::explain(const Error &error) const
{
    const QString where = m_url.shown();
    switch (m_failure) {
    case Failure::None:
        return error; // says it already
    case Failure::Damaged:
        return {error.code,
                u"%1 is damaged, or no database; restore it from a backup (%2)"_s.arg(where, error.detail)};
    case Failure::ReadOnly:
        return {error.code, u"%1 cannot be written; check its permissions (%2)"_s.arg(where, error.detail)};
    case Failure::DiskFull:
        return {error.code, u"the disk of %1 is full; make room (%2)"_s.arg(where, error.detail)};
    case Failure::Statement:
    case Failure::Busy:
    case Failure::Io:
    case Failure::ConnectionLost:
        return {error.code, u"cannot open %1 (%2)"_s.arg(where, error.detail)};
    }
    Q_UNREACHABLE();
}

Result<void> Sql::connect(Use use)
{
    if (m_url.engine == Engine::Sqlite && use == Use::Write) TRY(lockSqlite());
    m_database = QSqlDatabase::addDatabase(dialect().qt_driver, m_connection_name);
    if (!m_database.isValid())
        return Error{Code::Unsupported, u"Qt's driver %1 is not installed"_s.arg(dialect().qt_driver)};

    if (m_url.engine == Engine::Sqlite) {
        m_database.setDatabaseName(m_url.path);
        m_database.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=10000"_s);
    } else {
        m_database.setHostName(m_url.host);
        m_database.setPort(m_url.port);
        m_database.setUserName(m_url.user);
        m_database.setPassword(m_url.password);
        m_database.setDatabaseName(m_url.name);
        m_database.setConnectOptions(u"connect_timeout=10;application_name=chat121-server"_s);
    }
    if (!m_database.open()) {
        return fail(m_database.lastError(), u"opening"_s);
    }
    return m_url.engine == Engine::Sqlite ? configureSqlite(use) : configurePostgres(use);
}

Result<void> Sql::lockSqlite()
{
    m_lock = std::make_unique<QLockFile>(m_url.path + u".lock"_s);
    m_lock->setStaleLockTime(0); // a lock of a process that is gone is stale at once
    if (m_lock->tryLock(0)) return success();
    if (m_lock->error() == QLockFile::LockFailedError)
        return Error{Code::Conflict, u"another server has %1 open"_s.arg(m_url.shown())};
    return Error{Code::Storage, u"nothing can be written beside it; make room on the disk, or check that "
                                "the folder is there and writable"_s};
}

Result<void> Sql::configureSqlite(Use use)
{
    TRY(run(u"PRAGMA foreign_keys = ON"_s));
    TRY(run(u"PRAGMA cache_size = -8192"_s)); // KiB
    if (use == Use::Read) return run(u"PRAGMA query_only = ON"_s);
    TRY(quickCheck());
    TRY(run(u"PRAGMA secure_delete = ON"_s)); // what is deleted or forgotten is overwritten
    TRY(run(u"PRAGMA journal_mode = WAL"_s));
    return run(u"PRAGMA synchronous = FULL"_s);
}

// Finds a damaged file at the start instead of in the middle of the day. Large files are left to
// the operator's doctor, since the check reads everything.
Result<void> Sql::quickCheck()
{
    TRY_ASSIGN(Rows pages,
               query(u"SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"_s));
    if (pages.next() && pages.number(0) > limits::kQuickCheckBytesMax) return success();
    TRY_ASSIGN(Rows check, query(u"PRAGMA quick_check(1)"_s));
    const QString found = check.next() ? check.text(0) : m_failure_text;
    if (found == u"ok"_s) return success();
    return Error{Code::Storage, u"%1 is damaged (%2); restore it from a backup"_s.arg(m_url.shown(), found)};
}

Result<void> Sql::configurePostgres(Use use)
{
    TRY(run(u"SET client_min_messages = warning"_s));
    if (use == Use::Read) return run(u"SET default_transaction_read_only = on"_s);
    TRY(run(u"SET synchronous_commit = on"_s));
    return lockPostgres();
}

// A server that has just ended may hold the lock for a moment: its session ends after its process.
Result<void> Sql::lockPostgres()
{
    for (std::chrono::milliseconds waited{}; waited < limits::kDatabaseLockPatience; waited += kLockPause) {
        TRY_ASSIGN(Rows rows, query(u"SELECT CASE WHEN pg_try_advisory_lock(121001) THEN 1 ELSE 0 END"_s));
        if (rows.next() && rows.number(0) == 1) return success();
        QThread::msleep(static_cast<unsigned long>(kLockPause.count()));
    }
    return Error{Code::Conflict, u"another server has %1 open"_s.arg(m_url.shown())};
}

// --- statements -----------------------------------------------------------------------------------

Result<Sql::Prepared *> Sql::prepared(const QString &sql)
{
    Prepared *&slot = m_prepared[sql];
    if (slot) return slot;
    auto made = std::make_unique<Prepared>(Prepared{QSqlQuery(m_database)});
    // QPSQL reads row by row when forward-only, and then loses rows to the next statement.
    made->query.setForwardOnly(m_url.engine == Engine::Sqlite);
    if (!made->query.prepare(sql)) {
        m_prepared.remove(sql);
        return fail(made->query.lastError(), sql);
    }
    slot = made.release();
    return slot;
}

Result<void> Sql::judgeOpen()
{
    if (m_database.isOpen()) return success();
    if (m_failure == Failure::None) {
        m_failure = Failure::ConnectionLost;
        m_failure_text = u"the connection to the database is gone"_s;
    }
    return Error{Code::Storage, m_failure_text};
}

Result<Rows> Sql::query(const QString &sql, std::initializer_list<Value> values)
{
    return queryList(sql, std::span(values.begin(), values.size()));
}

Result<Rows> Sql::queryList(const QString &sql, std::span<const Value> values)
{
    TRY(judgeOpen());
    TRY_ASSIGN(Prepared * statement, prepared(sql));
    Q_ASSERT_X(!statement->in_use, "Sql::query", "the statement is still being read");
    int position = 0;
    for (const Value &value : values)
        statement->query.bindValue(position++, value.variant);
    if (!statement->query.exec()) return fail(statement->query.lastError(), sql);
    return Rows(&statement->query, &statement->in_use, this);
}

Result<qint64> Sql::execute(const QString &sql, std::initializer_list<Value> values)
{
    ++m_writes;
    TRY(judgeOpen());
    TRY_ASSIGN(Prepared * statement, prepared(sql));
    int position = 0;
    for (const Value &value : values)
        statement->query.bindValue(position++, value.variant);
    if (!statement->query.exec()) return fail(statement->query.lastError(), sql);
    const qint64 changed = statement->query.numRowsAffected();
    statement->query.finish();
    return changed;
}

Result<void> Sql::run(const QString &sql)
{
    TRY(judgeOpen());
    QSqlQuery statement(m_database);
    if (!statement.exec(sql)) return fail(statement.lastError(), sql);
    return success();
}

// --- transactions ---------------------------------------------------------------------------------

Result<void> Sql::beginWrite()
{
    m_failure = Failure::None;
    return run(dialect().begin_write);
}

Result<void> Sql::beginRead()
{
    m_failure = Failure::None;
    return run(dialect().begin_read);
}

Result<void> Sql::commit()
{
    if (m_failure != Failure::None) return Error{Code::Storage, m_failure_text};
    TRY(run(u"COMMIT"_s));
    if (m_cache) m_cache->keepAll();
    return success();
}

void Sql::rollBack()
{
    // SQLite may have rolled back by itself (disk full): then this one fails, and that is fine.
    if (m_database.isOpen()) QSqlQuery(m_database).exec(u"ROLLBACK"_s);
    m_failure = Failure::None;
    if (m_cache) m_cache->forgetTouched();
}

Result<void> Sql::setSavepoint()
{
    return run(u"SAVEPOINT job"_s);
}

Result<void> Sql::releaseSavepoint()
{
    return run(u"RELEASE SAVEPOINT job"_s);
}

void Sql::rollBackToSavepoint()
{
    m_failure = Failure::None;
    if (!run(u"ROLLBACK TO SAVEPOINT job"_s) || !releaseSavepoint()) return; // sticks in m_failure
    if (m_cache) m_cache->forgetTouched();
}

// --- failures -------------------------------------------------------------------------------------

Error Sql::fail(const QSqlError &error, const QString &what)
{
    if (m_failure == Failure::None) {
        m_failure = classify(error);
        m_failure_text = u"%1: %2 (%3)"_s.arg(what, error.databaseText().trimmed(), error.nativeErrorCode());
        qCDebug(lcStore).noquote() << m_failure_text;
    }
    return Error{Code::Storage, m_failure_text};
}

namespace {

// The primary result codes of https://sqlite.org/rescode.html
Failure ofSqlite(int code)
{
    switch (code & 0xff) {
    case 5:
        return Failure::Busy;
    case 8:
        return Failure::ReadOnly;
    case 10:
        return Failure::Io;
    case 11:
    case 26:
        return Failure::Damaged;
    case 13:
        return Failure::DiskFull;
    case 14:
        return Failure::ConnectionLost; // CANTOPEN
    }
    return Failure::Statement;
}

// SQLSTATE, PostgreSQL 15, Appendix A
Failure ofPostgres(const QString &state)
{
    if (state == u"53100"_s) return Failure::DiskFull;
    if (state == u"25006"_s) return Failure::ReadOnly;
    if (state == u"58030"_s) return Failure::Io;
    if (state.startsWith(u"XX001"_s) || state.startsWith(u"XX002"_s)) return Failure::Damaged;
    const bool lost = state.isEmpty() || state.startsWith(u"08"_s) || state.startsWith(u"57P"_s) ||
                      state.startsWith(u"53"_s);
    return lost ? Failure::ConnectionLost : Failure::Statement;
}

} // namespace

Failure Sql::classify(const QSqlError &error) const
{
    if (error.type() == QSqlError::ConnectionError && m_url.engine == Engine::Postgres)
        return Failure::ConnectionLost;
    return m_url.engine == Engine::Sqlite ? ofSqlite(error.nativeErrorCode().toInt())
                                          : ofPostgres(error.nativeErrorCode());
}

} // namespace chat121::store
