// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a customer's client offers about itself, between real programs: nothing until the customer wants it,
// to the readers of the conversation alone, and nothing any more once it is taken back.
#include "common/crypto/init.h"
#include "tests/client/core/engine/clients.h"
#include "tests/support/test_main.h"

#include <QTimeZone>

using namespace chat121;
using namespace chat121::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int kPatienceMs = 60'000; // on a machine that has much else to do

} // namespace

class TestCustomerContext : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void nothingIsShownUnasked();
    void itIsShownBeforeAnybodyTakes();
    void itIsTakenBackInTheMiddle();
    void itIsOfferedAgain();
    void aRestartForgetsNothing();

private:
    Talk *annas() { return m_anna->workspace().talk(m_conversation); }
    CustomerContext offer() { return m_gina->workspace().standing().offer; }

    Company m_company;
    std::unique_ptr<Client> m_anna, m_gina;
    ConversationId m_conversation{};
};

void TestCustomerContext::initTestCase()
{
    QVERIFY(crypto::initialise());
    QVERIFY(m_company.opens());
    m_anna = m_company.agent(u"Anna"_s);
    QVERIFY(m_anna);
    QString link = m_company.founder().invites(u"customers"_s);
    link.insert(link.indexOf(u'#'), u"?page=shop%2Fkettles"_s);
    m_gina = m_company.guest(link, u"Gina"_s);
    QVERIFY(m_gina);
}

void TestCustomerContext::nothingIsShownUnasked()
{
    QTRY_COMPARE_WITH_TIMEOUT(offer().page, u"shop/kettles"_s, kPatienceMs);
    QCOMPARE(offer().zone, QString::fromLatin1(QTimeZone::systemTimeZoneId()));
    QVERIFY(!m_gina->workspace().standing().is_offered);
    m_gina->talk()->say(u"My kettle whistles"_s);
    m_conversation = m_gina->talk()->id();
    LiveWorkspace &workspace = m_anna->workspace();
    QTRY_VERIFY_WITH_TIMEOUT(workspace.queue()->rowOf(m_conversation) >= 0, kPatienceMs);
    QVERIFY(m_anna->sees(annas(), u"My kettle whistles"_s));
    QVERIFY(annas()->context().isEmpty());
}

void TestCustomerContext::itIsShownBeforeAnybodyTakes()
{
    m_gina->workspace().offerContext(true);
    QTRY_VERIFY_WITH_TIMEOUT(m_gina->workspace().standing().is_offered, kPatienceMs);
    m_anna->workspace().take(m_conversation);
    QTRY_COMPARE_WITH_TIMEOUT(annas()->context(), offer(), kPatienceMs); // said in the group
    QCOMPARE(m_gina->talk()->context(), offer());
}

void TestCustomerContext::itIsTakenBackInTheMiddle()
{
    m_gina->workspace().offerContext(false);
    QTRY_VERIFY_WITH_TIMEOUT(!m_gina->workspace().standing().is_offered, kPatienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(annas()->context().isEmpty(), kPatienceMs);
}

void TestCustomerContext::itIsOfferedAgain()
{
    m_gina->workspace().offerContext(true);
    QTRY_COMPARE_WITH_TIMEOUT(annas()->context(), offer(), kPatienceMs);
}

void TestCustomerContext::aRestartForgetsNothing()
{
    m_anna.reset();
    m_gina.reset();
    m_gina = std::make_unique<Client>(m_company.home(u"Gina"_s));
    QVERIFY(m_gina->isConnected());
    QTRY_VERIFY_WITH_TIMEOUT(m_gina->workspace().standing().is_offered, kPatienceMs);
    QCOMPARE(offer().page, u"shop/kettles"_s);
    m_anna = std::make_unique<Client>(m_company.home(u"anna"_s));
    QVERIFY(m_anna->isConnected());
    QTRY_COMPARE_WITH_TIMEOUT(annas()->context(), offer(), kPatienceMs);
}

CHAT121_TEST_MAIN(TestCustomerContext)
#include "tst_customer_context.moc"
