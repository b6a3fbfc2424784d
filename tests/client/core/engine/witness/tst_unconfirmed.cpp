// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// security.md E3, RFC 9420, Section 16.9: a server that drops a member's changes of keys keeps stolen
// ones in use. After 24 hours without one that it confirms the member's person is told, once, however
// the server says no. That a running client looks: tst_colleagues.
#include "client/core/engine/witness/unconfirmed.h"

#include "client/core/engine/notices/words.h"
#include "common/crypto/sodium_random.h"
#include "tests/client/core/engine/talk/reading_seat.h"
#include "tests/support/temporary_directory.h"
#include "tests/support/test_main.h"

#include <QtTest>

using namespace chat121;
using namespace chat121::engine;
using namespace chat121::test;

class TestUnconfirmed : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void aDayWithoutAnAnswerIsTold_data();
    void aDayWithoutAnAnswerIsTold();
    void whatIsConfirmedStartsTheTimeAnew();
    void aConversationThatIsOverNeedsNoKeys();

private:
    void tries(); // an own change; nothing has answered it yet
    void looks(std::chrono::milliseconds later);
    QStringList told() const { return m_anna->warnings; }

    Acme m_acme;
    FakeClock m_clock{kNow};
    crypto::SodiumRandom m_random;
    std::optional<TemporaryDirectory> m_folder;
    std::unique_ptr<LocalStore> m_store;
    std::unique_ptr<ReadingSeat> m_anna;
    std::unique_ptr<Unconfirmed> m_unconfirmed;
    quint64 m_request = 0;
};

void TestUnconfirmed::init()
{
    m_folder.emplace();
    m_store = storeAt(m_folder->filePath(QStringLiteral("anna")), m_random);
    auto identity = identityOf(m_acme, m_acme.anna, m_acme.annaLeaf(), ProfileKind::Staff);
    QVERIFY(identity);
    m_anna = std::make_unique<ReadingSeat>(*std::move(identity), *m_store, m_clock, m_random);
    QVERIFY(m_anna->committer.create(kGroup, {}, RequestId{++m_request}));
    QVERIFY(m_anna->committer.accepted(kGroup));
    ConversationRecord record = m_anna->ledger.recordOr(kTalk);
    record.state = protocol::ConversationState::Taken;
    QVERIFY(m_anna->ledger.save(record));
    m_unconfirmed = std::make_unique<Unconfirmed>(m_anna->context, m_anna->ledger, nullptr);
}

void TestUnconfirmed::cleanup()
{
    m_unconfirmed.reset();
    m_anna.reset();
    m_store.reset();
}

void TestUnconfirmed::tries()
{
    QVERIFY(m_anna->committer.change(kGroup, {}, {}, RequestId{++m_request}));
}

void TestUnconfirmed::looks(std::chrono::milliseconds later)
{
    m_clock.advance(later);
    m_unconfirmed->look();
}

void TestUnconfirmed::aDayWithoutAnAnswerIsTold_data()
{
    QTest::addColumn<bool>("is_refused");
    QTest::addColumn<bool>("is_restarted");
    QTest::newRow("no answer at all") << false << false;
    QTest::newRow("refused each time") << true << false;
    QTest::newRow("over a restart") << false << true;
}

void TestUnconfirmed::aDayWithoutAnAnswerIsTold()
{
    QFETCH(bool, is_refused);
    QFETCH(bool, is_restarted);
    tries();
    for (int hour = 0; hour < 23; ++hour) {
        if (is_refused) {
            QVERIFY(m_anna->committer.refused(kGroup));
            tries();
        }
        looks(std::chrono::hours(1));
    }
    if (is_restarted) m_unconfirmed = std::make_unique<Unconfirmed>(m_anna->context, m_anna->ledger, nullptr);
    looks(std::chrono::hours(1) - std::chrono::milliseconds(1));
    QCOMPARE(told(), QStringList());
    QVERIFY(!m_anna->lines().contains(words::changeNotConfirmed()));

    looks(std::chrono::milliseconds(1));
    QCOMPARE(told(), QStringList{problem(ProblemKind::ChangeNotConfirmed).sentence});
    QCOMPARE(m_anna->lines().count(words::changeNotConfirmed()), 1);
    looks(std::chrono::hours(72));
    QCOMPARE(told().size(), 1);
}

void TestUnconfirmed::whatIsConfirmedStartsTheTimeAnew()
{
    tries();
    looks(std::chrono::hours(23));
    QVERIFY(m_anna->committer.accepted(kGroup));
    looks(std::chrono::hours(48));
    QCOMPARE(told(), QStringList()); // nothing waits
    tries();
    looks(std::chrono::hours(23));
    QCOMPARE(told(), QStringList());
    looks(std::chrono::hours(1));
    QCOMPARE(told().size(), 1);
    QVERIFY(m_anna->committer.accepted(kGroup));
    tries();
    looks(std::chrono::hours(24));
    QCOMPARE(told().size(), 2);
}

void TestUnconfirmed::aConversationThatIsOverNeedsNoKeys()
{
    tries();
    ConversationRecord record = m_anna->ledger.recordOr(kTalk);
    record.state = protocol::ConversationState::Closed;
    QVERIFY(m_anna->ledger.save(record));
    looks(std::chrono::hours(25));
    QCOMPARE(told(), QStringList());
}

CHAT121_TEST_MAIN(TestUnconfirmed)
#include "tst_unconfirmed.moc"
