// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a customer allows is the customer's to say: a member, also with the server's help, can neither say it
// for them nor bring an earlier word back (RFC 9750, Section 8.6).
#include "client/core/engine/notices/words.h"
#include "client/core/models/consents.h"
#include "common/crypto/sodium_random.h"
#include "tests/client/core/engine/talk/reading_seat.h"
#include "tests/common/mls/insider.h"
#include "tests/support/test_main.h"

#include <QtTest>

using namespace chat121;
using namespace chat121::engine;
using namespace chat121::test;

namespace {

constexpr auto kFile = bitOf(ConsentPurpose::Transcript);
constexpr auto kCount = bitOf(ConsentPurpose::Statistics);
constexpr ConsentPurposes kOfTheFuture = 0x4000;

} // namespace

class TestConsents : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void whatTheCustomerSaysCounts();
    void nobodyElseCanAllowAnything();
    void anEarlierWordDoesNotComeBack();
    void saidAgainItIsNoNews();
    void questionsAreStaffs();
    void aQuestionEndsWithItsAnswer_data();
    void aQuestionEndsWithItsAnswer();

private:
    TalkConsents of(ReadingSeat &reader) { return reader.ledger.facts(kTalk).consents; }

    Acme m_acme;
    FakeClock m_clock{kNow};
    crypto::SodiumRandom m_random;
    std::optional<Office<ReadingSeat>> m_office;
    std::unique_ptr<ReadingSeat> m_anna;  // has made the group
    std::unique_ptr<ReadingSeat> m_fiona; // reads
    std::unique_ptr<ReadingSeat> m_gina;  // the customer
};

void TestConsents::init()
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

void TestConsents::cleanup()
{
    m_anna.reset();
    m_fiona.reset();
    m_gina.reset();
    m_office.reset();
}

void TestConsents::whatTheCustomerSaysCounts()
{
    QCOMPARE(of(*m_fiona), TalkConsents());
    const auto first = m_gina->says(content::Consents{5, kFile | kOfTheFuture, 0, {}}, 'a');
    QVERIFY(first && m_fiona->reads(*first));
    QVERIFY(of(*m_fiona).allows(ConsentPurpose::Transcript));
    QVERIFY(!of(*m_fiona).allows(ConsentPurpose::Statistics));
    QCOMPARE(of(*m_fiona).allowed, ConsentPurposes(kFile | kOfTheFuture)); // kept, and not shown
    const QString file = consentName(ConsentPurpose::Transcript);
    QCOMPARE(m_fiona->lines(), QStringList{words::consentsGiven(QStringLiteral("Gina"), file)});

    const auto second = m_gina->says(content::Consents{6, kCount, 0, {}}, 'b');
    QVERIFY(second && m_fiona->reads(*second));
    QCOMPARE(of(*m_fiona).allowed, kCount);
    const QString count = consentName(ConsentPurpose::Statistics);
    QCOMPARE(m_fiona->lines().last(), words::consentsGiven(QStringLiteral("Gina"), count) + QLatin1Char(' ') +
                                          words::consentsTaken(QStringLiteral("Gina"), file));
}

void TestConsents::nobodyElseCanAllowAnything()
{
    const auto forged = m_anna->says(content::Consents{9, kFile, 0, {}}, 'a');
    QVERIFY(forged && m_fiona->reads(*forged));
    QCOMPARE(of(*m_fiona), TalkConsents());
    QCOMPARE(m_fiona->lines(), QStringList());
}

void TestConsents::anEarlierWordDoesNotComeBack()
{
    const auto given = m_gina->says(content::Consents{5, kFile, 0, {}}, 'a');
    const auto taken = m_gina->says(content::Consents{6, 0, 0, {}}, 'b');
    QVERIFY(given && taken);
    QVERIFY(m_fiona->reads(*given));
    QVERIFY(m_fiona->reads(*taken));
    QVERIFY(!of(*m_fiona).allows(ConsentPurpose::Transcript));
    // By Anna, who has the keys, under a generation that is fresh.
    protocol::Envelope late = *given;
    Device dice("dice", 5);
    const auto again =
        underALaterGeneration(late.body.bytes, *stateOf(**m_anna->groups.find(kGroup)), dice, 2);
    QVERIFY(again);
    late.body.bytes = *again;
    QVERIFY(m_fiona->reads(late));
    QVERIFY(!of(*m_fiona).allows(ConsentPurpose::Transcript));
    // And by a lower number of the customer's own, as a copied profile would say it.
    const auto lower = m_gina->says(content::Consents{6, kFile, 0, {}}, 'c');
    QVERIFY(lower && m_fiona->reads(*lower));
    QVERIFY(!of(*m_fiona).allows(ConsentPurpose::Transcript));
}

// It is said to whoever comes in, and the others know it.
void TestConsents::saidAgainItIsNoNews()
{
    const content::Consents said{5, kFile, 0, {}};
    const auto first = m_gina->says(said, 'a');
    const auto second = m_gina->says(said, 'b');
    QVERIFY(first && m_fiona->reads(*first));
    QVERIFY(second && m_fiona->reads(*second));
    QCOMPARE(of(*m_fiona).allowed, kFile);
    QCOMPARE(m_fiona->lines().size(), 1);
}

void TestConsents::questionsAreStaffs()
{
    const auto by_guest = m_gina->says(content::ConsentQuestion{kFile}, 'a');
    QVERIFY(by_guest && m_fiona->reads(*by_guest));
    QCOMPARE(of(*m_fiona), TalkConsents());
    const auto by_staff = m_anna->says(content::ConsentQuestion{kFile}, 'b');
    QVERIFY(by_staff && m_fiona->reads(*by_staff));
    QCOMPARE(of(*m_fiona).asked, kFile);
    QCOMPARE(m_fiona->lines().size(), 1);
    const auto twice = m_anna->says(content::ConsentQuestion{kFile}, 'c');
    QVERIFY(twice && m_fiona->reads(*twice));
    QCOMPARE(m_fiona->lines().size(), 1);
    const auto of_the_future = m_anna->says(content::ConsentQuestion{kOfTheFuture}, 'd');
    QVERIFY(of_the_future && m_fiona->reads(*of_the_future));
    QCOMPARE(of(*m_fiona).asked, kFile); // nobody could be shown what is asked
}

void TestConsents::aQuestionEndsWithItsAnswer_data()
{
    QTest::addColumn<ConsentPurposes>("allowed");
    QTest::addColumn<ConsentPurposes>("declined");
    QTest::addColumn<TalkConsents>("then");
    QTest::newRow("yes") << kFile << ConsentPurposes(0) << TalkConsents{kFile, 0, 0};
    QTest::newRow("no") << ConsentPurposes(0) << kFile << TalkConsents{0, kFile, 0};
    QTest::newRow("yes and no") << kFile << kFile << TalkConsents{kFile, 0, 0};
    QTest::newRow("something else") << kCount << ConsentPurposes(0) << TalkConsents{kCount, 0, kFile};
}

void TestConsents::aQuestionEndsWithItsAnswer()
{
    QFETCH(ConsentPurposes, allowed);
    QFETCH(ConsentPurposes, declined);
    const auto question = m_anna->says(content::ConsentQuestion{kFile}, 'a');
    QVERIFY(question && m_fiona->reads(*question));
    const auto answer = m_gina->says(content::Consents{5, allowed, declined, {}}, 'b');
    QVERIFY(answer && m_fiona->reads(*answer));
    QTEST(of(*m_fiona), "then");
    QCOMPARE(m_fiona->lines().size(), 2);
}

CHAT121_TEST_MAIN(TestConsents)
#include "tst_consents.moc"
