// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/server/support/organisation_test.h"

#include "server/desk/handlers.h"
#include "server/directory/handlers.h"
#include "server/relay/handlers.h"
#include "server/store/account_rows.h"

namespace chat121::test {

void OrganisationTest::begin()
{
    QFETCH_GLOBAL(QString, backend);
    m_fixture = std::make_unique<StoreFixture>(backend);
    relay::addHandlers(m_fixture->table);
    directory::addHandlers(m_fixture->table);
    desk::addHandlers(m_fixture->table);
    m_organisation = std::make_unique<Organisation>(*m_fixture);
}

QByteArray OrganisationTest::badge(const crypto::SigningKey &by, const Person &person, UnixTime end,
                                   identity::Role role) const
{
    identity::Badge badge;
    badge.account_key = person.account.publicKey();
    badge.name = QStringLiteral("Somebody");
    badge.role = role;
    badge.not_before = now();
    badge.not_after = end;
    return encode(identity::StaffChain{identity::SignedBadge::sign(badge, by)});
}

QByteArray OrganisationTest::badgeBy(const Person &admin, const QByteArray &admins, const Person &person,
                                     UnixTime end, identity::Role role) const
{
    const auto badgeIn = [](const QByteArray &chain) {
        return std::get<identity::SignedBadge>(decode<identity::StaffChain>(chain)->proof);
    };
    return encode(identity::StaffChain{
        identity::CertifiedByAdmin{badgeIn(admins), badgeIn(badge(admin.account, person, end, role))}});
}

QByteArray OrganisationTest::chainOf(const Person &person)
{
    QByteArray chain;
    m_fixture->mustWrite([&](store::Sql &sql) -> Result<void> {
        TRY_ASSIGN(const auto account, store::findAccount(sql, person.accountId()));
        chain = account ? account->staff_chain : QByteArray();
        return success();
    });
    return chain;
}

void OrganisationTest::cleanup()
{
    m_organisation.reset();
    m_fixture.reset();
}

} // namespace chat121::test
