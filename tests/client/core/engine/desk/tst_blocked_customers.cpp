// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// An agent blocks a customer, between real clients: the customer is told, loses no words and nothing that was
// written; the team reads who did it and why; an owner lifts it. Rows RB-03 and RB-07.
#include "common/crypto/init.h"
#include "tests/client/core/engine/clients.h"
#include "tests/support/test_main.h"

#include <QSignalSpy>

using namespace chat121;
using namespace chat121::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int kPatienceMs = 60'000; // on a machine that has much else to do

} // namespace

class TestBlockedCustomers : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theCustomerIsToldAndLosesNothing();
    void theTeamReadsWhoAndWhy();
    void anAgentDoesNotLiftIt();
    void anOwnerLiftsIt();

private:
    ConversationId id() { return m_gina->talk()->id(); }
    Talk *annas() { return m_anna->workspace().talk(id()); }

    Company m_company;
    std::unique_ptr<Client> m_anna, m_gina;
    MessageId m_refused{};
};

void TestBlockedCustomers::initTestCase()
{
    QVERIFY(crypto::initialise());
    QVERIFY(m_company.opens());
    m_anna = std::make_unique<Client>(m_company.home(u"anna"_s));
    QVERIFY(m_anna->joins(m_company.founder().invites(u"staff"_s), u"Anna"_s));
    m_anna->workspace().setDutyStatus(DutyStatus::Available, 4);
    m_gina = m_company.guest(m_company.founder().invites(u"customers"_s), u"Gina"_s);
    QVERIFY(m_gina);
    QVERIFY(begins(*m_anna, *m_gina, u"Is anybody there?"_s));
}

void TestBlockedCustomers::theCustomerIsToldAndLosesNothing()
{
    QSignalSpy blocked(&m_anna->workspace(), &Workspace::customerBlocked);
    m_anna->workspace().block(id(), 1h, u"insults"_s);
    QTRY_COMPARE_WITH_TIMEOUT(blocked.size(), 1, kPatienceMs);
    QSignalSpy failed(m_gina->talk(), &Talk::failed);
    m_gina->talk()->say(u"refused words"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!failed.isEmpty(), kPatienceMs);
    const QString sentence = failed.constFirst().constFirst().value<Problem>().sentence;
    QVERIFY2(sentence.contains(u"does not take messages from you until"_s), qPrintable(sentence));
    const TimelineModel *timeline = m_gina->talk()->timeline();
    QTRY_VERIFY_WITH_TIMEOUT(timeline->at(timeline->size() - 1).state == SendState::Failed, kPatienceMs);
    m_refused = timeline->at(timeline->size() - 1).id;
    QCOMPARE(timeline->at(timeline->size() - 1).text, u"refused words"_s);
    QVERIFY(m_gina->sees(m_gina->talk(), u"Is anybody there?"_s));
    annas()->say(u"from the agent"_s); // who may go on
    QVERIFY(m_gina->sees(m_gina->talk(), u"from the agent"_s));
}

void TestBlockedCustomers::theTeamReadsWhoAndWhy()
{
    QVERIFY(m_anna->sees(annas(), u"from the agent"_s));
    QTRY_VERIFY_WITH_TIMEOUT(
        [&] {
            for (int row = 0; row < annas()->timeline()->size(); ++row) {
                const TimelineRow &one = annas()->timeline()->at(row);
                if (one.kind == RowKind::Note && one.text.contains(u"insults"_s))
                    return one.state == SendState::Sent;
            }
            return false;
        }(),
        kPatienceMs);
    for (int row = 0; row < m_gina->talk()->timeline()->size(); ++row)
        QVERIFY(!m_gina->talk()->timeline()->at(row).text.contains(u"insults"_s));
}

void TestBlockedCustomers::anAgentDoesNotLiftIt()
{
    QSignalSpy told(&m_anna->workspace(), &Workspace::blocksTold);
    m_anna->workspace().askBlocks(id());
    QTRY_COMPARE_WITH_TIMEOUT(told.size(), 1, kPatienceMs);
    const auto list = told.constFirst().at(1).value<BlockList>();
    QVERIFY(!list.is_liftable);
    QCOMPARE(list.customers.size(), 1);
    QCOMPARE(list.customers.constFirst().name, u"Gina"_s);
    QSignalSpy refused(&m_anna->workspace(), &Workspace::actionFailed);
    m_anna->workspace().liftBlock(id(), list.customers.constFirst().account);
    QTRY_COMPARE_WITH_TIMEOUT(refused.size(), 1, kPatienceMs);
    QSignalSpy failed(m_gina->talk(), &Talk::failed);
    m_gina->talk()->sayAgain(m_refused);
    QTRY_VERIFY_WITH_TIMEOUT(!failed.isEmpty(), kPatienceMs);
}

void TestBlockedCustomers::anOwnerLiftsIt()
{
    Workspace &founder = m_company.founder().workspace();
    QSignalSpy told(&founder, &Workspace::blocksTold);
    founder.askBlocks(id());
    QTRY_COMPARE_WITH_TIMEOUT(told.size(), 1, kPatienceMs);
    const auto list = told.constFirst().at(1).value<BlockList>();
    QVERIFY(list.is_liftable);
    QCOMPARE(list.customers.size(), 1);
    founder.liftBlock(id(), list.customers.constFirst().account);
    QTRY_COMPARE_WITH_TIMEOUT(told.size(), 2, kPatienceMs);
    QVERIFY(told.constLast().at(1).value<BlockList>().customers.isEmpty());
    m_gina->talk()->sayAgain(m_refused);
    QVERIFY(m_anna->sees(annas(), u"refused words"_s));
}

CHAT121_TEST_MAIN(TestBlockedCustomers)
#include "tst_blocked_customers.moc"
