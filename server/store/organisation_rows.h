// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The organisation document, its departments with their inbox keys, the registrar and the set-up token.
#pragma once

#include "common/crypto/hash.h"
#include "common/identity/statements.h"
#include "server/store/sql.h"

#include <optional>

namespace chat121::store {

// The newest document, as it travelled; nothing before the founding.
Result<std::optional<QByteArray>> findOrganisation(Sql &sql);
// Every document there was, by number.
Result<QList<QByteArray>> allOrganisations(Sql &sql);
Result<void> putOrganisation(Sql &sql, quint64 number, const QByteArray &document, UnixTime now);

struct DepartmentRow {
    DepartmentId id{};
    LogId waiting_room{};
    LogId team{};
    bool is_active = true;
    QByteArray inbox_key{};     // encode(identity::PublishedDepartmentKey); empty: none yet
    quint32 retention_days = 0; // 0: for ever
    QString region{};           // where it is kept, and nowhere else; empty: anywhere
    bool is_shielded = false;   // who sent what is forgotten early
    identity::RoutingRules rules{};

    // Whether a server that stands there may keep what is said to it.
    bool isKeptIn(const QString &place) const { return region.isEmpty() || region == place; }
};
Result<QList<DepartmentRow>> departments(Sql &sql);
Result<std::optional<DepartmentRow>> findDepartment(Sql &sql, DepartmentId department);
// REQUIRES: the two logs exist
Result<void> addDepartment(Sql &sql, const DepartmentRow &department);
Result<void> setDepartmentActive(Sql &sql, DepartmentId department, bool is_active);
Result<void> setRetention(Sql &sql, DepartmentId department, quint32 days);
Result<void> setRegion(Sql &sql, DepartmentId department, const QString &region);
Result<void> setShielded(Sql &sql, DepartmentId department, bool is_shielded);
Result<void> setRouting(Sql &sql, DepartmentId department, const identity::RoutingRules &rules);
// Those that some department is bound to, each once. The writer remembers them.
Result<QStringList> boundRegions(Sql &sql);
Result<void> putInboxKey(Sql &sql, DepartmentId department, const QByteArray &key, UnixTime published_at);

struct RegistrarRow {
    QByteArray seed{}; // empty: in a file of its own
    crypto::Hash fake_settings_key{};
    QByteArray public_key{}; // of the key in the file; empty while the seed is here
};
Result<std::optional<RegistrarRow>> findRegistrar(Sql &sql);
Result<void> putRegistrar(Sql &sql, const RegistrarRow &registrar);
// The seed is in a file now: what is left of it here is its public key.
Result<void> forgetRegistrarSeed(Sql &sql, const QByteArray &public_key);

struct SetUpTokenRow {
    crypto::Hash token_hash{};
    UnixTime expires_at{};
};
Result<std::optional<SetUpTokenRow>> findSetUpToken(Sql &sql);
// Replaces the older one.
Result<void> putSetUpToken(Sql &sql, const SetUpTokenRow &token);
Result<void> deleteSetUpToken(Sql &sql);

} // namespace chat121::store
