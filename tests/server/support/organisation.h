// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// An organisation with real keys and signatures, and the messages with which its people come in.
#pragma once

#include "common/identity/chain.h"
#include "common/identity/login.h"
#include "common/identity/organisation.h"
#include "common/protocol/messages/passwords.h"
#include "common/protocol/messages/registration.h"
#include "common/protocol/messages/session.h"
#include "tests/server/support/people.h"

namespace chat121::test {

// A person's account key with one device.
struct Person {
    crypto::SigningKey account;
    crypto::SigningKey device;

    AccountId accountId() const { return identity::accountIdOf(account.publicKey()); }
    DeviceId deviceId() const { return identity::deviceIdOf(device.publicKey()); }
};

class Organisation {
public:
    // Loads the server's identity, as the program does at its start.
    explicit Organisation(StoreFixture &fixture);

    Person person();
    QByteArray certificate(const Person &person) const;
    identity::ConnectionBinding binding() const;

    identity::SignedOrganisation document(quint64 number = 1, crypto::Hash previous = {}) const;
    QByteArray badge(const Person &person, identity::Role role, QList<DepartmentId> departments = {}) const;
    // A staff invitation's chain for `person`.
    QByteArray invited(const Person &person, const crypto::SigningKey &invitation, quint32 uses,
                       std::optional<UnixTime> not_after = {}, AccountId replaces = {}) const;

    // The next key of a waiting room as an agent of Support publishes it.
    QByteArray departmentKey(const Person &publisher, DepartmentId department) const;

    FixedBytes<32> setUpToken();
    protocol::FoundOrganisation founding(const Person &founder, FixedBytes<32> token) const;
    protocol::RegisterStaff registration(const Person &person, QByteArray chain) const;
    protocol::RegisterGuest registration(const Person &guest, FixedBytes<32> token) const;
    protocol::RegisterDevice furtherDevice(const Person &person) const { return replacement(person, {}); }
    protocol::RegisterDevice replacement(const Person &person, DeviceId replaces) const;
    protocol::LogIn logIn(const Person &person, quint64 start_counter = 1, quint64 last_request = 0) const;
    protocol::PasswordRecord password(const QString &name, char secret) const;

    // Founds the organisation; the owner as after log-in.
    store::Caller found();
    // Comes in by badge and logs in.
    store::Caller comeIn(const Person &person, identity::Role role, QList<DepartmentId> departments = {});
    store::Caller logInAs(const Person &person);
    // A fresh invitation token for customers, made by `by`.
    FixedBytes<32> guestToken(const store::Caller &by, quint32 uses = 1);

    RequestId next() const { return {++m_request}; }

    const Departments departments;
    const crypto::SigningKey root;
    crypto::SigningKey registrar;
    const Person owner;

private:
    StoreFixture &m_fixture;
    mutable quint64 m_request = 0;
};

} // namespace chat121::test
