// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The connection to the store's file: its lock, its transactions, its seals. Private to this folder.
//
// Ownership: one per LocalStore. Threads: the one that opened it. Errors: local_store.h.
// Source: https://www.sqlite.org/pragma.html (locking_mode, secure_delete), rescode.html.
#pragma once

#include "client/core/local_store/transaction.h"
#include "common/crypto/hash.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QVariantList>

#include <functional>
#include <memory>
#include <optional>

namespace chat121 {

class Database {
public:
    // Opens or makes the file and locks it for this process.
    static Result<std::unique_ptr<Database>> open(const QString &path, const crypto::Secret32 &key,
                                                  RandomSource &random);
    ~Database();
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    // One statement. After a failure inside of a transaction everything else in it fails alike, so
    // that no half of it can ever be committed.
    Result<QSqlQuery> run(const QString &sql, const QVariantList &values);
    Result<int> changed(const QString &sql, const QVariantList &values); // rows

    // The number in the first column of the first row, or nothing.
    Result<std::optional<qint64>> number(const QString &sql, const QVariantList &values);

    // Writes the write-ahead log back into the file and cuts it to nothing.
    Result<void> emptyLog();

    Result<Transaction> begin();
    Result<void> commit();
    void rollback();
    bool isInTransaction() const { return m_depth > 0; }
    // The outermost transaction.
    void whenBegun(std::function<void()> call) { m_begun.append(std::move(call)); }
    void whenUndone(std::function<void()> call) { m_undone.append(std::move(call)); }
    void whenCommitted(std::function<void()> call) { m_committed.append(std::move(call)); }

    // A row's content, bound to its place.
    QByteArray seal(QByteArrayView place, QByteArrayView content);
    Result<QByteArray> unseal(QByteArrayView place, QByteArrayView sealed) const;

    // What stands in the file instead of a name or an id.
    qint64 tag(QByteArrayView domain, QByteArrayView name) const;
    qint64 tag(QByteArrayView domain, quint64 id) const;

private:
    Database(const crypto::Secret32 &key, RandomSource &random);
    Result<void> connect(const QString &path);
    Result<QSqlQuery> runOnce(const QString &sql, const QVariantList &values);
    void endOutermost();

    const crypto::Secret32 m_content_key;
    const crypto::HmacKey m_tag_key;
    RandomSource &m_random;
    QString m_name;
    QSqlDatabase m_database;
    int m_depth = 0;
    bool m_has_log = true;
    std::optional<Error> m_doomed;
    QList<std::function<void()>> m_begun;
    QList<std::function<void()>> m_undone;
    QList<std::function<void()>> m_committed;
};

} // namespace chat121
