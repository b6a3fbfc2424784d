// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A test of what the server does for an organisation, on SQLite and on PostgreSQL: before each function a
// fresh database with all handlers, and an organisation that nobody has founded yet.
//
// A test that needs more before each function has an init() of its own, which begins with begin().
#pragma once

#include "tests/server/support/organisation.h"

namespace chat121::test {

class OrganisationTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { addBackends(); }
    void init() { begin(); }
    void cleanup();

protected:
    void begin();

    UnixTime now() const { return m_fixture->clock.now(); }
    // A chain of one badge by root, and by an administrator with a badge by root.
    QByteArray badge(const crypto::SigningKey &by, const Person &person, UnixTime end,
                     identity::Role role = identity::Role::Agent) const;
    QByteArray badgeBy(const Person &admin, const QByteArray &admins, const Person &person, UnixTime end,
                       identity::Role role = identity::Role::Agent) const;
    // What the server has of somebody; empty: nothing.
    QByteArray chainOf(const Person &person);

    std::unique_ptr<StoreFixture> m_fixture;
    std::unique_ptr<Organisation> m_organisation;
};

} // namespace chat121::test
