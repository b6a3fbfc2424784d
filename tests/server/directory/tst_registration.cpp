// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The ways in: founding, staff by badge and by invitation, customers by token, further devices; and
// everything that must not let anybody in.

#include "common/identity/ids.h"
#include "common/protocol/messages/directory.h"
#include "common/protocol/messages/registration.h"
#include "server/directory/server_identity.h"
#include "server/store/organisation_rows.h"
#include "tests/server/support/organisation_test.h"
#include "tests/support/test_main.h"

using namespace chat121;
using namespace chat121::store;
using namespace chat121::protocol;
using identity::Role;
using test::Person;

namespace {

class TestRegistration : public test::OrganisationTest {
    Q_OBJECT

private Q_SLOTS:
    void theServerKeepsItsIdentity();
    void anOrganisationIsFoundedOnce();
    void aFoundingIsRefused_data();
    void aFoundingIsRefused();
    void aLostAnswerToTheFoundingIsRepeated();
    void aSetUpTokenWorksForHalfAnHour();
    void aNewerSetUpTokenEndsTheOlder();
    void nobodyComesInBeforeTheFounding();

    void staffComeInByBadge();
    void anInvitationIsCounted();
    void anInvitationEnds();
    void aStaffRegistrationIsRefused_data();
    void aStaffRegistrationIsRefused();
    void aRenewedBadgeChangesTheRole();

    void aGuestComesInByToken();
    void aTokenIsCountedAndEnds();
    void aLostAnswerUsesNothingUp();
    void aGuestRegistrationIsRefused_data();
    void aGuestRegistrationIsRefused();

    void aFurtherDeviceNeedsTheAccountKey();
    void aDeviceTakesThePlaceOfAnother();
    void devicesAreLimited();

    void documentsFollowEachOther();
    void departmentsFollowTheDocument();
    void whoSeesStaff();

private:
    Caller owner() { return m_organisation->found(); }
};

void TestRegistration::theServerKeepsItsIdentity()
{
    const auto again = directory::loadServerIdentity(*m_fixture->writer, m_fixture->random);
    QVERIFY(again);
    QCOMPARE(again->registrar.publicKey(), m_organisation->registrar.publicKey());
    QCOMPARE(again->fake_settings_key, m_fixture->services.fake_settings_key);
    QVERIFY(!again->is_set_up);
    owner();
    QVERIFY(directory::loadServerIdentity(*m_fixture->writer, m_fixture->random)->is_set_up);
    QVERIFY(!directory::makeSetUpToken(*m_fixture->writer, m_fixture->random));
}

void TestRegistration::anOrganisationIsFoundedOnce()
{
    QCOMPARE(m_fixture->refusal({}, FetchOrganisation{RequestId{1}}).reason, Reason::NotSetUp);
    const auto token = m_organisation->setUpToken();
    const FoundOrganisation message = m_organisation->founding(m_organisation->owner, token);
    const auto answer = m_fixture->ask<Registered>({}, message);
    QCOMPARE(answer.account, m_organisation->owner.accountId());
    QCOMPARE(answer.device, m_organisation->owner.deviceId());
    QVERIFY(answer.attestation.bytes.isEmpty());
    const auto fetched = m_fixture->ask<protocol::Organisation>({}, FetchOrganisation{RequestId{2}});
    QCOMPARE(fetched.document.bytes, message.document.bytes);

    const Caller caller = m_organisation->logInAs(m_organisation->owner);
    QCOMPARE(caller.role, Role::Owner);
    const Person second = m_organisation->person();
    QCOMPARE(m_fixture->refusal({}, m_organisation->founding(second, token)).reason, Reason::AlreadySetUp);
}

void TestRegistration::aFoundingIsRefused_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<int>("reason");
    QTest::newRow("a wrong token") << "token" << int(Reason::InvitationUnknown);
    QTest::newRow("another device's proof") << "proof" << int(Reason::BadSignature);
    QTest::newRow("a proof for another connection") << "challenge" << int(Reason::BadSignature);
    QTest::newRow("a badge of another root") << "badge" << int(Reason::BadSignature);
    QTest::newRow("an agent's badge") << "role" << int(Reason::None);
    QTest::newRow("another server's registrar") << "registrar" << int(Reason::None);
    QTest::newRow("a document with a flipped bit") << "document" << int(Reason::BadSignature);
    QTest::newRow("a certificate of another account") << "certificate" << int(Reason::BadSignature);
}

void TestRegistration::aFoundingIsRefused()
{
    QFETCH(QString, what);
    const Person &founder = m_organisation->owner;
    const Person other = m_organisation->person();
    FoundOrganisation message = m_organisation->founding(founder, m_organisation->setUpToken());
    if (what == "token") message.setup_token.data[0] ^= 1;
    if (what == "proof") message.device_proof.data[5] ^= 1;
    if (what == "challenge") m_fixture->challenge.data[0] ^= 1;
    if (what == "badge") {
        test::Organisation elsewhere(*m_fixture);
        m_fixture->services.registrar = &m_organisation->registrar;
        message.staff_chain.bytes = elsewhere.badge(founder, Role::Owner);
    }
    if (what == "role") message.staff_chain.bytes = m_organisation->badge(founder, Role::Agent);
    const crypto::SigningKey another_registrar = crypto::SigningKey::generate(m_fixture->random);
    if (what == "registrar") m_fixture->services.registrar = &another_registrar;
    if (what == "document") message.document.bytes[40] = static_cast<char>(message.document.bytes.at(40) ^ 1);
    if (what == "certificate") message.device_certificate.bytes = m_organisation->certificate(other);
    QTEST(int(m_fixture->refusal({}, message).reason), "reason");
    QCOMPARE(m_fixture->refusal({}, FetchOrganisation{RequestId{1}}).reason, Reason::NotSetUp);
}

void TestRegistration::aLostAnswerToTheFoundingIsRepeated()
{
    const FoundOrganisation message =
        m_organisation->founding(m_organisation->owner, m_organisation->setUpToken());
    const auto first = m_fixture->ask<Registered>({}, message);
    QCOMPARE(encodeFrame(m_fixture->ask<Registered>({}, message)), encodeFrame(first));
}

void TestRegistration::aSetUpTokenWorksForHalfAnHour()
{
    const auto token = m_organisation->setUpToken();
    m_fixture->clock.advance(limits::kSetUpLinkLife + std::chrono::milliseconds(1));
    const auto refusal = m_fixture->refusal({}, m_organisation->founding(m_organisation->owner, token));
    QCOMPARE(refusal.reason, Reason::InvitationExpired);
}

void TestRegistration::aNewerSetUpTokenEndsTheOlder()
{
    const auto older = m_organisation->setUpToken();
    const auto newer = m_organisation->setUpToken();
    const Person &founder = m_organisation->owner;
    QCOMPARE(m_fixture->refusal({}, m_organisation->founding(founder, older)).reason,
             Reason::InvitationUnknown);
    m_fixture->ask<Registered>({}, m_organisation->founding(founder, newer));
}

void TestRegistration::nobodyComesInBeforeTheFounding()
{
    const Person person = m_organisation->person();
    const QByteArray badge = m_organisation->badge(person, Role::Agent);
    QCOMPARE(m_fixture->refusal({}, m_organisation->registration(person, badge)).reason, Reason::NotSetUp);
    QCOMPARE(m_fixture->refusal({}, m_organisation->registration(person, FixedBytes<32>{})).reason,
             Reason::NotSetUp);
}

// --- staff ----------------------------------------------------------------------------------------

void TestRegistration::staffComeInByBadge()
{
    owner();
    const Person agent = m_organisation->person();
    const Caller caller = m_organisation->comeIn(agent, Role::Agent, {m_organisation->departments.sales});
    QCOMPARE(caller.role, Role::Agent);
    QVERIFY(caller.serves(m_organisation->departments.sales));
    QVERIFY(!caller.serves(m_organisation->departments.support));
}

void TestRegistration::anInvitationIsCounted()
{
    owner();
    const auto invitation = crypto::SigningKey::generate(m_fixture->random);
    const Person first = m_organisation->person(), second = m_organisation->person(),
                 third = m_organisation->person();
    const auto come = [&](const Person &person) {
        return m_fixture->send(
            {}, m_organisation->registration(person, m_organisation->invited(person, invitation, 2)));
    };
    QVERIFY(come(first));
    QVERIFY(come(first)); // again is no further use
    QVERIFY(come(second));
    const auto refused = come(third);
    QVERIFY(!refused);
    QCOMPARE(refused.error().reason, Reason::InvitationUsedUp);
    QCOMPARE(m_organisation->logInAs(second).role, Role::Agent);
}

void TestRegistration::anInvitationEnds()
{
    owner();
    const auto invitation = crypto::SigningKey::generate(m_fixture->random);
    const Person in_time = m_organisation->person(), late = m_organisation->person();
    const UnixTime end = m_fixture->clock.now() + std::chrono::minutes(10);
    const QByteArray chain = m_organisation->invited(in_time, invitation, 9, end);
    const QByteArray backdated = m_organisation->invited(late, invitation, 9, end); // signed before the end
    m_fixture->ask<Registered>({}, m_organisation->registration(in_time, chain));
    m_fixture->clock.advance(std::chrono::minutes(11));
    const auto refusal = m_fixture->refusal({}, m_organisation->registration(late, backdated));
    QCOMPARE(refusal.reason, Reason::InvitationExpired);
    QCOMPARE(m_organisation->logInAs(in_time).role, Role::Agent); // who is in stays in
}

void TestRegistration::aStaffRegistrationIsRefused_data()
{
    QTest::addColumn<QString>("what");
    QTest::newRow("another device's proof") << "proof";
    QTest::newRow("a proof for another connection") << "challenge";
    QTest::newRow("a proof for another TLS certificate") << "pin";
    QTest::newRow("a badge of another root") << "badge";
    QTest::newRow("a badge of another person") << "person";
    QTest::newRow("an invitation of another root") << "invitation";
    QTest::newRow("a certificate of another account") << "certificate";
}

void TestRegistration::aStaffRegistrationIsRefused()
{
    QFETCH(QString, what);
    owner();
    const Person agent = m_organisation->person(), other = m_organisation->person();
    RegisterStaff message = m_organisation->registration(agent, m_organisation->badge(agent, Role::Agent));
    test::Organisation elsewhere(*m_fixture);
    m_fixture->services.registrar = &m_organisation->registrar;
    if (what == "proof")
        message.device_proof = m_organisation->registration(other, message.staff_chain.bytes).device_proof;
    if (what == "challenge") m_fixture->challenge.data[3] ^= 1;
    if (what == "pin") m_fixture->services.tls_pin.data[3] ^= 1;
    if (what == "badge") message = m_organisation->registration(agent, elsewhere.badge(agent, Role::Agent));
    if (what == "person")
        message = m_organisation->registration(agent, m_organisation->badge(other, Role::Agent));
    if (what == "invitation")
        message = m_organisation->registration(agent, elsewhere.invited(agent, other.account, 1));
    if (what == "certificate") message.device_certificate.bytes = m_organisation->certificate(other);
    QCOMPARE(m_fixture->refusal({}, message).reason, Reason::BadSignature);
}

void TestRegistration::aRenewedBadgeChangesTheRole()
{
    owner();
    const Person person = m_organisation->person();
    m_organisation->comeIn(person, Role::Agent, {m_organisation->departments.sales});
    m_fixture->clock.advance(std::chrono::hours(1));
    const Caller now = m_organisation->comeIn(person, Role::Supervisor);
    QCOMPARE(now.role, Role::Supervisor);
    QVERIFY(now.serves(m_organisation->departments.support));
}

// --- guests ---------------------------------------------------------------------------------------

void TestRegistration::aGuestComesInByToken()
{
    const auto token = m_organisation->guestToken(owner());
    const Person guest = m_organisation->person();
    const auto answer = m_fixture->ask<Registered>({}, m_organisation->registration(guest, token));
    const auto attestation = decode<identity::SignedGuestAttestation>(answer.attestation.bytes);
    QVERIFY(attestation);
    const auto verified = identity::verifyGuest(*attestation, m_organisation->registrar.publicKey());
    QVERIFY(verified);
    QCOMPARE(verified->account, guest.accountId());
    const Caller caller = m_organisation->logInAs(guest);
    QCOMPARE(caller.role, Role::Guest);
    QVERIFY(!caller.serves(m_organisation->departments.support));
}

void TestRegistration::aTokenIsCountedAndEnds()
{
    const Caller caller = owner();
    const auto token = m_organisation->guestToken(caller, 2);
    for (int i = 0; i < 2; ++i)
        m_fixture->ask<Registered>({}, m_organisation->registration(m_organisation->person(), token));
    const auto third = m_fixture->refusal({}, m_organisation->registration(m_organisation->person(), token));
    QCOMPARE(third.reason, Reason::InvitationUsedUp);

    const auto old = m_organisation->guestToken(caller, 2);
    m_fixture->clock.advance(std::chrono::hours(25));
    const auto late = m_fixture->refusal({}, m_organisation->registration(m_organisation->person(), old));
    QCOMPARE(late.reason, Reason::InvitationExpired);
}

void TestRegistration::aLostAnswerUsesNothingUp()
{
    const auto token = m_organisation->guestToken(owner(), 2);
    const Person guest = m_organisation->person();
    for (int i = 0; i < 3; ++i)
        m_fixture->ask<Registered>({}, m_organisation->registration(guest, token));
    m_fixture->ask<Registered>({}, m_organisation->registration(m_organisation->person(), token));
}

void TestRegistration::aGuestRegistrationIsRefused_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<int>("reason");
    QTest::newRow("a token nobody made") << "token" << int(Reason::InvitationUnknown);
    QTest::newRow("another account's proof") << "account" << int(Reason::BadSignature);
    QTest::newRow("another device's proof") << "device" << int(Reason::BadSignature);
    QTest::newRow("a proof for another connection") << "challenge" << int(Reason::BadSignature);
    QTest::newRow("a certificate of another account") << "certificate" << int(Reason::BadSignature);
    QTest::newRow("a colleague's account key") << "staff" << int(Reason::None);
}

void TestRegistration::aGuestRegistrationIsRefused()
{
    QFETCH(QString, what);
    const auto token = m_organisation->guestToken(owner());
    const Person guest = m_organisation->person(), other = m_organisation->person();
    RegisterGuest message = m_organisation->registration(guest, token);
    if (what == "token") message = m_organisation->registration(guest, FixedBytes<32>{});
    if (what == "account") message.account_proof.data[1] ^= 1;
    if (what == "device") message.device_proof.data[1] ^= 1;
    if (what == "challenge") m_fixture->challenge.data[3] ^= 1;
    if (what == "certificate") message.device_certificate.bytes = m_organisation->certificate(other);
    if (what == "staff") message = m_organisation->registration(m_organisation->owner, token);
    QTEST(int(m_fixture->refusal({}, message).reason), "reason");
}

// --- devices --------------------------------------------------------------------------------------

void TestRegistration::aFurtherDeviceNeedsTheAccountKey()
{
    owner();
    Person phone{m_organisation->owner.account.clone(), crypto::SigningKey::generate(m_fixture->random)};
    RegisterDevice message = m_organisation->furtherDevice(phone);
    RegisterDevice forged = message;
    forged.account_proof.data[0] ^= 1;
    QCOMPARE(m_fixture->refusal({}, forged).reason, Reason::BadSignature);
    RegisterDevice nobodys = m_organisation->furtherDevice(m_organisation->person());
    QCOMPARE(m_fixture->refusal({}, nobodys).reason, Reason::BadSignature);
    m_fixture->ask<Registered>({}, message);
    m_fixture->ask<Registered>({}, message); // its answer was lost
    const Caller caller = m_organisation->logInAs(phone);
    QCOMPARE(caller.account, m_organisation->owner.accountId());
    QCOMPARE(caller.role, Role::Owner);
}

// The place of an older device: what it could read, its key packages, its room in the account.
void TestRegistration::aDeviceTakesThePlaceOfAnother()
{
    owner();
    const Person &old = m_organisation->owner;
    const Person phone{old.account.clone(), crypto::SigningKey::generate(m_fixture->random)};
    RegisterDevice forged = m_organisation->replacement(phone, old.deviceId());
    forged.replaces = DeviceId{77};
    QCOMPARE(m_fixture->refusal({}, forged).reason, Reason::BadSignature); // the proofs cover it
    QCOMPARE(m_fixture->refusal({}, m_organisation->replacement(phone, phone.deviceId())).reason,
             Reason::BadSignature);
    const Person stranger = m_organisation->person();
    QCOMPARE(m_fixture->refusal({}, m_organisation->replacement(phone, stranger.deviceId())).reason,
             Reason::BadSignature);

    const RegisterDevice message = m_organisation->replacement(phone, old.deviceId());
    m_fixture->ask<Registered>({}, message);
    m_fixture->ask<Registered>({}, message); // its answer was lost
    QCOMPARE(m_organisation->logInAs(phone).account, old.accountId());
    QCOMPARE(m_fixture->refusal({}, m_organisation->logIn(old, 2, 90'000)).reason, Reason::StateRolledBack);

    // The other copy of the profile starts afresh as well: a device beside this one.
    const Person tablet{old.account.clone(), crypto::SigningKey::generate(m_fixture->random)};
    m_fixture->ask<Registered>({}, m_organisation->replacement(tablet, old.deviceId()));
    QCOMPARE(m_organisation->logInAs(tablet).account, old.accountId());
    QCOMPARE(m_organisation->logInAs(phone).account, old.accountId());
}

void TestRegistration::devicesAreLimited()
{
    owner();
    const auto further = [&] {
        const Person phone{m_organisation->owner.account.clone(),
                           crypto::SigningKey::generate(m_fixture->random)};
        return m_fixture->send({}, m_organisation->furtherDevice(phone));
    };
    for (qsizetype i = 1; i < limits::kDevicesPerAccountMax; ++i)
        QVERIFY(further());
    QCOMPARE(further().error().reason, Reason::QuotaReached);
    const Person phone{m_organisation->owner.account.clone(),
                       crypto::SigningKey::generate(m_fixture->random)};
    QVERIFY(m_fixture->send({}, m_organisation->replacement(phone, m_organisation->owner.deviceId())));
}

// --- documents ------------------------------------------------------------------------------------

void TestRegistration::documentsFollowEachOther()
{
    const Caller caller = owner();
    const auto publish = [&](const identity::SignedOrganisation &document) {
        return m_fixture->send(caller, PublishOrganisation{m_organisation->next(), {encode(document)}});
    };
    const auto fetched = m_fixture->ask<protocol::Organisation>(caller, FetchOrganisation{RequestId{2}});
    const auto current = decode<identity::SignedOrganisation>(fetched.document.bytes);
    const auto second = m_organisation->document(2, current->hash());
    QVERIFY(!publish(m_organisation->document(2, crypto::sha256("another past"))));
    m_fixture->takeDeliveries();
    QVERIFY(publish(second));
    const auto told = m_fixture->delivered<protocol::Organisation>();
    QCOMPARE(told.size(), 1);
    QVERIFY(told.first().first.includes(caller));
    QVERIFY(publish(second));    // the same again
    QVERIFY(!publish(*current)); // an older one
    const Caller agent = m_organisation->comeIn(m_organisation->person(), Role::Agent);
    QCOMPARE(m_fixture->refusal(agent, PublishOrganisation{RequestId{9}, {encode(second)}}).code,
             Code::Forbidden);
}

void TestRegistration::departmentsFollowTheDocument()
{
    const Caller caller = owner();
    const auto row = [&] {
        store::DepartmentRow found;
        m_fixture->mustWrite([&](store::Sql &sql) -> Result<void> {
            TRY_ASSIGN(const auto stored, store::findDepartment(sql, m_organisation->departments.support));
            found = *stored;
            return success();
        });
        return found;
    };
    const identity::RoutingRules turns{identity::RoutingPolicy::RoundRobin, 3, 45, 600,
                                       QList<quint16>{60, 300}};
    const auto publish = [&](quint32 days, const QString &region, bool is_shielded) {
        const auto fetched =
            m_fixture->ask<protocol::Organisation>(caller, FetchOrganisation{m_organisation->next()});
        const auto current = decode<identity::SignedOrganisation>(fetched.document.bytes);
        auto next = current->verify(m_organisation->root.publicKey()).value();
        next.number += 1;
        next.previous = current->hash();
        for (identity::Department &one : next.departments.items) {
            if (one.id != m_organisation->departments.support) continue;
            one.policy.retention_days = days;
            one.policy.region = region;
            one.policy.is_shielded = is_shielded;
            one.policy.routing = is_shielded ? turns : identity::RoutingRules{};
        }
        const auto document = identity::SignedOrganisation::sign(next, m_organisation->root);
        return m_fixture->send(caller, PublishOrganisation{m_organisation->next(), {encode(document)}});
    };
    QVERIFY(row().region.isEmpty());
    QVERIFY(row().rules == identity::RoutingRules{}); // agents pick
    QVERIFY(publish(30, QStringLiteral("eu-north"), true));
    QCOMPARE(row().retention_days, 30u);
    QVERIFY(row().is_shielded);
    QVERIFY(row().rules == turns);
    QCOMPARE(row().region, QStringLiteral("eu-north"));
    QVERIFY(publish(0, {}, false));
    QCOMPARE(row().retention_days, 0u);
    QVERIFY(row().region.isEmpty() && !row().is_shielded);
    QVERIFY(row().rules == identity::RoutingRules{});
    QVERIFY(!publish(7, QStringLiteral("EU North"), true)); // not a region: the whole document is refused
    QCOMPARE(row().retention_days, 0u);
    QVERIFY(!row().is_shielded);
}

void TestRegistration::whoSeesStaff()
{
    const Caller caller = owner();
    const Caller agent = m_organisation->comeIn(m_organisation->person(), Role::Agent);
    const Person guest = m_organisation->person();
    m_fixture->ask<Registered>({}, m_organisation->registration(guest, m_organisation->guestToken(caller)));
    const auto seenBy = [&](const Caller &who) {
        return m_fixture->ask<Staff>(who, FetchStaff{m_organisation->next()}).staff.items;
    };
    QCOMPARE(seenBy(agent).size(), 2);
    QVERIFY(seenBy(m_organisation->logInAs(guest)).isEmpty()); // has met nobody yet
}

} // namespace

CHAT121_TEST_MAIN(TestRegistration)
#include "tst_registration.moc"
