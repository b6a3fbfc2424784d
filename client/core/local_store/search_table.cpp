// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/local_store/search_table.h"

#include "client/core/local_store/database.h"
#include "client/core/local_store/item_table.h"

namespace chat121 {

using namespace Qt::StringLiterals;

namespace {

constexpr int kNumberBits = 20; // of a block in its segment
constexpr QByteArrayView kManifest = "manifest";

qint64 blockId(quint32 segment, quint32 number)
{
    return static_cast<qint64>((quint64(segment) << kNumberBits) | number);
}

QByteArray placeOf(qint64 block)
{
    Writer writer;
    writer.raw("search block");
    writer.u64(static_cast<quint64>(block));
    return writer.take();
}

} // namespace

// --- changes ---------------------------------------------------------------------------------------

Result<bool> SearchTable::hasUnindexed(int at_least) const
{
    TRY_ASSIGN(const std::optional<qint64> found,
               m_database.number(u"SELECT 1 FROM search_change LIMIT 1 OFFSET ?"_s, {qMax(0, at_least - 1)}));
    return found.has_value();
}

Result<qint64> SearchTable::countUnindexed() const
{
    TRY_ASSIGN(const std::optional<qint64> rows,
               m_database.number(u"SELECT count(*) FROM search_change"_s, {}));
    return rows.value_or(0);
}

Result<QList<qint64>> SearchTable::unindexedUpTo(qint64 change) const
{
    TRY_ASSIGN(
        QSqlQuery query,
        m_database.run(u"SELECT row FROM search_change WHERE change <= ? ORDER BY change"_s, {change}));
    QList<qint64> rows;
    while (query.next())
        rows.append(query.value(0).toLongLong());
    return rows;
}

Result<void> SearchTable::setIndexed(qint64 change, quint32 segment)
{
    TRY(m_database.run(u"UPDATE search_stale SET segment = ? WHERE segment = 0 AND row IN "
                       "(SELECT row FROM search_change WHERE change <= ?)"_s,
                       {segment, change}));
    TRY(m_database.run(u"DELETE FROM search_change WHERE change <= ?"_s, {change}));
    return success();
}

Result<void> SearchTable::forgetAll()
{
    TRY(m_database.run(u"DELETE FROM search_block"_s, {}));
    TRY(m_database.run(u"DELETE FROM search_stale"_s, {}));
    TRY(m_database.run(u"INSERT OR IGNORE INTO search_change (row) SELECT row FROM message ORDER BY row"_s,
                       {}));
    return success();
}

// --- stale rows ------------------------------------------------------------------------------------

Result<QList<SearchTable::Stale>> SearchTable::stale(int count) const
{
    TRY_ASSIGN(QSqlQuery query,
               m_database.run(u"SELECT row, segment FROM search_stale ORDER BY row LIMIT ?"_s, {count}));
    QList<Stale> rows;
    while (query.next())
        rows.append({query.value(0).toLongLong(), query.value(1).toUInt()});
    return rows;
}

Result<bool> SearchTable::hasStale() const
{
    TRY_ASSIGN(const std::optional<qint64> found,
               m_database.number(u"SELECT 1 FROM search_stale LIMIT 1"_s, {}));
    return found.has_value();
}

Result<void> SearchTable::setStale(qint64 row)
{
    TRY(m_database.run(u"INSERT OR REPLACE INTO search_stale (row, segment) VALUES (?, 0)"_s, {row}));
    return success();
}

Result<void> SearchTable::removeStale(const Stale &stale)
{
    TRY(m_database.run(u"DELETE FROM search_stale WHERE row = ? AND segment = ?"_s,
                       {stale.row, stale.segment}));
    return success();
}

// --- blocks ----------------------------------------------------------------------------------------

Result<void> SearchTable::putBlock(quint32 segment, quint32 number, const QByteArray &content)
{
    Q_ASSERT_X(number >> kNumberBits == 0, "SearchTable", "too many blocks");
    const qint64 id = blockId(segment, number);
    TRY(m_database.run(u"INSERT INTO search_block (block, sealed) VALUES (?, ?)"_s,
                       {id, m_database.seal(placeOf(id), content)}));
    return success();
}

Result<QByteArray> SearchTable::block(quint32 segment, quint32 number) const
{
    const qint64 id = blockId(segment, number);
    TRY_ASSIGN(QSqlQuery query, m_database.run(u"SELECT sealed FROM search_block WHERE block = ?"_s, {id}));
    if (!query.next()) return Error{Code::NotFound, u"no such block of the search index"_s};
    return m_database.unseal(placeOf(id), query.value(0).toByteArray());
}

Result<bool> SearchTable::removeSome(quint32 segment, int blocks_max)
{
    TRY_ASSIGN(const int removed,
               m_database.changed(u"DELETE FROM search_block WHERE block IN (SELECT block FROM search_block "
                                  "WHERE block >= ? AND block < ? LIMIT ?)"_s,
                                  {blockId(segment, 0), blockId(segment + 1, 0), blocks_max}));
    return removed > 0;
}

// One look-up each, however many blocks there are.
Result<QList<quint32>> SearchTable::segments() const
{
    QList<quint32> found;
    qint64 from = 0;
    for (;;) {
        TRY_ASSIGN(const std::optional<qint64> block,
                   m_database.number(u"SELECT min(block) FROM search_block WHERE block >= ?"_s, {from}));
        if (!block) return found;
        found.append(static_cast<quint32>(*block >> kNumberBits));
        from = blockId(found.constLast() + 1, 0);
    }
}

Result<std::optional<QByteArray>> SearchTable::manifest() const
{
    return RawItems(m_database).find(ItemKind::SearchManifest, kManifest);
}

Result<void> SearchTable::saveManifest(const QByteArray &content)
{
    return RawItems(m_database).save(ItemKind::SearchManifest, kManifest, 0, content);
}

} // namespace chat121
