// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Ratings with real clients and a real server: the customer is asked once when it is over, whoever was in it
// reads the answer, the log takes nothing else, and search finds it.
#include "common/crypto/init.h"
#include "common/protocol/frame.h"
#include "tests/client/core/engine/clients.h"
#include "tests/support/test_main.h"

using namespace chat121;
using namespace chat121::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int kPatienceMs = 60'000;

int ratingIn(Client &client, ConversationId id)
{
    const auto row = client.workspace().closed()->find(id);
    return row ? row->rating : 0;
}

} // namespace

class TestRated : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void whoWasInItReadsTheAnswer();
    void itIsAskedOnce();
    void itLeavesAfterARestart();
    void aNewEndIsAskedAboutAgain();

private:
    bool closes();

    std::unique_ptr<Company> m_company;
    std::unique_ptr<Client> m_anna;
    std::unique_ptr<Client> m_gina;
    ConversationId m_id{};
};

void TestRated::init()
{
    QVERIFY(crypto::initialise());
    m_company = std::make_unique<Company>();
    QVERIFY(m_company->opens());
    const QString link = m_company->founder().invites(u"customers"_s);
    m_anna = m_company->agent(u"Anna"_s);
    QVERIFY(m_anna);
    m_gina = m_company->guest(link, u"Gina"_s);
    QVERIFY(m_gina);
    QVERIFY(begins(*m_anna, *m_gina, u"My order is late."_s));
    m_id = m_gina->talk()->id();
}

void TestRated::cleanup()
{
    m_gina.reset();
    m_anna.reset();
    m_company.reset();
}

bool TestRated::closes()
{
    m_anna->workspace().closeConversation(m_id);
    const auto isAsked = [this] { return m_gina->talk()->rating().is_asked; };
    const auto isClosed = [this] { return m_anna->workspace().closed()->rowOf(m_id) >= 0; };
    return QTest::qWaitFor(isClosed, kPatienceMs) && QTest::qWaitFor(isAsked, kPatienceMs);
}

void TestRated::whoWasInItReadsTheAnswer()
{
    QVERIFY(!m_gina->talk()->rating().is_open); // it goes on
    QVERIFY(closes());
    Talk *annas = m_anna->workspace().talk(m_id);
    const Rating good{4, u"Quick-and-kind"_s};
    m_gina->talk()->rate(good);
    QTRY_COMPARE_WITH_TIMEOUT(annas->rating().given, good, kPatienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(ratingIn(*m_anna, m_id), 4, kPatienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(m_gina->talk()->rating().given, good, kPatienceMs);
    QVERIFY(!m_gina->talk()->rating().is_asked);
    QVERIFY(m_gina->talk()->rating().is_open); // once more
    QTRY_VERIFY_WITH_TIMEOUT(rowsOf(annas).join(u'\n').contains(u"Quick-and-kind"_s), kPatienceMs);
    QCOMPARE(ratingIn(m_company->founder(), m_id), 0); // was not in it

    m_gina->talk()->rate({2, {}});
    QTRY_COMPARE_WITH_TIMEOUT(annas->rating().given, (Rating{2, {}}), kPatienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(m_gina->talk()->rating().given, (Rating{2, {}}), kPatienceMs);
    QVERIFY(!m_gina->talk()->rating().is_open); // changed once
    m_anna->workspace().find(u"rating:<3"_s, {});
    QTRY_VERIFY_WITH_TIMEOUT(m_anna->workspace().found()->rowCount() > 0, kPatienceMs);
    m_anna->workspace().find(u"rating:4"_s, {});
    QTRY_COMPARE_WITH_TIMEOUT(m_anna->workspace().found()->rowCount(), 0, kPatienceMs);
}

void TestRated::itIsAskedOnce()
{
    QVERIFY(closes());
    m_gina->talk()->skipRating();
    QTRY_VERIFY_WITH_TIMEOUT(!m_gina->talk()->rating().is_asked, kPatienceMs);
    m_gina.reset();
    m_gina = std::make_unique<Client>(m_company->home(u"Gina"_s));
    QVERIFY(m_gina->isConnected());
    QTRY_VERIFY_WITH_TIMEOUT(m_gina->talk()->rating().is_open, kPatienceMs); // not asked is not forbidden
    QVERIFY(!m_gina->talk()->rating().is_asked);
}

void TestRated::itLeavesAfterARestart()
{
    QVERIFY(closes());
    m_gina->tampering().loseSent(
        [](const QByteArray &frame) { return protocol::typeOf(frame) == protocol::MessageType::Append; });
    m_gina->talk()->rate({5, {}});
    QTRY_VERIFY_WITH_TIMEOUT(m_gina->talk()->rating().is_leaving, kPatienceMs);
    m_gina.reset();
    QCOMPARE(ratingIn(*m_anna, m_id), 0);
    m_gina = std::make_unique<Client>(m_company->home(u"Gina"_s));
    QVERIFY(m_gina->isConnected());
    QTRY_COMPARE_WITH_TIMEOUT(ratingIn(*m_anna, m_id), 5, kPatienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(m_gina->talk()->rating().given.stars, 5, kPatienceMs);
    QVERIFY(!m_gina->talk()->rating().is_leaving);
}

void TestRated::aNewEndIsAskedAboutAgain()
{
    QVERIFY(closes());
    m_gina->talk()->rate({3, {}});
    QTRY_COMPARE_WITH_TIMEOUT(ratingIn(*m_anna, m_id), 3, kPatienceMs);
    m_gina->talk()->say(u"One more thing."_s);
    QTRY_VERIFY_WITH_TIMEOUT(m_anna->workspace().queue()->rowOf(m_id) >= 0, kPatienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(!m_gina->talk()->rating().is_open, kPatienceMs);
    m_anna->workspace().take(m_id);
    QTRY_VERIFY_WITH_TIMEOUT(m_anna->workspace().mine()->rowOf(m_id) >= 0, kPatienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(m_gina->workspace().standing().step, QueueStanding::Step::Talking, kPatienceMs);
    QVERIFY(closes());
}

CHAT121_TEST_MAIN(TestRated)
#include "tst_rated.moc"
