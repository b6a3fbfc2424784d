// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/store/archive_rows.h"

#include "server/store/coarse_time.h"

using namespace Qt::StringLiterals;

namespace chat121::store {

namespace {

// account, log, version, sealed_keys, finder
std::optional<ArchiveRow> archiveFrom(Rows &rows)
{
    if (!rows.next()) return std::nullopt;
    return ArchiveRow{rows.id<AccountId>(0), rows.id<LogId>(1), static_cast<quint64>(rows.number(2)),
                      rows.bytes(3), rows.fixed<32>(4)};
}

Value finderValue(const crypto::Hash &finder)
{
    return finder.isZero() ? Value::null() : Value(finder);
}

} // namespace

Result<std::optional<ArchiveRow>> findArchive(Sql &sql, AccountId account)
{
    TRY_ASSIGN(
        Rows rows,
        sql.query(u"SELECT account, log, version, sealed_keys, finder FROM archive WHERE account = ?"_s,
                  {account}));
    return archiveFrom(rows);
}

Result<std::optional<ArchiveRow>> findArchiveBy(Sql &sql, const crypto::Hash &finder)
{
    TRY_ASSIGN(Rows rows,
               sql.query(u"SELECT account, log, version, sealed_keys, finder FROM archive WHERE finder = ?"_s,
                         {finder}));
    return archiveFrom(rows);
}

Result<bool> putArchive(Sql &sql, const ArchiveRow &archive, UnixTime now)
{
    if (archive.version == 1) {
        TRY_ASSIGN(
            const qint64 made,
            sql.execute(u"INSERT INTO archive (account, log, version, sealed_keys, finder, changed_ms) "
                        "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (account) DO NOTHING"_s,
                        {archive.account, archive.log, archive.version, archive.sealed_keys,
                         finderValue(archive.finder), coarse(now)}));
        return made == 1;
    }
    TRY_ASSIGN(const qint64 changed,
               sql.execute(u"UPDATE archive SET version = ?, sealed_keys = ?, finder = ?, changed_ms = ? "
                           "WHERE account = ? AND version = ?"_s,
                           {archive.version, archive.sealed_keys, finderValue(archive.finder), coarse(now),
                            archive.account, archive.version - 1}));
    return changed == 1;
}

Result<Sequence> findArchiveEntry(Sql &sql, LogId log, const FixedBytes<16> &id)
{
    TRY_ASSIGN(Rows rows,
               sql.query(u"SELECT sequence FROM archive_entry WHERE log = ? AND id = ?"_s, {log, id}));
    return rows.next() ? rows.id<Sequence>(0) : Sequence{};
}

Result<bool> addArchiveEntry(Sql &sql, LogId log, const FixedBytes<16> &id, Sequence sequence)
{
    TRY_ASSIGN(const qint64 added,
               sql.execute(u"INSERT INTO archive_entry (log, id, sequence) VALUES (?, ?, ?) "
                           "ON CONFLICT (log, id) DO NOTHING"_s,
                           {log, id, sequence}));
    return added == 1;
}

} // namespace chat121::store
