// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Somebody has lost the password and every device: an invitation that names the account ends what let it
// in, and makes another one in its place.

#include "common/protocol/messages/answers.h"
#include "common/protocol/messages/devices.h"
#include "common/protocol/messages/directory.h"
#include "common/protocol/messages/passwords.h"
#include "common/protocol/messages/registration.h"
#include "common/protocol/messages/session.h"
#include "server/store/account_rows.h"
#include "server/store/log_rows.h"
#include "tests/server/support/organisation_test.h"
#include "tests/support/test_main.h"

using namespace chat121;
using namespace chat121::store;
using namespace chat121::protocol;
using identity::Role;
using test::Person;

namespace {

class TestNewWayIn : public test::OrganisationTest {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void theOldWayInEnds();
    void theOldSessionsEnd();
    void whoHasTheKeyComesBack();
    void aLostAnswerEndsNothingElse();
    void nobodyElseIsReplaced_data();
    void nobodyElseIsReplaced();
    void anAdministratorLetsTheirOwnInAgain_data();
    void anAdministratorLetsTheirOwnInAgain();
    void anOwnerTakesAnOwnersPlaceByRoot();
    void anOwnersInvitationIsForOnePlace_data();
    void anOwnersInvitationIsForOnePlace();
    void whoHoldsRootIsToldTheOwners();
    void theOwnersAreFoundAmongMany();
    void nobodyElseIsToldTheOwners_data();
    void nobodyElseIsToldTheOwners();
    void whoSharesAGroupIsToldToLeaveTheOldOnesOut();

private:
    RegisterStaff again(const Person &person, AccountId replaces);
    RegisterStaff owner(const Person &person, AccountId replaces, quint32 uses);
    FetchOwners question(const crypto::SigningKey &key) const;

    Caller m_owner;
    PasswordRecord m_before;
    std::optional<Person> m_anna;
};

void TestNewWayIn::init()
{
    begin();
    m_owner = m_organisation->found();
    m_anna.emplace(m_organisation->person());
    const Caller anna = m_organisation->comeIn(*m_anna, Role::Agent);
    m_before = m_organisation->password(QStringLiteral("Anna"), 'p');
    m_fixture->ask<protocol::Done>(anna, SetPassword{m_organisation->next(), m_before});
}

RegisterStaff TestNewWayIn::again(const Person &person, AccountId replaces)
{
    const crypto::SigningKey invitation = m_organisation->person().account.clone();
    RegisterStaff message =
        m_organisation->registration(person, m_organisation->invited(person, invitation, 1, {}, replaces));
    message.password = m_organisation->password(QStringLiteral("anna"), 'q');
    return message;
}

void TestNewWayIn::theOldWayInEnds()
{
    const Person person = m_organisation->person();
    const RegisterStaff message = again(person, m_anna->accountId());
    m_fixture->ask<Registered>({}, message);
    QCOMPARE(m_fixture->refusal({}, m_organisation->logIn(*m_anna)).reason, Reason::DeviceRevoked);
    const PasswordLogIn with_old{RequestId{1}, {QStringLiteral("anna")}, m_before.login_secret};
    QCOMPARE(m_fixture->ask<Refused>({}, with_old).reason, Reason::BadPassword);
    const PasswordLogIn with_new{RequestId{1}, {QStringLiteral("anna")}, message.password->login_secret};
    QCOMPARE(m_fixture->ask<PasswordAccepted>({}, with_new).account, person.accountId());
    QCOMPARE(m_organisation->logInAs(person).role, Role::Agent);
}

void TestNewWayIn::theOldSessionsEnd()
{
    m_fixture->takeDeliveries();
    m_fixture->ask<Registered>({}, again(m_organisation->person(), m_anna->accountId()));
    const Caller anna{m_anna->accountId(), m_anna->deviceId(), Role::Agent, {}};
    int ended = 0;
    for (const Delivery &delivery : m_fixture->takeDeliveries()) {
        if (delivery.keeping != Keeping::Unknown) continue;
        ended += delivery.to.includes(anna) ? 1 : 0;
        QVERIFY(!delivery.to.includes(m_owner));
    }
    QCOMPARE(ended, 1);
}

// With recovery words: the account and its archive are there.
void TestNewWayIn::whoHasTheKeyComesBack()
{
    m_fixture->ask<Registered>({}, again(m_organisation->person(), m_anna->accountId()));
    const Person with_words{m_anna->account.clone(), m_organisation->person().device.clone()};
    RegisterDevice message = m_organisation->furtherDevice(with_words);
    message.password = m_organisation->password(QStringLiteral("anna"), 'r'); // the new account's now
    QCOMPARE(m_fixture->refusal({}, message).reason, Reason::NameTaken);
    message.password = m_organisation->password(QStringLiteral("anna the first"), 'r');
    m_fixture->ask<Registered>({}, message);
    m_organisation->logInAs(with_words);
    QCOMPARE(m_fixture->refusal({}, m_organisation->logIn(*m_anna)).reason, Reason::DeviceRevoked);
}

void TestNewWayIn::aLostAnswerEndsNothingElse()
{
    const Person person = m_organisation->person();
    const RegisterStaff message = again(person, m_anna->accountId());
    m_fixture->ask<Registered>({}, message);
    const Person with_words{m_anna->account.clone(), m_organisation->person().device.clone()};
    m_fixture->ask<Registered>({}, m_organisation->furtherDevice(with_words));
    m_fixture->ask<Registered>({}, message); // again
    m_organisation->logInAs(with_words);
}

void TestNewWayIn::nobodyElseIsReplaced_data()
{
    QTest::addColumn<QString>("whom");
    QTest::newRow("the owner") << "owner";
    QTest::newRow("a customer") << "customer";
    QTest::newRow("somebody who was never there") << "stranger";
}

void TestNewWayIn::nobodyElseIsReplaced()
{
    QFETCH(QString, whom);
    const Person guest = m_organisation->person();
    m_fixture->ask<Registered>({}, m_organisation->registration(guest, m_organisation->guestToken(m_owner)));
    AccountId replaced = m_owner.account;
    if (whom == "customer") replaced = guest.accountId();
    if (whom == "stranger") replaced = m_organisation->person().accountId();
    QCOMPARE(m_fixture->refusal({}, again(m_organisation->person(), replaced)).code, Code::Forbidden);
    m_fixture->ask<LoggedIn>({}, m_organisation->logIn(m_organisation->owner, 2, 1000));
    m_organisation->logInAs(guest);
}

// --- by an administrator --------------------------------------------------------------------------

void TestNewWayIn::anAdministratorLetsTheirOwnInAgain_data()
{
    QTest::addColumn<int>("role");
    QTest::addColumn<QString>("served"); // by whom the place is
    QTest::addColumn<bool>("of_all");    // the administrator
    QTest::addColumn<bool>("is_allowed");
    const auto row = [](const char *name, Role role, const char *served, bool of_all, bool is_allowed) {
        QTest::newRow(name) << static_cast<int>(role) << QString::fromLatin1(served) << of_all << is_allowed;
    };
    row("an agent of the department", Role::Agent, "own", false, true);
    row("a supervisor of the department", Role::Supervisor, "own", false, true);
    row("a bot of the department", Role::Bot, "own", false, true);
    row("an agent of another department", Role::Agent, "other", false, false);
    row("an agent of both", Role::Agent, "both", false, false);
    row("an agent of all", Role::Agent, "", false, false);
    row("another administrator", Role::Admin, "own", false, false);
    row("the owner", Role::Owner, "", true, false);
    row("an agent of all, by an administrator of all", Role::Agent, "", true, true);
    row("another administrator, by one of all", Role::Admin, "own", true, false);
}

void TestNewWayIn::anAdministratorLetsTheirOwnInAgain()
{
    QFETCH(int, role);
    QFETCH(QString, served);
    QFETCH(bool, of_all);
    QFETCH(bool, is_allowed);
    const DepartmentId own = m_organisation->departments.support;
    const DepartmentId other = m_organisation->departments.sales;
    QList<DepartmentId> places;
    if (served == u"own" || served == u"both") places.append(own);
    if (served == u"other" || served == u"both") places.append(other);
    AccountId replaced = m_owner.account;
    if (static_cast<Role>(role) != Role::Owner) {
        const Person old = m_organisation->person();
        replaced = m_organisation->comeIn(old, static_cast<Role>(role), places).account;
    }
    const Person adam = m_organisation->person();
    const QList<DepartmentId> adams = of_all ? QList<DepartmentId>{} : QList<DepartmentId>{own};
    m_organisation->comeIn(adam, Role::Admin, adams);
    const auto badge = std::get<identity::SignedBadge>(decode<identity::StaffChain>(chainOf(adam))->proof);

    const Person person = m_organisation->person();
    const crypto::SigningKey invitation = m_organisation->person().account.clone();
    identity::InvitationCertificate certificate;
    certificate.invitation_key = invitation.publicKey();
    certificate.departments.items = {own};
    certificate.not_after = m_fixture->clock.now() + std::chrono::hours(24);
    certificate.replaces = replaced;
    const identity::EnrolledAccount account{
        person.account.publicKey(), {QStringLiteral("Ben")}, m_fixture->clock.now()};
    const identity::StaffChain chain{identity::CertifiedByAdmin{
        badge, identity::InvitedAccount{identity::SignedInvitation::sign(certificate, adam.account),
                                        identity::SignedEnrolledAccount::sign(account, invitation)}}};
    const RegisterStaff message = m_organisation->registration(person, encode(chain));
    if (!is_allowed) {
        QCOMPARE(m_fixture->refusal({}, message).code, Code::Forbidden);
        return;
    }
    m_fixture->ask<Registered>({}, message);
    QCOMPARE(m_organisation->logInAs(person).role, Role::Agent);
}

// --- an owner with the root key -------------------------------------------------------------------

RegisterStaff TestNewWayIn::owner(const Person &person, AccountId replaces, quint32 uses)
{
    const crypto::SigningKey invitation = m_organisation->person().account.clone();
    identity::InvitationCertificate certificate;
    certificate.invitation_key = invitation.publicKey();
    certificate.role = Role::Owner;
    certificate.not_after = m_fixture->clock.now() + limits::kOwnWayInLife;
    certificate.uses = uses;
    certificate.replaces = replaces;
    const identity::EnrolledAccount account{
        person.account.publicKey(), {QStringLiteral("Olga")}, m_fixture->clock.now()};
    return m_organisation->registration(
        person, encode(identity::StaffChain{identity::InvitedAccount{
                    identity::SignedInvitation::sign(certificate, m_organisation->root),
                    identity::SignedEnrolledAccount::sign(account, invitation)}}));
}

void TestNewWayIn::anOwnerTakesAnOwnersPlaceByRoot()
{
    const Person person = m_organisation->person();
    m_fixture->ask<Registered>({}, owner(person, m_owner.account, 1));
    QCOMPARE(m_organisation->logInAs(person).role, Role::Owner);
    QCOMPARE(m_fixture->refusal({}, m_organisation->logIn(m_organisation->owner, 2, 1000)).reason,
             Reason::DeviceRevoked);
}

void TestNewWayIn::anOwnersInvitationIsForOnePlace_data()
{
    QTest::addColumn<QString>("whom");
    QTest::addColumn<quint32>("uses");
    QTest::newRow("nobody's place") << "nobody" << 1u;
    QTest::newRow("an agent's place") << "agent" << 1u;
    QTest::newRow("several uses") << "owner" << 2u;
}

void TestNewWayIn::anOwnersInvitationIsForOnePlace()
{
    QFETCH(QString, whom);
    QFETCH(quint32, uses);
    AccountId replaced;
    if (whom == "agent") replaced = m_anna->accountId();
    if (whom == "owner") replaced = m_owner.account;
    QCOMPARE(m_fixture->refusal({}, owner(m_organisation->person(), replaced, uses)).code, Code::Forbidden);
    m_fixture->ask<LoggedIn>({}, m_organisation->logIn(m_organisation->owner, 2, 1000));
}

FetchOwners TestNewWayIn::question(const crypto::SigningKey &key) const
{
    const identity::OwnersStatement statement{m_organisation->binding(), m_organisation->root.publicKey()};
    return {m_organisation->next(), identity::signDetached(statement, key)};
}

void TestNewWayIn::whoHoldsRootIsToldTheOwners()
{
    const Staff told = m_fixture->ask<Staff>({}, question(m_organisation->root));
    QCOMPARE(told.staff.items.size(), 1); // and no agent
    QCOMPARE(told.staff.items.first().account, m_owner.account);
    const Person person = m_organisation->person();
    m_fixture->ask<Registered>({}, owner(person, m_owner.account, 1));
    const Staff then = m_fixture->ask<Staff>({}, question(m_organisation->root));
    QCOMPARE(then.staff.items.size(), 1); // whose place is taken has none to give
    QCOMPARE(then.staff.items.first().account, person.accountId());
}

void TestNewWayIn::theOwnersAreFoundAmongMany()
{
    m_fixture->mustWrite([&](Sql &sql) -> Result<void> {
        for (quint64 i = 1; i <= limits::kStaffPerReply; ++i) {
            AccountRow agent{AccountId{i}};
            agent.public_key.data[0] = static_cast<quint8>(i);
            agent.public_key.data[1] = static_cast<quint8>(i >> 8);
            agent.role = Role::Agent;
            TRY(putAccount(sql, agent, m_fixture->clock.now()));
        }
        return success();
    });
    const Staff told = m_fixture->ask<Staff>({}, question(m_organisation->root));
    QCOMPARE(told.staff.items.size(), 1);
    QCOMPARE(told.staff.items.first().account, m_owner.account);
}

void TestNewWayIn::nobodyElseIsToldTheOwners_data()
{
    QTest::addColumn<QString>("by");
    QTest::newRow("another key") << "stranger";
    QTest::newRow("an owner's own key") << "owner";
    QTest::newRow("the proof of another connection") << "replay";
}

void TestNewWayIn::nobodyElseIsToldTheOwners()
{
    QFETCH(QString, by);
    FetchOwners message = question(m_organisation->person().account);
    if (by == "owner") message = question(m_organisation->owner.account);
    if (by == "replay") {
        identity::ConnectionBinding other = m_organisation->binding();
        other.challenge = crypto::sha256(QByteArrayView("another"));
        const identity::OwnersStatement statement{other, m_organisation->root.publicKey()};
        message.root_proof = identity::signDetached(statement, m_organisation->root);
    }
    QCOMPARE(m_fixture->refusal({}, message).reason, Reason::BadSignature);
}

// --- the old ones leave ---------------------------------------------------------------------------

void TestNewWayIn::whoSharesAGroupIsToldToLeaveTheOldOnesOut()
{
    m_fixture->mustWrite([&](Sql &sql) -> Result<void> {
        TRY_ASSIGN(auto entry, findLog(sql, m_organisation->departments.support_team));
        TRY(addMember(sql, *entry, {m_owner.device, m_owner.account}, Sequence{1}));
        return addMember(sql, *entry, {m_anna->deviceId(), m_anna->accountId()}, Sequence{1});
    });
    m_fixture->takeDeliveries();
    const RegisterStaff message = again(m_organisation->person(), m_anna->accountId());
    m_fixture->ask<Registered>({}, message);
    const auto told = m_fixture->delivered<RemovalsDue>();
    QCOMPARE(told.size(), 1);
    QVERIFY(told.first().first.includes(m_owner));
    QCOMPARE(told.first().second.replaced.items, QList<Chain>{message.staff_chain});
    m_fixture->takeDeliveries();
    m_fixture->ask<LoggedIn>({}, m_organisation->logIn(m_organisation->owner, 2, 1000)); // said again
    QCOMPARE(m_fixture->delivered<RemovalsDue>().size(), 1);
}

} // namespace

CHAT121_TEST_MAIN(TestNewWayIn)
#include "tst_new_way_in.moc"
