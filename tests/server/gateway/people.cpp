// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/server/gateway/people.h"

#include "common/crypto/dh.h"
#include "common/identity/department_key.h"
#include "common/protocol/messages/answers.h"
#include "common/protocol/messages/directory.h"
#include "common/protocol/messages/registration.h"

#include <QSslCertificate>
#include <QSslKey>
#include <QTest>

namespace chat121::test {

namespace {

constexpr int kPatienceMs = 20'000;

template <typename Answer>
bool awaitAnswer(const Person &person)
{
    const RawPeer &peer = *person.peer;
    const auto is_over = [&] {
        return peer.has<Answer>() || peer.has<protocol::Refused>() || peer.isEnded();
    };
    return QTest::qWaitFor(is_over, kPatienceMs) && peer.has<Answer>();
}

QByteArray pinSeenBy(const RawPeer &peer)
{
    const auto *const tls = qobject_cast<QSslSocket *>(peer.socket());
    return crypto::sha256(tls->peerCertificate().publicKey().toDer()).toByteArray();
}

} // namespace

std::optional<Organisation> Organisation::from(const QString &link, Security security)
{
    auto invitation = identity::parseInvitation(link);
    if (!invitation) return std::nullopt;
    return Organisation(*std::move(invitation), security);
}

Organisation::Organisation(identity::Invitation invitation, Security security)
    : m_invitation(std::move(invitation))
    , m_security(security)
    , m_root(crypto::SigningKey::generate(m_random))
    , m_department{{m_random.id()}, {QStringLiteral("Support")}, {m_random.id()}, {m_random.id()}}
{
}

bool Organisation::connect(Person &person)
{
    person.peer = std::make_unique<RawPeer>(m_security);
    person.peer->connectTo(m_invitation.endpoints.first().port);
    const bool is_tls = m_security == Security::Tls;
    const auto is_ready = [&] { return is_tls ? person.peer->isEncrypted() : person.peer->isConnected(); };
    if (!QTest::qWaitFor([&] { return is_ready() || person.peer->isEnded(); }, kPatienceMs) || !is_ready())
        return false;
    if (is_tls && pinSeenBy(*person.peer) != m_invitation.tls_pin.toByteArray()) return false;
    person.peer->upgrade();
    if (!QTest::qWaitFor([&] { return person.peer->isOpen(); }, kPatienceMs)) return false;
    person.peer->send(protocol::Hello{});
    if (!awaitAnswer<protocol::Welcome>(person)) return false;
    person.welcome = person.peer->last<protocol::Welcome>();
    return person.welcome.registrar == m_invitation.registrar_key;
}

std::unique_ptr<Person> Organisation::newcomer()
{
    auto person = std::unique_ptr<Person>(
        new Person{crypto::SigningKey::generate(m_random), crypto::SigningKey::generate(m_random), nullptr});
    if (!connect(*person)) return nullptr;
    return person;
}

identity::ConnectionBinding Organisation::bindingOf(const Person &person) const
{
    return {m_invitation.registrar_key, person.welcome.challenge, m_invitation.tls_pin};
}

QByteArray Organisation::certificateOf(const Person &person) const
{
    const identity::DeviceCertificate certificate{person.account_key.publicKey(),
                                                  person.device_key.publicKey(), m_clock.now(),
                                                  m_clock.now() + std::chrono::hours(24)};
    return encode(identity::SignedDeviceCertificate::sign(certificate, person.account_key));
}

std::unique_ptr<Person> Organisation::found()
{
    auto founder = newcomer();
    if (!founder) return nullptr;
    identity::OrganisationDocument document;
    document.name = {QStringLiteral("ACME")};
    document.root_key = m_root.publicKey();
    document.registrar_key = m_invitation.registrar_key;
    document.endpoints.items = {{m_invitation.endpoints.first().toString()}};
    document.departments.items = {m_department};
    document.consent = {QStringLiteral("We answer your questions.")};
    document.issued_at = m_clock.now();
    const auto signed_document = identity::SignedOrganisation::sign(document, m_root);
    const identity::Badge badge{founder->account_key.publicKey(),
                                {QStringLiteral("Anna")},
                                identity::Role::Owner,
                                {},
                                m_clock.now(),
                                m_clock.now() + std::chrono::hours(24)};
    m_founder_chain = {identity::SignedBadge::sign(badge, m_root)};

    const auto &token = std::get<identity::SetUpInvitation>(m_invitation.purpose).token;
    protocol::FoundOrganisation message;
    message.request = founder->nextRequest();
    message.setup_token = *FixedBytes<32>::from(token.view());
    message.document.bytes = encode(signed_document);
    message.staff_chain.bytes = encode(m_founder_chain);
    message.device_certificate.bytes = certificateOf(*founder);
    const identity::FoundingStatement statement{bindingOf(*founder),
                                                founder->account_key.publicKey(),
                                                founder->device_key.publicKey(),
                                                identity::tokenHash(token.view()),
                                                signed_document.hash(),
                                                identity::chainHash(message.staff_chain.bytes)};
    message.device_proof = identity::signDetached(statement, founder->device_key);
    founder->peer->send(message);
    if (!awaitAnswer<protocol::Registered>(*founder) || !logIn(*founder)) return nullptr;
    return founder;
}

bool Organisation::publishInboxKey(Person &founder)
{
    const auto certificate = decode<identity::SignedDeviceCertificate>(certificateOf(founder));
    if (!certificate) return false;
    const crypto::DhPublicKey public_key = crypto::x25519PublicKey(crypto::Secret32::random(m_random));
    const identity::LeafIdentity publisher{m_founder_chain, *certificate};
    const auto published = identity::publishDepartmentKey(m_department.id, public_key, founder.device_key,
                                                          publisher, m_clock.now());
    protocol::PublishDepartmentKey message;
    message.request = founder.nextRequest();
    message.department = m_department.id;
    message.key.bytes = encode(published);
    founder.peer->forget();
    founder.peer->send(message);
    return awaitAnswer<protocol::Done>(founder);
}

std::optional<crypto::Secret32> Organisation::inviteGuests(Person &founder, quint32 uses)
{
    auto token = crypto::Secret32::random(m_random);
    protocol::CreateGuestInvitation message;
    message.request = founder.nextRequest();
    message.token_hash = identity::tokenHash(token.view());
    message.department = m_department.id;
    message.expires_at = m_clock.now() + std::chrono::hours(1);
    message.uses = uses;
    founder.peer->forget();
    founder.peer->send(message);
    if (!awaitAnswer<protocol::Done>(founder)) return std::nullopt;
    return token;
}

std::unique_ptr<Person> Organisation::guest(const crypto::Secret32 &token)
{
    auto person = newcomer();
    if (!person) return nullptr;
    protocol::RegisterGuest message;
    message.request = person->nextRequest();
    message.invitation_token = *FixedBytes<32>::from(token.view());
    message.account_key = person->account_key.publicKey();
    message.device_certificate.bytes = certificateOf(*person);
    const identity::GuestRegistrationStatement statement{bindingOf(*person), person->account_key.publicKey(),
                                                         person->device_key.publicKey(),
                                                         identity::tokenHash(token.view())};
    message.account_proof = identity::signDetached(statement, person->account_key);
    message.device_proof = identity::signDetached(statement, person->device_key);
    person->peer->send(message);
    if (!awaitAnswer<protocol::Registered>(*person) || !logIn(*person)) return nullptr;
    return person;
}

bool Organisation::logIn(Person &person)
{
    protocol::LogIn message;
    message.request = person.nextRequest();
    message.account = person.account();
    message.device = person.device();
    message.start_counter = 1;
    message.last_request = message.request;
    const identity::LogInStatement statement{bindingOf(person), message.account, message.device,
                                             message.start_counter};
    message.device_proof = identity::signDetached(statement, person.device_key);
    person.peer->send(message);
    return awaitAnswer<protocol::LoggedIn>(person);
}

bool Organisation::reconnect(Person &person)
{
    return connect(person) && logIn(person);
}

} // namespace chat121::test
