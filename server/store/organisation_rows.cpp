// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/store/organisation_rows.h"

#include "server/store/log_cache.h"

using namespace Qt::StringLiterals;

namespace chat121::store {

Result<std::optional<QByteArray>> findOrganisation(Sql &sql)
{
    TRY_ASSIGN(Rows rows, sql.query(u"SELECT document FROM organisation ORDER BY number DESC LIMIT 1"_s));
    if (!rows.next()) return std::optional<QByteArray>();
    return std::optional(rows.bytes(0));
}

Result<QList<QByteArray>> allOrganisations(Sql &sql)
{
    QList<QByteArray> documents;
    TRY_ASSIGN(Rows rows, sql.query(u"SELECT document FROM organisation ORDER BY number"_s));
    while (rows.next())
        documents.append(rows.bytes(0));
    return documents;
}

Result<void> putOrganisation(Sql &sql, quint64 number, const QByteArray &document, UnixTime now)
{
    TRY(sql.execute(u"INSERT INTO organisation (number, document, stored_at_ms) VALUES (?, ?, ?)"_s,
                    {number, document, now}));
    return success();
}

// --- departments ----------------------------------------------------------------------------------

// The columns that departmentFrom() reads. A macro, since the parts of a literal join only as one.
#define DEPARTMENT_COLUMNS                                                                                   \
    u"SELECT id, waiting_room, team, is_active, inbox_key, retention_days, region, is_shielded, routing, "   \
    "agent_capacity, offer_s, silent_s, alarms_s FROM department "

static identity::RoutingRules rulesFrom(const Rows &rows)
{
    identity::RoutingRules rules{rows.value<identity::RoutingPolicy>(8),
                                 static_cast<quint8>(rows.number(9)),
                                 static_cast<quint16>(rows.number(10)),
                                 static_cast<quint32>(rows.number(11)),
                                 {}};
    for (const QString &alarm : rows.text(12).split(u' ', Qt::SkipEmptyParts))
        rules.alarms_s.items.append(alarm.toUShort());
    return rules;
}

static DepartmentRow departmentFrom(const Rows &rows)
{
    return {rows.id<DepartmentId>(0),
            rows.id<LogId>(1),
            rows.id<LogId>(2),
            rows.number(3) != 0,
            rows.bytes(4),
            static_cast<quint32>(rows.number(5)),
            rows.text(6),
            rows.number(7) != 0,
            rulesFrom(rows)};
}

Result<QList<DepartmentRow>> departments(Sql &sql)
{
    QList<DepartmentRow> result;
    TRY_ASSIGN(Rows rows, sql.query(DEPARTMENT_COLUMNS "ORDER BY id"_s));
    while (rows.next())
        result.append(departmentFrom(rows));
    return result;
}

Result<std::optional<DepartmentRow>> findDepartment(Sql &sql, DepartmentId department)
{
    TRY_ASSIGN(Rows rows, sql.query(DEPARTMENT_COLUMNS "WHERE id = ?"_s, {department}));
    if (!rows.next()) return std::optional<DepartmentRow>();
    return std::optional(departmentFrom(rows));
}

#undef DEPARTMENT_COLUMNS

Result<void> addDepartment(Sql &sql, const DepartmentRow &department)
{
    TRY(sql.execute(u"INSERT INTO department (id, waiting_room, team, is_active) VALUES (?, ?, ?, 1)"_s,
                    {department.id, department.waiting_room, department.team}));
    return success();
}

Result<void> setDepartmentActive(Sql &sql, DepartmentId department, bool is_active)
{
    TRY(sql.execute(u"UPDATE department SET is_active = ? WHERE id = ?"_s, {is_active, department}));
    return success();
}

Result<void> setRetention(Sql &sql, DepartmentId department, quint32 days)
{
    TRY(sql.execute(u"UPDATE department SET retention_days = ? WHERE id = ?"_s, {days, department}));
    return success();
}

Result<void> setRegion(Sql &sql, DepartmentId department, const QString &region)
{
    TRY(sql.execute(u"UPDATE department SET region = ? WHERE id = ?"_s, {region, department}));
    if (sql.cache()) sql.cache()->forgetRegions();
    return success();
}

Result<void> setShielded(Sql &sql, DepartmentId department, bool is_shielded)
{
    TRY(sql.execute(u"UPDATE department SET is_shielded = ? WHERE id = ?"_s, {is_shielded, department}));
    return success();
}

Result<void> setRouting(Sql &sql, DepartmentId department, const identity::RoutingRules &rules)
{
    QStringList alarms;
    for (const quint16 alarm : rules.alarms_s.items)
        alarms.append(QString::number(alarm));
    TRY(sql.execute(
        u"UPDATE department SET routing = ?, agent_capacity = ?, offer_s = ?, silent_s = ?, "
        "alarms_s = ? WHERE id = ?"_s,
        {rules.policy, rules.capacity, rules.offer_s, rules.silent_s, alarms.join(u' '), department}));
    return success();
}

Result<QStringList> boundRegions(Sql &sql)
{
    if (sql.cache() && sql.cache()->regions()) return *sql.cache()->regions();
    QStringList regions;
    TRY_ASSIGN(Rows rows, sql.query(u"SELECT DISTINCT region FROM department WHERE region <> ''"_s));
    while (rows.next())
        regions.append(rows.text(0));
    if (sql.cache()) sql.cache()->putRegions(regions);
    return regions;
}

Result<void> putInboxKey(Sql &sql, DepartmentId department, const QByteArray &key, UnixTime published_at)
{
    TRY(sql.execute(u"UPDATE department SET inbox_key = ?, inbox_key_ms = ? WHERE id = ?"_s,
                    {key, published_at, department}));
    return success();
}

// --- registrar, set-up ----------------------------------------------------------------------------

Result<std::optional<RegistrarRow>> findRegistrar(Sql &sql)
{
    TRY_ASSIGN(Rows rows,
               sql.query(u"SELECT seed, fake_settings_key, public_key FROM registrar WHERE id = 1"_s));
    if (!rows.next()) return std::optional<RegistrarRow>();
    return std::optional(RegistrarRow{rows.bytes(0), rows.fixed<32>(1), rows.bytes(2)});
}

Result<void> putRegistrar(Sql &sql, const RegistrarRow &registrar)
{
    TRY(sql.execute(u"INSERT INTO registrar (id, seed, fake_settings_key, public_key) VALUES (1, ?, ?, ?)"_s,
                    {registrar.seed, registrar.fake_settings_key, registrar.public_key}));
    return success();
}

Result<void> forgetRegistrarSeed(Sql &sql, const QByteArray &public_key)
{
    TRY(sql.execute(u"UPDATE registrar SET seed = ?, public_key = ? WHERE id = 1"_s,
                    {QByteArray(), public_key}));
    return success();
}

Result<std::optional<SetUpTokenRow>> findSetUpToken(Sql &sql)
{
    TRY_ASSIGN(Rows rows, sql.query(u"SELECT token_hash, expires_at_ms FROM setup_token"_s));
    if (!rows.next()) return std::optional<SetUpTokenRow>();
    return std::optional(SetUpTokenRow{rows.fixed<32>(0), rows.time(1)});
}

Result<void> putSetUpToken(Sql &sql, const SetUpTokenRow &token)
{
    TRY(deleteSetUpToken(sql));
    TRY(sql.execute(u"INSERT INTO setup_token (token_hash, expires_at_ms) VALUES (?, ?)"_s,
                    {token.token_hash, token.expires_at}));
    return success();
}

Result<void> deleteSetUpToken(Sql &sql)
{
    TRY(sql.execute(u"DELETE FROM setup_token"_s));
    return success();
}

} // namespace chat121::store
