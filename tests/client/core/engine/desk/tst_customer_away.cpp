// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A conversation comes back to the queue while its customer is off-line: nobody can go on with it before the
// customer's computer brings fresh keys. Who tries reads that; then it goes on, and nothing is lost.
#include "common/crypto/init.h"
#include "tests/client/core/engine/clients.h"
#include "tests/support/test_main.h"

using namespace chat121;
using namespace chat121::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int kPatienceMs = 60'000; // on a machine that has much else to do

} // namespace

class TestCustomerAway : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void whoTakesReadsWhatItWaitsFor();
    void itGoesOnWhenTheCustomerIsBack();

private:
    Company m_company;
    std::unique_ptr<Client> m_anna, m_gina;
    ConversationId m_conversation{};
};

void TestCustomerAway::initTestCase()
{
    QVERIFY(crypto::initialise());
    QVERIFY(m_company.opens());
    const QString link = m_company.founder().invites(u"customers"_s);
    m_anna = std::make_unique<Client>(m_company.home(u"anna"_s));
    QVERIFY(m_anna->joins(m_company.founder().invites(u"staff"_s), u"Anna"_s));
    m_anna->workspace().setDutyStatus(DutyStatus::Available, 4);
    m_company.founder().workspace().setDutyStatus(DutyStatus::Available, 4);
    m_gina = m_company.guest(link, u"Gina"_s);
    QVERIFY(m_gina);
    QVERIFY(begins(*m_anna, *m_gina, u"My kettle whistles"_s));
    m_conversation = m_gina->talk()->id();
}

void TestCustomerAway::whoTakesReadsWhatItWaitsFor()
{
    m_gina.reset();
    m_anna->workspace().returnToQueue(m_conversation);
    Client &fiona = m_company.founder();
    LiveWorkspace &workspace = fiona.workspace();
    QTRY_VERIFY_WITH_TIMEOUT(workspace.queue()->rowOf(m_conversation) >= 0, kPatienceMs);
    workspace.take(m_conversation);
    QVERIFY(fiona.isWarned(u"waits for the customer's computer"_s));
    QVERIFY(workspace.queue()->rowOf(m_conversation) >= 0); // the server was not asked for it
    QVERIFY(workspace.mine()->rowOf(m_conversation) < 0);
    for (const Problem &problem : std::as_const(fiona.problems))
        QVERIFY2(!problem.sentence.contains(u"still locked"), qPrintable(problem.sentence));
}

void TestCustomerAway::itGoesOnWhenTheCustomerIsBack()
{
    m_gina = std::make_unique<Client>(m_company.home(u"Gina"_s));
    QVERIFY(m_gina->isConnected());
    Client &fiona = m_company.founder();
    LiveWorkspace &workspace = fiona.workspace();
    // Her unanswered words, sealed for whoever takes it next.
    QVERIFY(fiona.sees(workspace.talk(m_conversation), u"My kettle whistles"_s));
    const auto is_taken = [&] { return workspace.mine()->rowOf(m_conversation) >= 0; };
    for (int i = 0; i < 12 && !is_taken(); ++i) {
        workspace.take(m_conversation);
        if (QTest::qWaitFor(is_taken, kPatienceMs / 12)) break;
    }
    QVERIFY(is_taken());
    Talk *fionas = workspace.talk(m_conversation);
    QTRY_VERIFY_WITH_TIMEOUT(fionas->isWritable(), kPatienceMs);
    fionas->say(u"Is it the lid?"_s);
    QVERIFY(m_gina->sees(m_gina->talk(), u"Is it the lid?"_s));
}

CHAT121_TEST_MAIN(TestCustomerAway)
#include "tst_customer_away.moc"
