// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/local_store/item_table.h"

#include "client/core/local_store/database.h"
#include "common/crypto/secret.h"

namespace chat121 {

using namespace Qt::StringLiterals;

namespace {

QByteArray domainOf(ItemKind kind, QByteArrayView what)
{
    return what.toByteArray() + QByteArray::number(static_cast<quint16>(kind));
}

QByteArray placeOf(ItemKind kind, qint64 key, qint64 scope)
{
    Writer writer;
    writer.raw("item");
    writer.u16(static_cast<quint16>(kind));
    writer.u64(static_cast<quint64>(key));
    writer.u64(static_cast<quint64>(scope));
    return writer.take();
}

Result<QList<QByteArray>> unsealAll(Database &database, ItemKind kind, QSqlQuery query)
{
    QList<QByteArray> rows;
    while (query.next()) {
        const QByteArray place = placeOf(kind, query.value(0).toLongLong(), query.value(1).toLongLong());
        TRY_ASSIGN(QByteArray content, database.unseal(place, query.value(2).toByteArray()));
        rows.append(std::move(content));
    }
    return rows;
}

} // namespace

void local_store::wipeBytes(QByteArray &bytes)
{
    crypto::wipe(bytes);
}

Result<void> RawItems::save(ItemKind kind, QByteArrayView key, quint64 scope, QByteArrayView content)
{
    if (content.size() > limits::kRecordBytesMax)
        return Error{Code::Storage, u"a record beyond all bounds"_s};
    const qint64 key_tag = m_database.tag(domainOf(kind, "key"), key);
    const qint64 scope_tag = m_database.tag(domainOf(kind, "scope"), scope);
    const QByteArray sealed = m_database.seal(placeOf(kind, key_tag, scope_tag), content);
    TRY(m_database.run(
        u"INSERT INTO item (kind, key, scope, sealed) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (kind, key) DO UPDATE SET scope = excluded.scope, sealed = excluded.sealed"_s,
        {static_cast<int>(kind), key_tag, scope_tag, sealed}));
    return success();
}

Result<std::optional<QByteArray>> RawItems::find(ItemKind kind, QByteArrayView key) const
{
    const qint64 key_tag = m_database.tag(domainOf(kind, "key"), key);
    TRY_ASSIGN(QSqlQuery query,
               m_database.run(u"SELECT key, scope, sealed FROM item WHERE kind = ? AND key = ?"_s,
                              {static_cast<int>(kind), key_tag}));
    TRY_ASSIGN(QList<QByteArray> rows, unsealAll(m_database, kind, std::move(query)));
    if (rows.isEmpty()) return std::optional<QByteArray>();
    return std::optional<QByteArray>(rows.takeFirst());
}

Result<void> RawItems::remove(ItemKind kind, QByteArrayView key)
{
    const qint64 key_tag = m_database.tag(domainOf(kind, "key"), key);
    TRY(m_database.run(u"DELETE FROM item WHERE kind = ? AND key = ?"_s, {static_cast<int>(kind), key_tag}));
    return success();
}

Result<QList<QByteArray>> RawItems::all(ItemKind kind) const
{
    TRY_ASSIGN(QSqlQuery query,
               m_database.run(u"SELECT key, scope, sealed FROM item WHERE kind = ? ORDER BY row"_s,
                              {static_cast<int>(kind)}));
    return unsealAll(m_database, kind, std::move(query));
}

Result<QList<QByteArray>> RawItems::allOf(ItemKind kind, quint64 scope) const
{
    const qint64 scope_tag = m_database.tag(domainOf(kind, "scope"), scope);
    TRY_ASSIGN(
        QSqlQuery query,
        m_database.run(u"SELECT key, scope, sealed FROM item WHERE kind = ? AND scope = ? ORDER BY row"_s,
                       {static_cast<int>(kind), scope_tag}));
    return unsealAll(m_database, kind, std::move(query));
}

Result<QList<QByteArray>> RawItems::someOf(ItemKind kind, quint64 scope, int first, int count) const
{
    const qint64 scope_tag = m_database.tag(domainOf(kind, "scope"), scope);
    TRY_ASSIGN(QSqlQuery query, m_database.run(u"SELECT key, scope, sealed FROM item WHERE kind = ? AND "
                                               "scope = ? ORDER BY row LIMIT ? OFFSET ?"_s,
                                               {static_cast<int>(kind), scope_tag, count, first}));
    return unsealAll(m_database, kind, std::move(query));
}

Result<void> RawItems::removeAllOf(ItemKind kind, quint64 scope)
{
    const qint64 scope_tag = m_database.tag(domainOf(kind, "scope"), scope);
    TRY(m_database.run(u"DELETE FROM item WHERE kind = ? AND scope = ?"_s,
                       {static_cast<int>(kind), scope_tag}));
    return success();
}

Result<int> RawItems::count(ItemKind kind) const
{
    TRY_ASSIGN(const std::optional<qint64> rows,
               m_database.number(u"SELECT count(*) FROM item WHERE kind = ?"_s, {static_cast<int>(kind)}));
    return static_cast<int>(rows.value_or(0));
}

Result<quint64> RawItems::counter(QByteArrayView name) const
{
    TRY_ASSIGN(const std::optional<QByteArray> content, find(ItemKind::Counter, name));
    if (!content) return quint64(0);
    return decode<quint64>(*content);
}

Result<void> RawItems::saveCounter(QByteArrayView name, quint64 value)
{
    return save(ItemKind::Counter, name, 0, encode(value));
}

} // namespace chat121
