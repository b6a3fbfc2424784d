// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/server/support/organisation.h"

#include "common/crypto/hpke.h"
#include "common/crypto/password.h"
#include "common/identity/department_key.h"
#include "common/identity/invitation.h"
#include "common/protocol/messages/answers.h"
#include "common/protocol/messages/directory.h"
#include "server/directory/server_identity.h"

namespace chat121::test {

using namespace protocol;
using store::Caller;

static crypto::SigningKey registrarOf(StoreFixture &fixture)
{
    auto loaded = directory::loadServerIdentity(*fixture.writer, fixture.random);
    if (!loaded) qFatal("%s", qPrintable(loaded.error().detail));
    fixture.services.fake_settings_key = loaded->fake_settings_key;
    return std::move(loaded->registrar);
}

Organisation::Organisation(StoreFixture &fixture)
    : root(crypto::SigningKey::generate(fixture.random))
    , registrar(registrarOf(fixture))
    , owner(
          Person{crypto::SigningKey::generate(fixture.random), crypto::SigningKey::generate(fixture.random)})
    , m_fixture(fixture)
{
    fixture.services.registrar = &registrar;
}

Person Organisation::person()
{
    return {crypto::SigningKey::generate(m_fixture.random), crypto::SigningKey::generate(m_fixture.random)};
}

QByteArray Organisation::certificate(const Person &person) const
{
    const UnixTime now = m_fixture.clock.now();
    const identity::DeviceCertificate statement{person.account.publicKey(), person.device.publicKey(), now,
                                                now + std::chrono::hours(24 * 365)};
    return encode(identity::SignedDeviceCertificate::sign(statement, person.account));
}

identity::ConnectionBinding Organisation::binding() const
{
    return {registrar.publicKey(), m_fixture.challenge, m_fixture.services.tls_pin};
}

// --- what root signs ------------------------------------------------------------------------------

identity::SignedOrganisation Organisation::document(quint64 number, crypto::Hash previous) const
{
    identity::OrganisationDocument body;
    body.number = number;
    body.previous = previous;
    body.name = {QStringLiteral("ACME")};
    body.root_key = root.publicKey();
    body.registrar_key = registrar.publicKey();
    body.endpoints.items = {{QStringLiteral("localhost:8121")}};
    body.departments.items = {
        {departments.support,
         {QStringLiteral("Support")},
         departments.support_room,
         departments.support_team},
        {departments.sales, {QStringLiteral("Sales")}, departments.sales_room, departments.sales_team}};
    body.issued_at = m_fixture.clock.now();
    return identity::SignedOrganisation::sign(body, root);
}

QByteArray Organisation::badge(const Person &person, identity::Role role, QList<DepartmentId> served) const
{
    identity::Badge badge;
    badge.account_key = person.account.publicKey();
    badge.name = {QStringLiteral("Anna")};
    badge.role = role;
    badge.departments = {std::move(served)};
    badge.not_before = m_fixture.clock.now() - std::chrono::hours(1);
    badge.not_after = m_fixture.clock.now() + std::chrono::hours(24 * 365);
    return encode(identity::StaffChain{identity::SignedBadge::sign(badge, root)});
}

QByteArray Organisation::invited(const Person &person, const crypto::SigningKey &invitation, quint32 uses,
                                 std::optional<UnixTime> not_after, AccountId replaces) const
{
    identity::InvitationCertificate certificate;
    certificate.invitation_key = invitation.publicKey();
    certificate.departments.items = {departments.support};
    certificate.not_after = not_after.value_or(m_fixture.clock.now() + std::chrono::hours(24));
    certificate.uses = uses;
    certificate.replaces = replaces;
    const identity::EnrolledAccount account{
        person.account.publicKey(), {QStringLiteral("Ben")}, m_fixture.clock.now()};
    return encode(identity::StaffChain{
        identity::InvitedAccount{identity::SignedInvitation::sign(certificate, root),
                                 identity::SignedEnrolledAccount::sign(account, invitation)}});
}

QByteArray Organisation::departmentKey(const Person &publisher, DepartmentId department) const
{
    const auto chain =
        decode<identity::StaffChain>(badge(publisher, identity::Role::Agent, {departments.support}));
    const auto device = decode<identity::SignedDeviceCertificate>(certificate(publisher));
    const auto public_key = *crypto::DhPublicKey::from(m_fixture.random.bytes(32));
    return encode(identity::publishDepartmentKey(department, public_key, publisher.device, {*chain, *device},
                                                 m_fixture.clock.now()));
}

// --- messages -------------------------------------------------------------------------------------

FixedBytes<32> Organisation::setUpToken()
{
    const auto token = directory::makeSetUpToken(*m_fixture.writer, m_fixture.random);
    if (!token) qFatal("no set-up token");
    return *FixedBytes<32>::from(token->view());
}

FoundOrganisation Organisation::founding(const Person &founder, FixedBytes<32> token) const
{
    const identity::SignedOrganisation signed_document = document();
    FoundOrganisation message{next(),
                              token,
                              {encode(signed_document)},
                              {badge(founder, identity::Role::Owner)},
                              {certificate(founder)},
                              {},
                              {}};
    const identity::FoundingStatement statement{binding(),
                                                founder.account.publicKey(),
                                                founder.device.publicKey(),
                                                identity::tokenHash(token.view()),
                                                signed_document.hash(),
                                                identity::chainHash(message.staff_chain.bytes)};
    message.device_proof = identity::signDetached(statement, founder.device);
    return message;
}

RegisterStaff Organisation::registration(const Person &person, QByteArray chain) const
{
    const identity::StaffRegistrationStatement statement{
        binding(), person.account.publicKey(), person.device.publicKey(), identity::chainHash(chain)};
    return {next(), {chain}, {certificate(person)}, identity::signDetached(statement, person.device), {}};
}

RegisterGuest Organisation::registration(const Person &guest, FixedBytes<32> token) const
{
    const identity::GuestRegistrationStatement statement{
        binding(), guest.account.publicKey(), guest.device.publicKey(), identity::tokenHash(token.view())};
    return {next(),
            token,
            guest.account.publicKey(),
            {certificate(guest)},
            identity::signDetached(statement, guest.account),
            identity::signDetached(statement, guest.device)};
}

RegisterDevice Organisation::replacement(const Person &person, DeviceId replaces) const
{
    const identity::DeviceRegistrationStatement statement{binding(), person.account.publicKey(),
                                                          person.device.publicKey(), replaces};
    return {next(),
            person.accountId(),
            {certificate(person)},
            identity::signDetached(statement, person.account),
            identity::signDetached(statement, person.device),
            replaces};
}

LogIn Organisation::logIn(const Person &person, quint64 start_counter, quint64 last_request) const
{
    const identity::LogInStatement statement{binding(), person.accountId(), person.deviceId(), start_counter};
    return {next(),        person.accountId(), person.deviceId(),
            start_counter, {last_request},     identity::signDetached(statement, person.device)};
}

PasswordRecord Organisation::password(const QString &name, char secret) const
{
    PasswordRecord record;
    record.login_name = {name};
    record.salt = *FixedBytes<16>::from(QByteArray(16, 's'));
    record.memory_bytes = limits::kPasswordMemoryBytesMin;
    record.passes = limits::kPasswordPassesMin;
    record.login_secret = *FixedBytes<32>::from(QByteArray(32, secret));
    record.wrapped_account_key.bytes = "wrapped";
    return record;
}

// --- whole ways in --------------------------------------------------------------------------------

Caller Organisation::found()
{
    m_fixture.ask<Registered>({}, founding(owner, setUpToken()));
    return logInAs(owner);
}

Caller Organisation::comeIn(const Person &person, identity::Role role, QList<DepartmentId> served)
{
    m_fixture.ask<Registered>({}, registration(person, badge(person, role, std::move(served))));
    return logInAs(person);
}

Caller Organisation::logInAs(const Person &person)
{
    const auto verdict = m_fixture.send({}, logIn(person));
    if (!verdict || !verdict->logged_in) qFatal("the log-in was refused");
    return *verdict->logged_in;
}

FixedBytes<32> Organisation::guestToken(const Caller &by, quint32 uses)
{
    const auto token = *FixedBytes<32>::from(m_fixture.random.bytes(32));
    m_fixture.ask<Done>(by,
                        CreateGuestInvitation{next(), identity::tokenHash(token.view()), departments.support,
                                              m_fixture.clock.now() + std::chrono::hours(24), uses});
    return token;
}

} // namespace chat121::test
