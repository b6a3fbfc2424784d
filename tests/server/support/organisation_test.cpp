// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/server/support/organisation_test.h"

#include "server/desk/handlers.h"
#include "server/directory/handlers.h"
#include "server/relay/handlers.h"

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

void OrganisationTest::cleanup()
{
    m_organisation.reset();
    m_fixture.reset();
}

} // namespace chat121::test
