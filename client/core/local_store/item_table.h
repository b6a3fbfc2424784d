// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Sealed records by key: one SQL table for all kinds, one typed face per record of records.h.
//
// In clear are the kind and two keyed hashes (of key and scope), so that the file shows neither ids
// nor names. The seal covers kind and both hashes: a row opens in its own place only.
// Threads: the store's. Errors: local_store.h.
#pragma once

#include "client/core/local_store/records.h"

#include <QList>

#include <optional>

namespace chat121 {

class Database;

class RawItems {
public:
    explicit RawItems(Database &database)
        : m_database(database)
    {
    }

    Result<void> save(ItemKind kind, QByteArrayView key, quint64 scope, QByteArrayView content);
    Result<std::optional<QByteArray>> find(ItemKind kind, QByteArrayView key) const;
    Result<void> remove(ItemKind kind, QByteArrayView key);
    Result<QList<QByteArray>> all(ItemKind kind) const; // in the order of their first save
    Result<QList<QByteArray>> allOf(ItemKind kind, quint64 scope) const;
    // The same, in pieces.
    Result<QList<QByteArray>> someOf(ItemKind kind, quint64 scope, int first, int count) const;
    Result<void> removeAllOf(ItemKind kind, quint64 scope);
    Result<int> count(ItemKind kind) const;

    // Rising numbers, sealed like everything, so that nobody can set them forward in an old copy.
    Result<quint64> counter(QByteArrayView name) const; // 0: never saved
    Result<void> saveCounter(QByteArrayView name, quint64 value);

private:
    Database &m_database;
};

namespace local_store {

void wipeBytes(QByteArray &bytes);

template <typename Key>
QByteArray encodeKey(const Key &key)
{
    return encode(key);
}
inline QByteArray encodeKey(const QString &key)
{
    return key.toUtf8();
}

template <typename Record>
Result<QList<Record>> decodeAll(Result<QList<QByteArray>> rows)
{
    if (!rows) return rows.error();
    QList<Record> records;
    records.reserve(rows->size());
    for (QByteArray &row : *rows) {
        auto record = decode<Record>(row);
        wipeBytes(row);
        if (!record) return record.error();
        records.append(*std::move(record));
    }
    return records;
}

} // namespace local_store

template <typename Record>
class ItemTable {
public:
    explicit ItemTable(Database &database)
        : m_items(database)
    {
    }

    // Inserts, or replaces the record with the same key.
    Result<void> save(const Record &record)
    {
        QByteArray content = encode(record);
        const auto saved =
            m_items.save(Record::kKind, local_store::encodeKey(record.key()), record.scope(), content);
        local_store::wipeBytes(content);
        return saved;
    }

    Result<std::optional<Record>> find(const typename Record::Key &key) const
    {
        TRY_ASSIGN(std::optional<QByteArray> content,
                   m_items.find(Record::kKind, local_store::encodeKey(key)));
        if (!content) return std::optional<Record>();
        auto record = decode<Record>(*content);
        local_store::wipeBytes(*content);
        if (!record) return record.error();
        return std::optional<Record>(*std::move(record));
    }

    // In the order in which they were saved for the first time.
    Result<QList<Record>> all() const { return local_store::decodeAll<Record>(m_items.all(Record::kKind)); }
    Result<QList<Record>> allOf(quint64 scope) const
    {
        return local_store::decodeAll<Record>(m_items.allOf(Record::kKind, scope));
    }

    Result<QList<Record>> someOf(quint64 scope, int first, int count) const
    {
        return local_store::decodeAll<Record>(m_items.someOf(Record::kKind, scope, first, count));
    }

    // Absent: success.
    Result<void> remove(const typename Record::Key &key)
    {
        return m_items.remove(Record::kKind, local_store::encodeKey(key));
    }
    Result<void> removeAllOf(quint64 scope) { return m_items.removeAllOf(Record::kKind, scope); }
    Result<int> count() const { return m_items.count(Record::kKind); }

private:
    RawItems m_items;
};

} // namespace chat121
