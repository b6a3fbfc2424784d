// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// One open connection to the database: statements prepared once, typed values in and out, and the
// writer's memory of rows (log_cache.h). The first failure of a transaction sticks, so that a
// forgotten check cannot be committed.
//
// Threads: belongs to the thread that opened it.
#pragma once

#include "common/base/bytes.h"
#include "common/base/clock.h"
#include "common/base/ids.h"
#include "common/base/limits.h"
#include "common/base/result.h"
#include "server/store/database_url.h"

#include <QHash>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QVariant>

#include <concepts>
#include <memory>
#include <span>

class QLockFile;

namespace chat121::store {

class LogCache;

template <typename T>
concept Enumeration = std::is_enum_v<T>;

// One bound value. Ids and times travel as signed 64-bit integers.
class Value {
public:
    template <typename Tag>
    Value(Id<Tag> id)
        : variant(static_cast<qlonglong>(id.value))
    {
    }
    template <std::integral T>
    Value(T number)
        : variant(static_cast<qlonglong>(number))
    {
    }
    template <Enumeration E>
    Value(E value)
        : variant(static_cast<qlonglong>(value))
    {
    }
    template <size_t N>
    Value(const FixedBytes<N> &bytes)
        : variant(bytes.toByteArray())
    {
    }
    Value(UnixTime time)
        : variant(static_cast<qlonglong>(time.ms))
    {
    }
    // A null byte array would become NULL.
    Value(const QByteArray &bytes)
        : variant(bytes.isNull() ? QByteArray("") : bytes)
    {
    }
    Value(const QString &text)
        : variant(text.isNull() ? QString::fromLatin1("") : text)
    {
    }
    static Value null() { return {}; }
    // NULL for an id that is 0.
    template <typename Tag>
    static Value orNull(Id<Tag> id)
    {
        return id.isValid() ? Value(id) : Value();
    }

    QVariant variant;

private:
    Value()
        : variant(QMetaType::fromType<qlonglong>())
    {
    }
};

// The rows of a statement that ran. Ends the statement when it goes out of scope.
class Rows {
public:
    Rows(QSqlQuery *query, bool *in_use, class Sql *sql);
    ~Rows();
    Rows(Rows &&other) noexcept;
    Rows &operator=(Rows &&) = delete;
    Q_DISABLE_COPY(Rows)

    // False at the end, and after a failure (which sticks in the Sql).
    bool next();

    qint64 number(int column) const { return m_query->value(column).toLongLong(); }
    bool isNull(int column) const { return m_query->value(column).isNull(); }
    bool isText(int column) const { return m_query->value(column).typeId() == QMetaType::QString; }
    QByteArray bytes(int column) const { return m_query->value(column).toByteArray(); }
    QString text(int column) const { return m_query->value(column).toString(); }
    UnixTime time(int column) const { return {number(column)}; }
    template <typename IdType>
    IdType id(int column) const
    {
        return IdType{static_cast<quint64>(number(column))};
    }
    template <typename E>
    E value(int column) const
    {
        return static_cast<E>(number(column));
    }
    // All zero when the column has another length.
    template <size_t N>
    FixedBytes<N> fixed(int column) const
    {
        return FixedBytes<N>::from(bytes(column)).value_or(FixedBytes<N>{});
    }

private:
    QSqlQuery *m_query;
    bool *m_in_use;
    Sql *m_sql;
};

// What went wrong, as far as the writer acts on it.
enum class Failure : quint8 {
    None,
    Statement, // a constraint or a mistake: only this job is affected
    DiskFull,
    Busy,           // another program holds the database for longer than we wait
    Io,             // the disk or the file system failed
    ConnectionLost, // or the file cannot be opened any more
    ReadOnly,
    Damaged, // the file is no database, or a broken one
};

enum class Use : quint8 {
    Write, // the only writer: takes the lock, keeps a LogCache
    Read,
};

class Sql {
public:
    // Errors for the operator: Storage or, when another server has the database, Conflict.
    static Result<std::unique_ptr<Sql>> open(const DatabaseUrl &url, Use use);
    ~Sql();
    Q_DISABLE_COPY_MOVE(Sql)

    // Runs a statement that gives rows.
    Result<Rows> query(const QString &sql, std::initializer_list<Value> values = {});
    // The same for values that only the caller counts.
    Result<Rows> queryList(const QString &sql, std::span<const Value> values);
    // Runs a statement that changes rows; how many it changed.
    Result<qint64> execute(const QString &sql, std::initializer_list<Value> values = {});
    // Runs a statement as it is, unprepared: PostgreSQL refuses to prepare BEGIN or CREATE TABLE.
    Result<void> run(const QString &sql);

    Result<void> beginWrite();
    Result<void> beginRead();
    Result<void> commit();
    void rollBack();
    Result<void> setSavepoint();
    Result<void> releaseSavepoint();
    void rollBackToSavepoint();

    // The first failure since the transaction or the savepoint began.
    Failure failure() const { return m_failure; }
    const QString &failureText() const { return m_failure_text; }
    // Rises with every execute(): tells whether a job has written.
    quint64 writes() const { return m_writes; }

    const Dialect &dialect() const { return dialectOf(m_url.engine); }
    Engine engine() const { return m_url.engine; }
    // Null for readers.
    LogCache *cache() const { return m_cache.get(); }

private:
    friend class Rows;
    struct Prepared {
        QSqlQuery query;
        bool in_use = false;
    };

    explicit Sql(DatabaseUrl url);
    Result<void> connect(Use use);
    Error explain(const Error &error) const;
    Result<void> lockSqlite();
    Result<void> lockPostgres();
    Result<void> configureSqlite(Use use);
    Result<void> configurePostgres(Use use);
    Result<void> quickCheck();
    Result<void> judgeOpen();
    Result<Prepared *> prepared(const QString &sql);
    Error fail(const QSqlError &error, const QString &what);
    Failure classify(const QSqlError &error) const;

    DatabaseUrl m_url;
    QString m_connection_name;
    QSqlDatabase m_database;
    std::unique_ptr<QLockFile> m_lock;
    QHash<QString, Prepared *> m_prepared;
    std::unique_ptr<LogCache> m_cache;
    Failure m_failure = Failure::None;
    QString m_failure_text;
    quint64 m_writes = 0;
};

} // namespace chat121::store
