// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/e2e/hostile/ghost.h"

#include "tests/e2e/support/server_records.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QVariant>

namespace chat121::e2e {

using namespace Qt::StringLiterals;

namespace {

std::optional<crypto::SigningKey> registrarOf(const QString &server)
{
    QByteArray seed;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"registrar"_s);
        database.setDatabaseName(databaseIn(server));
        database.setConnectOptions(u"QSQLITE_OPEN_READONLY"_s);
        QSqlQuery query(database);
        if (database.open() && query.exec(u"SELECT seed FROM registrar"_s) && query.next())
            seed = query.value(0).toByteArray();
    }
    QSqlDatabase::removeDatabase(u"registrar"_s);
    auto secret = crypto::Secret32::from(seed);
    if (!secret) return std::nullopt;
    return crypto::SigningKey::fromSeed(*std::move(secret));
}

} // namespace

Ghost::Ghost(crypto::SigningKey account, crypto::SigningKey device)
    : m_account(std::move(account))
    , m_device(std::move(device))
{
}

std::optional<Ghost> Ghost::make(Kind kind, const QString &server, const crypto::PublicKey &root)
{
    crypto::SodiumRandom random;
    const UnixTime now = SystemClock().now();
    const UnixTime tomorrow = now + std::chrono::hours(24);
    Ghost ghost(crypto::SigningKey::generate(random), crypto::SigningKey::generate(random));
    const auto certificate = identity::SignedDeviceCertificate::sign(
        {ghost.m_account.publicKey(), ghost.m_device.publicKey(), now, tomorrow}, ghost.m_account);
    identity::LeafIdentity leaf{identity::SignedGuestAttestation{}, certificate};
    if (kind == Kind::Guest) {
        const auto registrar = registrarOf(server);
        if (!registrar) return std::nullopt;
        leaf.account = identity::SignedGuestAttestation::sign({ghost.m_account.publicKey(), now}, *registrar);
    } else {
        const auto own_root = crypto::SigningKey::generate(random);
        const identity::Badge badge{
            ghost.m_account.publicKey(), u"Mallory"_s, identity::Role::Owner, {}, now, tomorrow};
        leaf.account = identity::StaffChain{identity::SignedBadge::sign(badge, own_root)};
    }
    const QByteArray credential =
        identity::credentialOf(ghost.account(), ghost.device(), identity::organisationIdOf(root));
    ghost.m_leaf = {credential, {{identity::kLeafExtensionType, encode(leaf)}}};
    return ghost;
}

QByteArray Ghost::externalCommit(QByteArrayView info, AccountId instead_of)
{
    std::optional<mls::LeafIndex> replaces;
    const auto members = mls::publicMembers(info);
    const QByteArray account = QByteArray::number(instead_of.value, 16).rightJustified(16, '0') + ':';
    if (!members) return {};
    for (const mls::Member &member : *members)
        if (instead_of.isValid() && member.identity.startsWith(account)) replaces = member.leaf;
    if (instead_of.isValid() && !replaces) return {};
    const mls::Party self = party();
    const auto joined = mls::Group::joinExternally(self, info, m_leaf, replaces);
    return joined ? joined->commit : QByteArray();
}

std::optional<mls::Group> Ghost::group(const mls::Party &party, const QByteArray &group_id)
{
    auto made = mls::Group::create(party, group_id, m_leaf,
                                   {mls::requiredCapabilities({identity::kLeafExtensionType})});
    return made ? std::optional(*std::move(made)) : std::nullopt;
}

QByteArray Ghost::welcome(const QByteArray &group_id, const QByteArray &package)
{
    const mls::Party self = party();
    auto made = group(self, group_id);
    mls::CommitRequest request;
    request.adds = {package};
    if (!made) return {};
    const auto pending = made->commit(request);
    return pending ? pending->welcome() : QByteArray();
}

QByteArray Ghost::commit(const QByteArray &group_id)
{
    const mls::Party self = party();
    auto made = group(self, group_id);
    if (!made) return {};
    const auto pending = made->commit({});
    return pending ? pending->commit() : QByteArray();
}

QByteArray Ghost::keyPackage()
{
    const mls::Party self = party();
    const auto bundle =
        mls::KeyPackageBundle::create(self, m_leaf, mls::KeyPackageUse::Once, std::chrono::hours(24));
    return bundle ? bundle->message() : QByteArray();
}

} // namespace chat121::e2e
