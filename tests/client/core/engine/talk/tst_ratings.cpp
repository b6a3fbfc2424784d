// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A rating is its customer's: nobody else can give one, an earlier one does not come back, and what is no
// rating is none.
#include "client/core/engine/notices/words.h"
#include "common/crypto/sodium_random.h"
#include "tests/client/core/engine/talk/reading_seat.h"
#include "tests/common/mls/insider.h"
#include "tests/support/test_main.h"

#include <QtTest>

using namespace chat121;
using namespace chat121::engine;
using namespace chat121::test;

namespace {

content::Rating said(int stars, const QString &remark = {})
{
    return {static_cast<quint8>(stars), remark};
}

} // namespace

class TestRatings : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void whatTheCustomerSaysCounts();
    void theLastOneCounts();
    void nobodyElseRates();
    void anEarlierOneDoesNotComeBack();
    void whatIsNoRatingIsNone_data();
    void whatIsNoRatingIsNone();
    void theClosedListHasIt();
    void itGoesWithItsTime();

private:
    Rating of(ReadingSeat &reader) { return reader.ledger.rating(kTalk).given; }
    bool closes(ReadingSeat &reader)
    {
        ConversationRecord record = reader.ledger.recordOr(kTalk);
        record.state = protocol::ConversationState::Closed;
        return reader.ledger.save(record).has_value();
    }

    Acme m_acme;
    FakeClock m_clock{kNow};
    crypto::SodiumRandom m_random;
    std::optional<Office<ReadingSeat>> m_office;
    std::unique_ptr<ReadingSeat> m_anna;  // has made the group
    std::unique_ptr<ReadingSeat> m_fiona; // reads
    std::unique_ptr<ReadingSeat> m_gina;  // the customer
};

void TestRatings::init()
{
    m_office.emplace(m_acme, m_clock, m_random);
    m_anna = m_office->anna();
    m_fiona = m_office->fiona();
    m_gina = m_office->gina();
    QVERIFY(begins(*m_anna, *m_fiona, *m_gina));
    ConversationRecord named = m_fiona->ledger.recordOr(kTalk);
    named.title.text = QStringLiteral("Gina");
    QVERIFY(m_fiona->ledger.save(named));
}

void TestRatings::cleanup()
{
    m_anna.reset();
    m_fiona.reset();
    m_gina.reset();
    m_office.reset();
}

void TestRatings::whatTheCustomerSaysCounts()
{
    QVERIFY(closes(*m_fiona)); // it comes after the end
    QCOMPARE(of(*m_fiona), Rating());
    const auto rating = m_gina->says(said(4, QStringLiteral(" Quick \n and kind ")), 'a');
    QVERIFY(rating && m_fiona->reads(*rating));
    const Rating wanted{4, QStringLiteral("Quick and kind")};
    QCOMPARE(of(*m_fiona), wanted);
    QCOMPARE(m_fiona->lines(), QStringList{words::rated(QStringLiteral("Gina"), wanted)});
    QVERIFY(!m_fiona->ledger.rating(kTalk).is_open); // staff rate nothing
}

void TestRatings::theLastOneCounts()
{
    const auto first = m_gina->says(said(1), 'a');
    const auto second = m_gina->says(said(5, QStringLiteral("It works")), 'b');
    QVERIFY(first && m_fiona->reads(*first));
    QVERIFY(second && m_fiona->reads(*second));
    QCOMPARE(of(*m_fiona), (Rating{5, QStringLiteral("It works")}));
    QCOMPARE(m_fiona->lines().size(), 2); // both were said
}

void TestRatings::nobodyElseRates()
{
    const auto forged = m_anna->says(said(5), 'a');
    QVERIFY(forged && m_fiona->reads(*forged));
    QCOMPARE(of(*m_fiona), Rating());
    QCOMPARE(m_fiona->lines(), QStringList());
}

// Neither by Anna, who has the keys, under a generation that is fresh (RFC 9750, Section 8.6): the customer
// has signed another; nor under its own name a second time.
void TestRatings::anEarlierOneDoesNotComeBack()
{
    const auto good = m_gina->says(said(5), 'a');
    const auto bad = m_gina->says(said(1), 'b');
    QVERIFY(good && m_fiona->reads(*good));
    QVERIFY(bad && m_fiona->reads(*bad));
    protocol::Envelope late = *good;
    Device dice("dice", 5);
    const auto again =
        underALaterGeneration(late.body.bytes, *stateOf(**m_anna->groups.find(kGroup)), dice, 2);
    QVERIFY(again);
    late.body.bytes = *again;
    QVERIFY(m_fiona->reads(late));
    QCOMPARE(of(*m_fiona).stars, 1);
    QCOMPARE(m_fiona->lines().last(), words::messageDamaged());
    const auto once_more = m_gina->says(said(5), 'a');
    QVERIFY(once_more && m_fiona->reads(*once_more));
    QCOMPARE(of(*m_fiona).stars, 1);
    QCOMPARE(m_fiona->lines().last(), words::messageReplayed());
}

void TestRatings::whatIsNoRatingIsNone_data()
{
    QTest::addColumn<int>("stars");
    QTest::newRow("none") << 0;
    QTest::newRow("one too many") << limits::kRatingStarsMax + 1;
    QTest::newRow("far too many") << 255;
}

void TestRatings::whatIsNoRatingIsNone()
{
    QFETCH(int, stars);
    const auto rating = m_gina->says(said(stars, QStringLiteral("x")), 'a');
    QVERIFY(rating && m_fiona->reads(*rating));
    QCOMPARE(of(*m_fiona), Rating());
    QCOMPARE(m_fiona->lines(), QStringList());
}

void TestRatings::theClosedListHasIt()
{
    const auto rating = m_gina->says(said(2), 'a');
    QVERIFY(rating && m_fiona->reads(*rating));
    QCOMPARE(m_fiona->ledger.listRow(m_fiona->ledger.recordOr(kTalk)).rating, 0); // it goes on
    QVERIFY(closes(*m_fiona));
    QCOMPARE(m_fiona->ledger.listRow(m_fiona->ledger.recordOr(kTalk)).rating, 2);
    const auto rows = m_fiona->ledger.listRows();
    QVERIFY(rows);
    QCOMPARE(rows->size(), 1);
    QCOMPARE(rows->first().rating, 2);
}

void TestRatings::itGoesWithItsTime()
{
    const auto rating = m_gina->says(said(2), 'a');
    QVERIFY(rating && m_fiona->reads(*rating));
    QVERIFY(m_fiona->ledger.expireRating(kTalk, m_clock.now()));
    QCOMPARE(of(*m_fiona).stars, 2);
    QVERIFY(m_fiona->ledger.expireRating(kTalk, m_clock.now() + std::chrono::hours(1)));
    QCOMPARE(of(*m_fiona), Rating());
}

CHAT121_TEST_MAIN(TestRatings)
#include "tst_ratings.moc"
