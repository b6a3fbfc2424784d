// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a customer allows, between real programs: staff ask, the customer decides and takes it back, whoever
// comes in later is told, and it is there after a restart.

#include "common/crypto/init.h"
#include "tests/client/core/engine/clients.h"
#include "tests/support/test_main.h"

using namespace chat121;
using namespace chat121::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int kPatienceMs = 60'000;
constexpr auto kFile = bitOf(ConsentPurpose::Transcript);
constexpr auto kCount = bitOf(ConsentPurpose::Statistics);

} // namespace

class TestPermissions : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void nothingIsAllowedAtFirst();
    void whatIsAllowedIsSeenByBoth();
    void aQuestionIsDeclined();
    void whoComesInLaterIsTold();
    void itIsTakenBack();
    void aRestartForgetsNothing();

private:
    Talk *annas() { return m_anna->workspace().talk(m_conversation); }
    Talk *ginas() { return m_gina->talk(); }

    Company m_company;
    std::unique_ptr<Client> m_anna, m_gina;
    ConversationId m_conversation{};
};

void TestPermissions::initTestCase()
{
    QVERIFY(crypto::initialise());
    QVERIFY(m_company.opens());
    m_anna = m_company.agent(u"Anna"_s);
    QVERIFY(m_anna);
    m_gina = m_company.guest(m_company.founder().invites(u"customers"_s), u"Gina"_s);
    QVERIFY(m_gina);
    QVERIFY(begins(*m_anna, *m_gina, u"My kettle whistles"_s));
    m_conversation = ginas()->id();
}

void TestPermissions::nothingIsAllowedAtFirst()
{
    QCOMPARE(ginas()->consents(), TalkConsents());
    QCOMPARE(annas()->consents(), TalkConsents());
}

void TestPermissions::whatIsAllowedIsSeenByBoth()
{
    ginas()->allow(kFile | kCount);
    QTRY_COMPARE_WITH_TIMEOUT(ginas()->consents().allowed, ConsentPurposes(kFile | kCount), kPatienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(annas()->consents().allowed, ConsentPurposes(kFile | kCount), kPatienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(annas()->notSavedBecause().isEmpty(), kPatienceMs);
    QVERIFY(m_gina->sees(ginas(), u"You allow: A copy as a file, Statistics."_s));
    QVERIFY(m_anna->sees(annas(), u"Gina allows: A copy as a file, Statistics."_s));
    // Staff cannot decide it.
    annas()->allow(0);
    annas()->say(u"And what does it sound like?"_s);
    QVERIFY(m_gina->sees(ginas(), u"And what does it sound like?"_s));
    QCOMPARE(ginas()->consents().allowed, ConsentPurposes(kFile | kCount));
}

void TestPermissions::aQuestionIsDeclined()
{
    annas()->askToAllow(bitOf(ConsentPurpose::Sharing));
    QTRY_COMPARE_WITH_TIMEOUT(ginas()->consents().asked, bitOf(ConsentPurpose::Sharing), kPatienceMs);
    QVERIFY(m_gina->sees(ginas(), u"Anna asks you to allow: Other systems of the organisation."_s));
    QVERIFY(m_anna->sees(annas(), u"You asked the customer to allow: Other systems of the organisation."_s));
    ginas()->allow(kFile | kCount);
    QTRY_COMPARE_WITH_TIMEOUT(annas()->consents().declined, bitOf(ConsentPurpose::Sharing), kPatienceMs);
    QCOMPARE(annas()->consents().asked, ConsentPurposes(0));
    QVERIFY(m_anna->sees(annas(), u"Gina does not allow: Other systems of the organisation."_s));
    QCOMPARE(ginas()->consents().asked, ConsentPurposes(0));
}

void TestPermissions::whoComesInLaterIsTold()
{
    Client &fiona = m_company.founder();
    AccountId fionas{};
    QTRY_VERIFY_WITH_TIMEOUT(std::ranges::any_of(m_anna->workspace().colleagues(),
                                                 [&](const Colleague &one) {
                                                     fionas = one.account;
                                                     return one.name == u"Fiona";
                                                 }),
                             kPatienceMs);
    annas()->addColleague(fionas);
    QTRY_COMPARE_WITH_TIMEOUT(ginas()->roster().size(), 3, kPatienceMs);
    Talk *talk = fiona.workspace().talk(m_conversation);
    QVERIFY(talk);
    QTRY_COMPARE_WITH_TIMEOUT(talk->consents().allowed, ConsentPurposes(kFile | kCount), kPatienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(talk->consents().declined, bitOf(ConsentPurpose::Sharing), kPatienceMs);
}

void TestPermissions::itIsTakenBack()
{
    ginas()->allow(kCount);
    QTRY_COMPARE_WITH_TIMEOUT(annas()->consents().allowed, kCount, kPatienceMs);
    QVERIFY(m_anna->sees(annas(), u"Gina no longer allows: A copy as a file."_s));
    QTRY_VERIFY_WITH_TIMEOUT(!annas()->notSavedBecause().isEmpty(), kPatienceMs);
    QVERIFY(m_gina->sees(ginas(), u"You no longer allow: A copy as a file."_s));
}

void TestPermissions::aRestartForgetsNothing()
{
    m_anna.reset();
    m_gina.reset();
    m_anna = std::make_unique<Client>(m_company.home(u"anna"_s));
    m_gina = std::make_unique<Client>(m_company.home(u"Gina"_s));
    QVERIFY(m_anna->isConnected() && m_gina->isConnected());
    QTRY_COMPARE_WITH_TIMEOUT(annas()->consents().allowed, kCount, kPatienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(ginas()->consents().allowed, kCount, kPatienceMs);
}

CHAT121_TEST_MAIN(TestPermissions)
#include "tst_permissions.moc"
