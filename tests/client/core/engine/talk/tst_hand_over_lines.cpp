// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The steps of a hand-over are lines for everybody, and only staff can say them: each their own.
#include "client/core/engine/notices/words.h"
#include "common/crypto/sodium_random.h"
#include "tests/client/core/engine/talk/reading_seat.h"
#include "tests/common/mls/insider.h"
#include "tests/support/test_main.h"

#include <QtTest>

using namespace chat121;
using namespace chat121::engine;
using namespace chat121::test;
using content::HandOverSaid;

class TestHandOverLines : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void staffSayWhatTheyDo();
    void aCustomerSaysNothingOfIt();
    void nobodySaysItForAnother();
    void stepsOfTheFutureAreSilent();
    void saidTwiceIsTold();

private:
    content::HandOver step(HandOverSaid said, AccountId colleague) const
    {
        return {static_cast<quint16>(said), colleague, QStringLiteral("Bert")};
    }

    Acme m_acme;
    FakeClock m_clock{kNow};
    crypto::SodiumRandom m_random;
    std::optional<Office<ReadingSeat>> m_office;
    std::unique_ptr<ReadingSeat> m_anna;
    std::unique_ptr<ReadingSeat> m_fiona;
    std::unique_ptr<ReadingSeat> m_gina; // the customer, who reads
};

void TestHandOverLines::init()
{
    m_office.emplace(m_acme, m_clock, m_random);
    m_anna = m_office->anna();
    m_fiona = m_office->fiona();
    m_gina = m_office->gina();
    QVERIFY(begins(*m_anna, *m_fiona, *m_gina));
}

void TestHandOverLines::cleanup()
{
    m_gina.reset();
    m_fiona.reset();
    m_anna.reset();
    m_office.reset();
}

void TestHandOverLines::staffSayWhatTheyDo()
{
    const AccountId bert{4711}; // nobody whom the customer knows
    const auto asked = m_anna->says(step(HandOverSaid::Asked, bert), 'a');
    QVERIFY(asked && m_gina->reads(*asked));
    const auto declined = m_anna->says(step(HandOverSaid::Declined, bert), 'b');
    QVERIFY(declined && m_gina->reads(*declined));
    const QStringList lines = m_gina->lines();
    QCOMPARE(lines.size(), 2);
    QCOMPARE(lines.filter(QStringLiteral("asks Bert to go on")).size(), 1);
    QCOMPARE(lines.filter(QStringLiteral("Bert cannot take it now. It stays with ")).size(), 1);
    QVERIFY(m_gina->messages().isEmpty());
}

void TestHandOverLines::aCustomerSaysNothingOfIt()
{
    const auto asked = m_gina->says(step(HandOverSaid::Asked, m_fiona->identity.account()), 'a');
    QVERIFY(asked && m_fiona->reads(*asked));
    const auto done = m_gina->says(step(HandOverSaid::Done, m_gina->identity.account()), 'b');
    QVERIFY(done && m_fiona->reads(*done));
    QVERIFY(m_fiona->lines().isEmpty());
}

void TestHandOverLines::nobodySaysItForAnother()
{
    const auto for_fiona = m_anna->says(step(HandOverSaid::Done, m_fiona->identity.account()), 'a');
    QVERIFY(for_fiona && m_gina->reads(*for_fiona));
    const auto of_herself = m_anna->says(step(HandOverSaid::Asked, m_anna->identity.account()), 'b');
    QVERIFY(of_herself && m_gina->reads(*of_herself));
    QVERIFY(m_gina->lines().isEmpty());
    const auto own = m_anna->says(step(HandOverSaid::Done, m_anna->identity.account()), 'c');
    QVERIFY(own && m_gina->reads(*own));
    QCOMPARE(m_gina->lines().size(), 1);
}

void TestHandOverLines::stepsOfTheFutureAreSilent()
{
    const auto strange = m_anna->says(content::HandOver{999, AccountId{4711}, {}}, 'a');
    QVERIFY(strange && m_gina->reads(*strange));
    QVERIFY(m_gina->lines().isEmpty());
    QVERIFY(m_gina->messages().isEmpty());
}

void TestHandOverLines::saidTwiceIsTold()
{
    const auto once = m_anna->says(step(HandOverSaid::Asked, AccountId{4711}), 'a');
    QVERIFY(once && m_gina->reads(*once));
    const auto twice = m_anna->says(step(HandOverSaid::Asked, AccountId{4711}), 'a');
    QVERIFY(twice && m_gina->reads(*twice));
    QCOMPARE(m_gina->lines().filter(words::messageReplayed()).size(), 1);
}

CHAT121_TEST_MAIN(TestHandOverLines)
#include "tst_hand_over_lines.moc"
