// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// An organisation as rows, without signatures: two departments, staff and guests with devices. For
// tests of rules that do not look into certificates.
#pragma once

#include "server/store/outcome.h"
#include "tests/server/support/store_fixture.h"

namespace chat121::test {

struct Departments {
    DepartmentId support{0x501}, sales{0x502};
    LogId support_room{0x511}, sales_room{0x512};
    LogId support_team{0x521}, sales_team{0x522};
};

class People {
public:
    // Makes the departments, with a placeholder as inbox key.
    explicit People(StoreFixture &fixture);

    // A new account with one device; the Caller is as after its log-in.
    store::Caller guest();
    store::Caller staff(QList<DepartmentId> departments, identity::Role role = identity::Role::Agent);
    // Somebody who signs: the account that this key makes.
    store::Caller withKey(const crypto::SigningKey &account, identity::Role role,
                          QList<DepartmentId> departments = {});
    // A further device of the same account.
    store::Caller deviceOf(const store::Caller &caller);

    // A conversation's log with a group whose members these are, by way of the rows: generation 0,
    // epoch 1, members from sequence 1. The desk has it as taken by the second member, if there is one.
    LogId conversation(const QList<store::Caller> &members);

    RequestId next() { return {++m_request}; } // a request number nobody has used

    Departments departments;

private:
    store::Caller add(store::Caller caller);

    StoreFixture &m_fixture;
    quint64 m_next = 1000;
    quint64 m_request = 0;
};

} // namespace chat121::test
