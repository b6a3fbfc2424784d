// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/store/log_rows.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace chat121::store {

namespace {

constexpr Sequence kNoEnd{std::numeric_limits<qint64>::max()};

Result<QList<OpenMember>> openMembers(Sql &sql, LogId log)
{
    QList<OpenMember> result;
    TRY_ASSIGN(Rows rows,
               sql.query(u"SELECT device, account FROM member WHERE log = ? AND to_sequence IS NULL "
                         "ORDER BY device"_s,
                         {log}));
    while (rows.next())
        result.append({rows.id<DeviceId>(0), rows.id<AccountId>(1)});
    return result;
}

Result<std::optional<LogEntry>> readLog(Sql &sql, LogId log)
{
    LogEntry entry;
    {
        TRY_ASSIGN(
            Rows rows,
            sql.query(u"SELECT kind, owner, incarnation, floor, has_group, generation, epoch, is_closed, "
                      "(SELECT MAX(sequence) FROM envelope WHERE envelope.log = log.id) "
                      "FROM log WHERE id = ?"_s,
                      {log}));
        if (!rows.next()) return std::optional<LogEntry>();
        entry.id = log;
        entry.kind = rows.value<LogKind>(0);
        entry.owner = static_cast<quint64>(rows.number(1));
        entry.incarnation = static_cast<quint64>(rows.number(2));
        entry.floor = rows.id<Sequence>(3);
        entry.has_group = rows.number(4) != 0;
        entry.generation = static_cast<quint32>(rows.number(5));
        entry.epoch = static_cast<quint64>(rows.number(6));
        entry.is_closed = rows.number(7) != 0;
        const quint64 below_floor = entry.floor.isValid() ? entry.floor.value - 1 : 0;
        entry.last.value = qMax(static_cast<quint64>(rows.number(8)), below_floor);
    }
    TRY_ASSIGN(entry.members, openMembers(sql, log));
    return std::optional<LogEntry>(entry);
}

void remember(Sql &sql, const LogEntry &entry)
{
    if (sql.cache()) sql.cache()->put(entry);
}

} // namespace

Result<std::optional<LogEntry>> findLog(Sql &sql, LogId log)
{
    if (sql.cache()) {
        if (const LogEntry *known = sql.cache()->find(log)) return std::optional<LogEntry>(*known);
    }
    TRY_ASSIGN(std::optional<LogEntry> entry, readLog(sql, log));
    if (entry) remember(sql, *entry);
    return entry;
}

Result<void> createLog(Sql &sql, LogId log, LogKind kind, quint64 owner, quint64 incarnation)
{
    TRY_ASSIGN(const qint64 made,
               sql.execute(u"INSERT INTO log (id, kind, owner, incarnation) VALUES (?, ?, ?, ?) "
                           "ON CONFLICT (id) DO NOTHING"_s,
                           {log, kind, owner, incarnation}));
    if (made != 1) return Error{Code::Conflict, u"the log's number is taken"_s};
    LogEntry entry;
    entry.id = log;
    entry.kind = kind;
    entry.owner = owner;
    entry.incarnation = incarnation;
    remember(sql, entry);
    return success();
}

Result<void> setEpoch(Sql &sql, LogEntry &log, quint32 generation, quint64 epoch)
{
    TRY(sql.execute(u"UPDATE log SET has_group = 1, generation = ?, epoch = ? WHERE id = ?"_s,
                    {generation, epoch, log.id}));
    log.has_group = true;
    log.generation = generation;
    log.epoch = epoch;
    remember(sql, log);
    return success();
}

Result<void> setClosed(Sql &sql, LogId log, bool is_closed)
{
    TRY(sql.execute(u"UPDATE log SET is_closed = ? WHERE id = ?"_s, {is_closed, log}));
    if (sql.cache()) sql.cache()->forget(log);
    return success();
}

// --- members --------------------------------------------------------------------------------------

Result<void> addMember(Sql &sql, LogEntry &log, const OpenMember &member, Sequence from)
{
    TRY(sql.execute(u"INSERT INTO member (log, device, account, from_sequence) VALUES (?, ?, ?, ?)"_s,
                    {log.id, member.device, member.account, from}));
    log.members.append(member);
    remember(sql, log);
    return success();
}

Result<void> endMember(Sql &sql, LogEntry &log, DeviceId device, Sequence to)
{
    TRY(sql.execute(
        u"UPDATE member SET to_sequence = ? WHERE log = ? AND device = ? AND to_sequence IS NULL"_s,
        {to, log.id, device}));
    log.members.removeIf([device](const OpenMember &member) { return member.device == device; });
    remember(sql, log);
    return success();
}

Result<void> resumeMember(Sql &sql, LogEntry &log, const OpenMember &member)
{
    TRY_ASSIGN(const qint64 resumed,
               sql.execute(u"UPDATE member SET to_sequence = NULL WHERE log = ? AND device = ? "
                           "AND from_sequence = (SELECT MAX(newest.from_sequence) FROM member newest "
                           "WHERE newest.log = ? AND newest.device = ?)"_s,
                           {log.id, member.device, log.id, member.device}));
    if (resumed == 0) return addMember(sql, log, member, log.last);
    log.members.append(member);
    remember(sql, log);
    return success();
}

Result<QList<Interval>> intervalsOf(Sql &sql, LogId log, DeviceId device)
{
    QList<Interval> result;
    TRY_ASSIGN(Rows rows,
               sql.query(u"SELECT from_sequence, to_sequence FROM member WHERE log = ? AND device = ? "
                         "ORDER BY from_sequence"_s,
                         {log, device}));
    while (rows.next())
        result.append({rows.id<Sequence>(0), rows.isNull(1) ? kNoEnd : rows.id<Sequence>(1)});
    return result;
}

static Result<QList<AccountId>> accountsOf(Sql &sql, const QString &statement,
                                           std::initializer_list<Value> values)
{
    QList<AccountId> result;
    TRY_ASSIGN(Rows rows, sql.query(statement, values));
    while (rows.next())
        result.append(rows.id<AccountId>(0));
    return result;
}

Result<QList<AccountId>> companionsOf(Sql &sql, AccountId account)
{
    return accountsOf(sql,
                      u"SELECT DISTINCT other.account FROM member mine "
                      "JOIN log ON log.id = mine.log AND log.kind = ? AND log.is_closed = 0 "
                      "JOIN member other ON other.log = mine.log AND other.to_sequence IS NULL "
                      "WHERE mine.account = ? AND mine.to_sequence IS NULL AND other.account <> ?"_s,
                      {LogKind::Conversation, account, account});
}

Result<QList<AccountId>> accountsMetBy(Sql &sql, AccountId account)
{
    return accountsOf(sql,
                      u"SELECT DISTINCT other.account FROM member mine "
                      "JOIN log ON log.id = mine.log AND log.kind = ? "
                      "JOIN member other ON other.log = mine.log "
                      "WHERE mine.account = ? AND other.account <> ?"_s,
                      {LogKind::Conversation, account, account});
}

// --- cursors --------------------------------------------------------------------------------------

Result<void> acknowledge(Sql &sql, DeviceId device, LogId log, Sequence sequence)
{
    TRY(sql.execute(u"INSERT INTO cursor (device, log, acknowledged) VALUES (?, ?, ?) "
                    "ON CONFLICT (device, log) DO UPDATE SET acknowledged = excluded.acknowledged "
                    "WHERE cursor.acknowledged < excluded.acknowledged"_s,
                    {device, log, sequence}));
    return success();
}

static Result<void> addReadableHead(Sql &sql, DeviceId device, LogId log, QList<LogHead> &heads)
{
    TRY_ASSIGN(const std::optional<LogEntry> entry, findLog(sql, log));
    if (!entry) return success();
    TRY_ASSIGN(Rows rows,
               sql.query(u"SELECT acknowledged FROM cursor WHERE device = ? AND log = ?"_s, {device, log}));
    const Sequence acknowledged = rows.next() ? rows.id<Sequence>(0) : Sequence{};
    if (entry->last > acknowledged)
        heads.append({log, entry->incarnation, entry->last, entry->floor, acknowledged});
    return success();
}

Result<QList<LogHead>> headsOf(Sql &sql, DeviceId device, const QList<LogId> &readable)
{
    QList<LogHead> heads;
    for (const LogId log : readable)
        TRY(addReadableHead(sql, device, log, heads));
    TRY_ASSIGN(
        Rows rows,
        sql.query(u"SELECT id, incarnation, floor, done, head FROM ("
                  "SELECT log.id, log.incarnation, log.floor, COALESCE(cursor.acknowledged, 0) AS done, "
                  "(SELECT MAX(e.sequence) FROM envelope e WHERE e.log = log.id "
                  " AND e.sequence <= mine.till) AS head "
                  "FROM (SELECT log, MAX(COALESCE(to_sequence, 9223372036854775807)) AS till "
                  "      FROM member WHERE device = ? GROUP BY log) mine "
                  "JOIN log ON log.id = mine.log "
                  "LEFT JOIN cursor ON cursor.device = ? AND cursor.log = mine.log) list "
                  "WHERE head > done ORDER BY id LIMIT ?"_s,
                  {device, device, limits::kHeadsPerReply - heads.size()}));
    while (rows.next()) {
        heads.append({rows.id<LogId>(0), static_cast<quint64>(rows.number(1)), rows.id<Sequence>(4),
                      rows.id<Sequence>(2), rows.id<Sequence>(3)});
    }
    return heads;
}

// --- group info -----------------------------------------------------------------------------------

Result<void> putGroupInfo(Sql &sql, LogId log, const StoredGroupInfo &info)
{
    TRY(sql.execute(
        u"INSERT INTO group_info (log, generation, epoch, body) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (log) DO UPDATE SET generation = excluded.generation, epoch = excluded.epoch, "
        "body = excluded.body"_s,
        {log, info.generation, info.epoch, info.body}));
    return success();
}

Result<std::optional<StoredGroupInfo>> findGroupInfo(Sql &sql, LogId log)
{
    TRY_ASSIGN(Rows rows,
               sql.query(u"SELECT generation, epoch, body FROM group_info WHERE log = ?"_s, {log}));
    if (!rows.next()) return std::optional<StoredGroupInfo>();
    return std::optional(StoredGroupInfo{static_cast<quint32>(rows.number(0)),
                                         static_cast<quint64>(rows.number(1)), rows.bytes(2)});
}

} // namespace chat121::store
