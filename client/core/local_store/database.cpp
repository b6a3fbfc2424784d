// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/local_store/database.h"

#include "common/base/log.h"
#include "common/crypto/aead.h"
#include "common/crypto/hkdf.h"

#include <QAtomicInteger>
#include <QSqlError>
#include <QtEndian>

namespace chat121 {

using namespace Qt::StringLiterals;

namespace {

// The primary result codes of SQLite that have a meaning of their own here.
enum SqliteResult {
    SqliteBusy = 5,
    SqliteReadOnly = 8,
    SqliteCorrupt = 11,
    SqliteFull = 13,
    SqliteCannotOpen = 14,
    SqliteNotADatabase = 26
};

Error errorOf(const QSqlError &error)
{
    const int result = error.nativeErrorCode().toInt() & 0xff;
    const QString detail = u"sqlite %1"_s.arg(error.nativeErrorCode());
    switch (result) {
    case SqliteBusy:
        return {Code::Busy, detail};
    case SqliteReadOnly:
    case SqliteCannotOpen:
        return {Code::Forbidden, detail};
    case SqliteCorrupt:
    case SqliteNotADatabase:
        return {Code::Malformed, detail};
    case SqliteFull:
        return {Code::TooLarge, detail};
    }
    return {Code::Storage, detail + u' ' + error.driverText()};
}

crypto::Secret32 derive(const crypto::Secret32 &key, QByteArrayView purpose)
{
    return crypto::hkdfExpand<32>(key.view(), purpose);
}

QString uniqueName()
{
    static QAtomicInteger<quint64> counter;
    return u"chat121 local store %1"_s.arg(++counter);
}

} // namespace

Database::Database(const crypto::Secret32 &key, RandomSource &random)
    : m_content_key(derive(key, "chat121 store content"))
    , m_tag_key(derive(key, "chat121 store tags").view())
    , m_random(random)
    , m_name(uniqueName())
{
}

Database::~Database()
{
    m_database.close();
    m_database = {};
    QSqlDatabase::removeDatabase(m_name);
}

Result<std::unique_ptr<Database>> Database::open(const QString &path, const crypto::Secret32 &key,
                                                 RandomSource &random)
{
    std::unique_ptr<Database> database(new Database(key, random));
    TRY(database->connect(path));
    return database;
}

Result<void> Database::connect(const QString &path)
{
    m_database = QSqlDatabase::addDatabase(u"QSQLITE"_s, m_name);
    m_database.setDatabaseName(path);
    m_database.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=0"_s);
    if (!m_database.open()) return errorOf(m_database.lastError());

    // The lock lasts as long as the connection and dies with the process, however it dies.
    TRY(run(u"PRAGMA locking_mode = EXCLUSIVE"_s, {}));
    TRY_ASSIGN(QSqlQuery journal, run(u"PRAGMA journal_mode = WAL"_s, {}));
    if (!journal.next() || journal.value(0).toString() != "wal"_L1)
        return Error{Code::Forbidden, u"no write-ahead log"_s};
    journal.finish();
    TRY(run(u"PRAGMA synchronous = FULL"_s, {}));
    TRY(run(u"PRAGMA secure_delete = ON"_s, {}));
    TRY(run(u"PRAGMA temp_store = MEMORY"_s, {}));
    TRY(run(u"BEGIN IMMEDIATE"_s, {})); // takes the lock, and finds out whether it may write
    TRY(run(u"COMMIT"_s, {}));
    return success();
}

Result<QSqlQuery> Database::run(const QString &sql, const QVariantList &values)
{
    if (m_doomed) return *m_doomed;
    auto query = runOnce(sql, values);
    if (!query && m_depth > 0) m_doomed = query.error();
    return query;
}

Result<QSqlQuery> Database::runOnce(const QString &sql, const QVariantList &values)
{
    m_has_log = true;
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    if (!query.prepare(sql)) return errorOf(query.lastError());
    for (const QVariant &value : values)
        query.addBindValue(value);
    if (!query.exec()) return errorOf(query.lastError());
    return query;
}

Result<int> Database::changed(const QString &sql, const QVariantList &values)
{
    TRY_ASSIGN(const QSqlQuery query, run(sql, values));
    return query.numRowsAffected();
}

Result<std::optional<qint64>> Database::number(const QString &sql, const QVariantList &values)
{
    TRY_ASSIGN(QSqlQuery query, run(sql, values));
    if (!query.next() || query.isNull(0)) return std::optional<qint64>();
    return std::optional<qint64>(query.value(0).toLongLong());
}

Result<void> Database::emptyLog()
{
    if (!m_has_log || isInTransaction()) return success();
    TRY_ASSIGN(QSqlQuery query, run(u"PRAGMA wal_checkpoint(TRUNCATE)"_s, {}));
    const bool is_busy = !query.next() || query.value(0).toInt() != 0;
    if (is_busy) return Error{Code::Busy, u"the write-ahead log is in use"_s};
    m_has_log = false;
    return success();
}

Result<Transaction> Database::begin()
{
    if (m_depth == 0) {
        TRY(run(u"BEGIN IMMEDIATE"_s, {}));
        for (const auto &call : m_begun)
            call();
    }
    ++m_depth;
    return Transaction(*this);
}

Result<void> Database::commit()
{
    Q_ASSERT_X(m_depth > 0, "Database::commit", "no transaction");
    if (m_depth > 1) {
        --m_depth;
        return m_doomed ? Result<void>(*m_doomed) : success();
    }
    auto committed = run(u"COMMIT"_s, {});
    if (!committed) {
        rollback();
        return committed.error();
    }
    m_depth = 0;
    for (const auto &call : m_committed)
        call();
    return success();
}

void Database::rollback()
{
    Q_ASSERT_X(m_depth > 0, "Database::rollback", "no transaction");
    if (--m_depth > 0) {
        if (!m_doomed) m_doomed = Error{Code::Storage, u"a part of the transaction was undone"_s};
        return;
    }
    endOutermost();
}

void Database::endOutermost()
{
    m_doomed.reset();
    // After some errors SQLite has undone everything by itself; then this fails and does no harm.
    if (!runOnce(u"ROLLBACK"_s, {}))
        qCDebug(lcClient) << "the local store had undone a transaction by itself";
    for (const auto &call : m_undone)
        call();
}

QByteArray Database::seal(QByteArrayView place, QByteArrayView content)
{
    return crypto::boxSeal(m_content_key, place, content, m_random);
}

Result<QByteArray> Database::unseal(QByteArrayView place, QByteArrayView sealed) const
{
    return crypto::boxOpen(m_content_key, place, sealed);
}

qint64 Database::tag(QByteArrayView domain, QByteArrayView name) const
{
    const char separator = 0;
    const crypto::Hash hash = m_tag_key.mac({domain, QByteArrayView(&separator, 1), name});
    return qFromBigEndian<qint64>(hash.data.data());
}

qint64 Database::tag(QByteArrayView domain, quint64 id) const
{
    const quint64 bytes = qToBigEndian(id);
    return tag(domain, QByteArrayView(reinterpret_cast<const char *>(&bytes), sizeof(bytes)));
}

// --- Transaction ------------------------------------------------------------------------------------

Transaction::Transaction(Database &database)
    : m_database(&database)
{
}

Transaction::Transaction(Transaction &&other) noexcept
    : m_database(std::exchange(other.m_database, nullptr))
{
}

Transaction::~Transaction()
{
    if (m_database) m_database->rollback();
}

Result<void> Transaction::commit()
{
    Q_ASSERT_X(m_database, "Transaction::commit", "called twice");
    return std::exchange(m_database, nullptr)->commit();
}

} // namespace chat121
