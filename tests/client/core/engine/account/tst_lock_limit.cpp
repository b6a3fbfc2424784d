// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The organisation limits how long windows of staff stay open: at once, over restarts, for staff alone,
// and no older document makes it longer again.
#include "common/crypto/init.h"
#include "common/protocol/messages/directory.h"
#include "tests/client/core/engine/clients.h"
#include "tests/client/core/engine/stranger.h"
#include "tests/support/test_main.h"

#include <QSignalSpy>

using namespace chat121;
using namespace chat121::test;
using namespace std::chrono_literals;

namespace {

constexpr int kPatienceMs = 60'000; // on a machine that has much else to do

} // namespace

class TestLockLimit : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aRuleShortensWhatWasChosen_data();
    void aRuleShortensWhatWasChosen();
    void customersLockAsTheyLike();
    void anOlderDocumentDoesNotLengthenIt();
    void itCountsBeforeThereIsAConnection();

private:
    // Waits until the founder has the server's word for it: each document follows the one before.
    bool allows(int minutes)
    {
        Workspace &founder = m_company.founder().workspace();
        DepartmentInfo rules = founder.departments().constFirst();
        if (rules.idle_minutes_max == minutes) return true;
        rules.idle_minutes_max = minutes;
        founder.setRules(rules);
        return QTest::qWaitFor([&] { return founder.departments().constFirst() == rules; }, kPatienceMs);
    }
    bool anna(bool is_connected)
    {
        m_anna.reset();
        m_anna = std::make_unique<Client>(m_company.home(QStringLiteral("anna")));
        return is_connected ? m_anna->isConnected() : m_anna->isReady();
    }

    Company m_company;
    std::unique_ptr<Client> m_anna;
};

void TestLockLimit::initTestCase()
{
    QVERIFY(crypto::initialise());
    QVERIFY(m_company.opens());
    m_anna = std::make_unique<Client>(m_company.home(QStringLiteral("anna")));
    QVERIFY(m_anna->joins(m_company.founder().invites(QStringLiteral("staff")), QStringLiteral("Anna")));
}

void TestLockLimit::aRuleShortensWhatWasChosen_data()
{
    QTest::addColumn<int>("chosen");
    QTest::addColumn<int>("allowed");
    QTest::addColumn<int>("lock_after");
    QTest::newRow("never, and no rule") << 0 << 0 << 0;
    QTest::newRow("never, and a rule") << 0 << 30 << 30;
    QTest::newRow("longer than the rule") << 60 << 15 << 15;
    QTest::newRow("shorter than the rule") << 5 << 30 << 5;
    QTest::newRow("the rule is gone") << 60 << 0 << 60;
    QTest::newRow("never again, with a rule") << 0 << 15 << 15; // for those that follow
}

void TestLockLimit::aRuleShortensWhatWasChosen()
{
    QFETCH(int, chosen);
    QFETCH(int, allowed);
    QFETCH(int, lock_after);
    Workspace &workspace = m_anna->workspace();
    const bool is_other_limit = workspace.lockAfterMax() != std::chrono::minutes(allowed);
    QSignalSpy told(&workspace, &Workspace::lockAfterChanged);
    workspace.setLockAfter(std::chrono::minutes(chosen));
    QTRY_COMPARE_WITH_TIMEOUT(told.size(), 1, kPatienceMs);
    QVERIFY(allows(allowed));
    QTRY_COMPARE_WITH_TIMEOUT(workspace.lockAfterMax(), std::chrono::minutes(allowed), kPatienceMs);
    QCOMPARE(workspace.lockAfter(), std::chrono::minutes(lock_after));
    QCOMPARE(told.size(), is_other_limit ? 2 : 1);
    QCOMPARE(m_company.founder().workspace().lockAfter(), std::chrono::minutes(allowed)); // no own choice
}

void TestLockLimit::customersLockAsTheyLike()
{
    const QString link = m_company.founder().invites(QStringLiteral("customers"));
    const auto gina = m_company.guest(link, QStringLiteral("Gina"));
    QVERIFY(gina);
    QCOMPARE(gina->workspace().departments().constFirst().idle_minutes_max, 15); // it is known
    QCOMPARE(gina->workspace().lockAfterMax(), 0min);
    QCOMPARE(gina->workspace().lockAfter(), 0min);
}

void TestLockLimit::anOlderDocumentDoesNotLengthenIt()
{
    protocol::Organisation older;
    bool has_older = false;
    m_anna.reset();
    m_anna = std::make_unique<Client>(m_company.home(QStringLiteral("anna")), [&](Tampering &tampering) {
        tampering.set(editing<protocol::Organisation>([&](protocol::Organisation &message) {
            older = message;
            has_older = true;
        }));
    });
    QVERIFY(m_anna->isConnected());
    QVERIFY(allows(60));
    QTRY_COMPARE_WITH_TIMEOUT(m_anna->workspace().lockAfter(), 60min, kPatienceMs);
    // Read on this thread once the engine's no longer writes it.
    m_anna->tampering().set(editing<protocol::Organisation>([](protocol::Organisation &) {}));
    QVERIFY(has_older);
    QVERIFY(allows(5));
    QTRY_COMPARE_WITH_TIMEOUT(m_anna->workspace().lockAfter(), 5min, kPatienceMs);
    m_anna->tampering().set(editing<protocol::Organisation>([older](protocol::Organisation &message) {
        message.document = older.document; // an answer or not, as it was
    }));
    QVERIFY(allows(30));
    QVERIFY(m_anna->isWarned(QStringLiteral("another organisation than the one you know")));
    QCOMPARE(m_anna->workspace().lockAfter(), 5min);
    QVERIFY(anna(true)); // to the honest server
    QTRY_COMPARE_WITH_TIMEOUT(m_anna->workspace().lockAfter(), 30min, kPatienceMs);
}

void TestLockLimit::itCountsBeforeThereIsAConnection()
{
    m_anna.reset();
    QVERIFY(m_company.server().stop());
    QVERIFY(anna(false));
    QCOMPARE(m_anna->workspace().lockAfterMax(), 30min);
    QCOMPARE(m_anna->workspace().lockAfter(), 30min);
    QVERIFY(m_company.server().start());
    QVERIFY(m_anna->isConnected());
}

CHAT121_TEST_MAIN(TestLockLimit)
#include "tst_lock_limit.moc"
