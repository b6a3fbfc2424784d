// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Staff who come in although they are here already: what an earlier badge, an invitation and another password
// change, and what not.

#include "common/protocol/messages/answers.h"
#include "common/protocol/messages/directory.h"
#include "common/protocol/messages/passwords.h"
#include "common/protocol/messages/registration.h"
#include "tests/server/support/organisation_test.h"
#include "tests/support/test_main.h"

using namespace chat121;
using namespace chat121::store;
using namespace chat121::protocol;
using identity::Role;
using test::Person;

namespace {

constexpr auto kDay = std::chrono::hours(24);

class TestComingInAgain : public test::OrganisationTest {
    Q_OBJECT

private Q_SLOTS:
    void init();

    void anEarlierRoleIsNotTakenBack_data();
    void anEarlierRoleIsNotTakenBack();
    void anInvitationIsForSomebodyNew_data();
    void anInvitationIsForSomebodyNew();
    void anOwnInvitationSaysItAgain_data();
    void anOwnInvitationSaysItAgain();
    void comingInAgainKeepsThePassword_data();
    void comingInAgainKeepsThePassword();

private:
    // An invitation that makes supervisors; `person` enrols by it now.
    identity::InvitationCertificate invitation(const crypto::SigningKey &key, UnixTime end) const
    {
        identity::InvitationCertificate certificate;
        certificate.invitation_key = key.publicKey();
        certificate.role = Role::Supervisor;
        certificate.not_after = end;
        return certificate;
    }
    QByteArray enrolled(const identity::InvitationCertificate &certificate, const crypto::SigningKey &key,
                        const Person &person) const
    {
        const identity::EnrolledAccount account{person.account.publicKey(), {QStringLiteral("Anna")}, now()};
        return encode(identity::StaffChain{
            identity::InvitedAccount{identity::SignedInvitation::sign(certificate, m_organisation->root),
                                     identity::SignedEnrolledAccount::sign(account, key)}});
    }
    CertifyStaff certify(const QByteArray &chain) const { return {m_organisation->next(), {chain}}; }

    Caller m_owner;
};

void TestComingInAgain::init()
{
    begin();
    m_owner = m_organisation->found();
}

void TestComingInAgain::anEarlierRoleIsNotTakenBack_data()
{
    QTest::addColumn<QString>("before");
    QTest::newRow("by root, that ends sooner") << "root";
    QTest::newRow("by the same administrator, that ends with theirs too") << "admin";
}

// A supervisor was made an agent by an administrator, and comes in with the older badge.
void TestComingInAgain::anEarlierRoleIsNotTakenBack()
{
    QFETCH(QString, before);
    const Person adam = m_organisation->person();
    const Person anna = m_organisation->person();
    const UnixTime end = now() + 300 * kDay;
    const QByteArray adams = badge(m_organisation->root, adam, end, Role::Admin);
    QVERIFY(m_fixture->send({}, m_organisation->registration(adam, adams)));
    const QByteArray older = before == QStringLiteral("root")
                                 ? badge(m_organisation->root, anna, end - kDay, Role::Supervisor)
                                 : badgeBy(adam, adams, anna, end + kDay, Role::Supervisor);
    QVERIFY(m_fixture->send({}, m_organisation->registration(anna, older)));
    const QByteArray newer = badgeBy(adam, adams, anna, end + 2 * kDay);
    m_fixture->ask<protocol::Done>(m_owner, certify(newer));
    QCOMPARE(chainOf(anna), newer);

    QVERIFY(m_fixture->send({}, m_organisation->registration(anna, older)));
    QCOMPARE(chainOf(anna), newer);
    QCOMPARE(m_organisation->logInAs(anna).role, Role::Agent);
}

void TestComingInAgain::anInvitationIsForSomebodyNew_data()
{
    QTest::addColumn<QString>("which");
    QTest::newRow("that is open") << "open";
    QTest::newRow("that is used up") << "used up";
    QTest::newRow("that is over") << "over";
}

// An agent with somebody else's invitation stays an agent, and the invitation is there for that one.
void TestComingInAgain::anInvitationIsForSomebodyNew()
{
    QFETCH(QString, which);
    const Person anna = m_organisation->person();
    const Person ben = m_organisation->person();
    const QByteArray hers = badge(m_organisation->root, anna, now() + 10 * kDay);
    QVERIFY(m_fixture->send({}, m_organisation->registration(anna, hers)));
    const auto key = crypto::SigningKey::generate(m_fixture->random);
    const auto certificate = invitation(key, now() + kDay);
    const QByteArray higher = enrolled(certificate, key, anna);
    const RegisterStaff bens = m_organisation->registration(ben, enrolled(certificate, key, ben));
    if (which == QStringLiteral("used up")) m_fixture->ask<Registered>({}, bens);
    if (which == QStringLiteral("over")) m_fixture->clock.advance(2 * kDay);

    QCOMPARE(m_fixture->refusal({}, m_organisation->registration(anna, higher)).code, Code::Conflict);
    QCOMPARE(chainOf(anna), hers);
    QCOMPARE(m_organisation->logInAs(anna).role, Role::Agent);
    if (which == QStringLiteral("open")) m_fixture->ask<Registered>({}, bens);
}

void TestComingInAgain::anOwnInvitationSaysItAgain_data()
{
    QTest::addColumn<QString>("meanwhile");
    QTest::addColumn<bool>("stands");
    QTest::newRow("while it is open") << "nothing" << true;
    QTest::newRow("after its end") << "over" << false;
    QTest::newRow("after a badge for lesser work") << "badge" << false;
}

// The answer was lost, and the person began anew: with the same keys, by the same invitation.
void TestComingInAgain::anOwnInvitationSaysItAgain()
{
    QFETCH(QString, meanwhile);
    QFETCH(bool, stands);
    const Person anna = m_organisation->person();
    const auto key = crypto::SigningKey::generate(m_fixture->random);
    const auto certificate = invitation(key, now() + kDay);
    QByteArray first = enrolled(certificate, key, anna);
    m_fixture->ask<Registered>({}, m_organisation->registration(anna, first));
    m_fixture->clock.advance(std::chrono::minutes(1));
    const QByteArray second = enrolled(certificate, key, anna);
    if (meanwhile == QStringLiteral("over")) m_fixture->clock.advance(2 * kDay);
    if (meanwhile == QStringLiteral("badge")) {
        first = badge(m_organisation->root, anna, now() + 10 * kDay);
        m_fixture->ask<protocol::Done>(m_owner, certify(first));
    }
    m_fixture->ask<Registered>({}, m_organisation->registration(anna, second));
    QCOMPARE(chainOf(anna), stands ? second : first);
    QCOMPARE(m_organisation->logInAs(anna).role,
             meanwhile == QStringLiteral("badge") ? Role::Agent : Role::Supervisor);
}

void TestComingInAgain::comingInAgainKeepsThePassword_data()
{
    QTest::addColumn<bool>("has_logged_in");
    QTest::addColumn<QString>("name");
    QTest::addColumn<char>("holds");
    QTest::newRow("of an account in use") << true << "anna" << 'p';
    QTest::newRow("of an account in use, under another name") << true << "anna the second" << 'p';
    QTest::newRow("unless the first answer was lost") << false << "anna" << 'q';
}

// Who has a device's keys registers it again, with a password of their own.
void TestComingInAgain::comingInAgainKeepsThePassword()
{
    QFETCH(bool, has_logged_in);
    QFETCH(QString, name);
    QFETCH(char, holds);
    const Person anna = m_organisation->person();
    RegisterStaff message =
        m_organisation->registration(anna, badge(m_organisation->root, anna, now() + 10 * kDay));
    message.password = m_organisation->password(QStringLiteral("anna"), 'p');
    m_fixture->ask<Registered>({}, message);
    if (has_logged_in) m_organisation->logInAs(anna);
    message.password = m_organisation->password(name, 'q');
    m_fixture->ask<Registered>({}, message);
    const auto isRight = [&](char secret) {
        const PasswordRecord record = m_organisation->password(QStringLiteral("anna"), secret);
        const auto answer = m_fixture->send({}, PasswordLogIn{{1}, record.login_name, record.login_secret});
        return answer && decodeFrame<PasswordAccepted>(answer->reply).has_value();
    };
    QCOMPARE(isRight('p'), holds == 'p');
    QCOMPARE(isRight('q'), holds == 'q');
}

} // namespace

CHAT121_TEST_MAIN(TestComingInAgain)
#include "tst_coming_in_again.moc"
