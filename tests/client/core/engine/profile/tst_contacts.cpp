// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Who stands in the place of somebody whose safety words were compared, and what a person has confirmed:
// kept over a restart, for this conversation and this person alone.
#include "client/core/engine/profile/contacts.h"
#include "common/crypto/init.h"
#include "tests/client/core/engine/groups/seat.h"
#include "tests/support/temporary_directory.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace chat121;
using namespace chat121::engine;
using namespace chat121::test;
using Kind = Hold::Kind;

namespace {

constexpr ConversationId kOther{7002};

} // namespace

class TestContacts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::initialise()); }
    void init();
    void nobodyIsHeldBeforeWordsWereCompared();
    void aNameUnderAnotherKey_data();
    void aNameUnderAnotherKey();
    void anotherCustomerInTheSameConversation();
    void wordsThatDoNotMatch();
    void theConfirmationIsForOnePersonInOneConversation();
    void itIsKnownAfterARestart();
    void whoIsNoLongerStaffIsOnTheWayOut_data();
    void whoIsNoLongerStaffIsOnTheWayOut();
    void whoseCertifierHasGoneGoesToo();

private:
    identity::VerifiedMember staff(const QString &name)
    {
        const Person person(m_acme.random);
        identity::Badge badge = m_acme.badge();
        badge.account_key = person.account.publicKey();
        badge.name = name;
        badge.role = identity::Role::Agent;
        return *identity::verifyMember({m_acme.chainOf(badge), person.signedCertificate()}, m_acme.anchors(),
                                       kNow);
    }
    identity::VerifiedMember guest()
    {
        const Person person(m_acme.random);
        const auto attested =
            identity::SignedGuestAttestation::sign({person.account.publicKey(), kNow}, m_acme.registrar);
        return *identity::verifyMember({attested, person.signedCertificate()}, m_acme.anchors(), kNow);
    }
    Kind judge(const QList<identity::VerifiedMember> &members, ConversationId where = kTalk)
    {
        return m_contacts->judge(where, QList{m_identity->self()} + members).kind;
    }
    void compare(const identity::VerifiedMember &person)
    {
        QVERIFY(m_contacts->compared(kTalk, person, Contacts::Comparison::Match));
    }
    void restart()
    {
        m_contacts = std::make_unique<Contacts>(*m_store, *m_identity, m_clock);
        QVERIFY(m_contacts->load());
    }

    Acme m_acme;
    FakeClock m_clock{kNow};
    std::unique_ptr<TemporaryDirectory> m_folder;
    std::unique_ptr<LocalStore> m_store;
    std::unique_ptr<Identity> m_identity;
    std::unique_ptr<Contacts> m_contacts;
};

void TestContacts::init()
{
    m_contacts.reset();
    m_store.reset();
    m_folder = std::make_unique<TemporaryDirectory>();
    m_clock.jumpTo(kNow);
    m_store = storeAt(m_folder->filePath(QStringLiteral("store")), m_acme.random);
    auto own = identityOf(m_acme, m_acme.founder, m_acme.founderLeaf(), ProfileKind::Staff);
    QVERIFY(own);
    m_identity = std::make_unique<Identity>(*std::move(own));
    restart();
}

void TestContacts::nobodyIsHeldBeforeWordsWereCompared()
{
    QVERIFY(judge({staff(QStringLiteral("Anna")), staff(QStringLiteral("Anna")), guest()}) == Kind::None);
}

void TestContacts::aNameUnderAnotherKey_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("is_held");
    QTest::newRow("the same name") << QStringLiteral("Anna Berg") << true;
    QTest::newRow("other letters of the same size") << QStringLiteral("ANNA berg") << true;
    QTest::newRow("with an accent") << QStringLiteral("Ánna Berg") << true;
    QTest::newRow("with more space") << QStringLiteral("Anna   Berg") << true;
    QTest::newRow("full-width letters") << QStringLiteral("Ａｎｎａ Ｂｅｒｇ") << true;
    QTest::newRow("another name") << QStringLiteral("Berta") << false;
    QTest::newRow("a part of the name") << QStringLiteral("Anna") << false;
}

void TestContacts::aNameUnderAnotherKey()
{
    QFETCH(QString, name);
    const auto anna = staff(QStringLiteral("Anna Berg"));
    compare(anna);
    QVERIFY(m_contacts->isVerified(anna));
    QVERIFY(judge({anna}) == Kind::None);
    const auto other = staff(name);
    QFETCH(bool, is_held);
    QCOMPARE(judge({other}) == Kind::Changed, is_held);
    QCOMPARE(judge({anna, other}) == Kind::Changed, is_held);
    QCOMPARE(judge({other}, kOther) == Kind::Changed, is_held); // a name is a name everywhere
    QVERIFY(m_contacts->judge(kTalk, {other}).person == (is_held ? other.account() : AccountId{}));
}

void TestContacts::anotherCustomerInTheSameConversation()
{
    const auto gina = guest();
    const auto other = guest();
    compare(gina);
    QVERIFY(judge({gina}) == Kind::None);
    QVERIFY(judge({other}) == Kind::Changed);
    QVERIFY(judge({other}, kOther) == Kind::None); // customers of other conversations are other people
}

void TestContacts::wordsThatDoNotMatch()
{
    const auto gina = guest();
    QVERIFY(m_contacts->compared(kTalk, gina, Contacts::Comparison::Mismatch));
    QVERIFY(!m_contacts->isVerified(gina));
    QVERIFY(judge({gina}) == Kind::Mismatched);
    QVERIFY(m_contacts->accept(kTalk, gina.account()));
    QVERIFY(judge({gina}) == Kind::None);
    QVERIFY(m_contacts->compared(kTalk, gina, Contacts::Comparison::Mismatch)); // compared again
    QVERIFY(judge({gina}) == Kind::Mismatched);
    compare(gina);
    QVERIFY(judge({gina}) == Kind::None);
}

void TestContacts::theConfirmationIsForOnePersonInOneConversation()
{
    compare(staff(QStringLiteral("Anna")));
    const auto second = staff(QStringLiteral("Anna"));
    const auto third = staff(QStringLiteral("Anna"));
    QVERIFY(m_contacts->accept(kTalk, second.account()));
    QVERIFY(judge({second}) == Kind::None);
    QVERIFY(judge({third}) == Kind::Changed);
    QVERIFY(judge({second, third}) == Kind::Changed);
    QVERIFY(judge({second}, kOther) == Kind::Changed);
}

void TestContacts::itIsKnownAfterARestart()
{
    const auto anna = staff(QStringLiteral("Anna"));
    const auto second = staff(QStringLiteral("Anna"));
    const auto third = staff(QStringLiteral("Anna"));
    compare(anna);
    QVERIFY(m_contacts->accept(kTalk, second.account()));
    restart();
    QVERIFY(m_contacts->isVerified(anna));
    QVERIFY(judge({anna, second}) == Kind::None);
    QVERIFY(judge({third}) == Kind::Changed);
}

void TestContacts::whoIsNoLongerStaffIsOnTheWayOut_data()
{
    QTest::addColumn<qint64>("days");
    QTest::addColumn<bool>("is_dismissed");
    QTest::addColumn<bool>("is_over");
    QTest::newRow("today") << qint64(0) << false << false;
    QTest::newRow("at the end of the device's certificate") << qint64(364) << false << false;
    QTest::newRow("a day later, for other people's clocks") << qint64(365) << false << false;
    QTest::newRow("two days later") << qint64(366) << false << true;
    QTest::newRow("dismissed") << qint64(0) << true << true;
}

void TestContacts::whoIsNoLongerStaffIsOnTheWayOut()
{
    QFETCH(qint64, days);
    QFETCH(bool, is_dismissed);
    QFETCH(bool, is_over);
    const auto anna = staff(QStringLiteral("Anna"));
    compare(anna);
    m_clock.advance(days * kDay);
    if (is_dismissed) {
        identity::OrganisationDocument document = m_acme.document();
        document.dismissals.items = {{anna.account(), kNow}};
        const auto next = identity::SignedOrganisation::sign(document, m_acme.root);
        m_identity->setOrganisation(next, *identity::verifyOrganisation(next, m_acme.root.publicKey()));
    }
    QCOMPARE(m_contacts->isOver(anna), is_over);
    QCOMPARE(judge({anna}) == Kind::Leaving, is_over);
    // Nobody can agree to that.
    QVERIFY(m_contacts->accept(kTalk, anna.account()));
    QCOMPARE(judge({anna}) == Kind::Leaving, is_over);
}

// A badge by an administrator is worth no more than the administrator.
void TestContacts::whoseCertifierHasGoneGoesToo()
{
    auto member = staff(QStringLiteral("Anna"));
    const auto adam = staff(QStringLiteral("Adam"));
    auto certified = *member.staff();
    certified.certified_by = adam.account();
    member.person = certified;
    QVERIFY(!m_contacts->isOver(member));
    identity::OrganisationDocument document = m_acme.document();
    document.dismissals.items = {{adam.account(), kNow}};
    const auto next = identity::SignedOrganisation::sign(document, m_acme.root);
    m_identity->setOrganisation(next, *identity::verifyOrganisation(next, m_acme.root.publicKey()));
    QVERIFY(m_contacts->isOver(member));
    QCOMPARE(m_contacts->overSince(member)->ms, kNow.ms);
    QVERIFY(judge({member}) == Kind::Leaving);
}

CHAT121_TEST_MAIN(TestContacts)
#include "tst_contacts.moc"
