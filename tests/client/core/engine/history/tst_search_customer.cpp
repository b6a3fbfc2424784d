// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What staff look for in a conversation is found in all with the same customer that this computer has, and in
// nobody else's; a rating narrows it down.
#include "client/core/engine/history/searcher.h"
#include "common/crypto/sodium_random.h"
#include "tests/client/core/engine/talk/reading_seat.h"
#include "tests/support/test_main.h"

#include <QSignalSpy>
#include <QtTest>

using namespace chat121;
using namespace chat121::engine;
using namespace chat121::test;

namespace {

constexpr ConversationId kEarlier{71}, kOthers{72};

} // namespace

class TestSearchCustomer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void oneConversationIsAllOfItsCustomer();
    void everywhereIsEverybody();
    void aRatingNarrowsItDown();

private:
    void keep(ConversationId id, AccountId guest, char name)
    {
        ConversationRecord record = m_fiona->ledger.recordOr(id);
        record.guest = guest;
        record.department = kSupport;
        QVERIFY(m_fiona->ledger.save(record));
        TimelineRow row;
        row.id = *MessageId::from(QByteArray(16, name));
        row.sequence = Sequence{9};
        row.author = guest;
        row.sent_at = m_clock.now();
        row.text = QStringLiteral("invoice");
        QVERIFY(m_fiona->ledger.put(id, row));
    }
    QSet<ConversationId> find(const QString &query, ConversationId only_in)
    {
        QSet<ConversationId> hits;
        QSignalSpy found(&m_fiona->announcer, &Announcer::found);
        QSignalSpy ended(&m_fiona->announcer, &Announcer::searched);
        m_searcher->find(++m_searches, query, only_in);
        const auto isOver = [&ended] { return !ended.isEmpty(); };
        if (!QTest::qWaitFor(isOver, 30'000)) return {ConversationId{1}};
        for (const QList<QVariant> &batch : found)
            for (const SearchHit &hit : batch.at(1).value<QList<SearchHit>>())
                hits.insert(hit.conversation);
        return hits;
    }

    Acme m_acme;
    FakeClock m_clock{kNow};
    crypto::SodiumRandom m_random;
    std::optional<Office<ReadingSeat>> m_office;
    std::unique_ptr<ReadingSeat> m_anna, m_fiona, m_gina;
    std::unique_ptr<Searcher> m_searcher; // Fiona's
    quint64 m_searches = 0;
};

void TestSearchCustomer::init()
{
    m_office.emplace(m_acme, m_clock, m_random);
    m_anna = m_office->anna();
    m_fiona = m_office->fiona();
    m_gina = m_office->gina();
    QVERIFY(begins(*m_anna, *m_fiona, *m_gina));
    const AccountId gina = m_gina->identity.account();
    keep(kTalk, gina, 'a');
    keep(kEarlier, gina, 'b');
    keep(kOthers, AccountId{5}, 'c');
    m_searcher = std::make_unique<Searcher>(m_fiona->context, m_fiona->ledger, nullptr);
    QVERIFY(m_searcher->open());
}

void TestSearchCustomer::cleanup()
{
    m_searcher.reset();
    m_anna.reset();
    m_fiona.reset();
    m_gina.reset();
    m_office.reset();
}

void TestSearchCustomer::oneConversationIsAllOfItsCustomer()
{
    const QString word = QStringLiteral("invoice");
    QCOMPARE(find(word, kTalk), (QSet<ConversationId>{kTalk, kEarlier}));
    QCOMPARE(find(word, kEarlier), (QSet<ConversationId>{kTalk, kEarlier}));
    QCOMPARE(find(word, kOthers), QSet<ConversationId>{kOthers});
}

void TestSearchCustomer::everywhereIsEverybody()
{
    QCOMPARE(find(QStringLiteral("invoice"), {}), (QSet<ConversationId>{kTalk, kEarlier, kOthers}));
}

void TestSearchCustomer::aRatingNarrowsItDown()
{
    RatingRecord rating;
    rating.conversation = kEarlier;
    rating.stars = 2;
    QVERIFY(m_fiona->store.ratings().save(rating));
    QCOMPARE(find(QStringLiteral("invoice rating:<3"), {}), QSet<ConversationId>{kEarlier});
    QCOMPARE(find(QStringLiteral("invoice rating:3"), {}), QSet<ConversationId>());
}

CHAT121_TEST_MAIN(TestSearchCustomer)
#include "tst_search_customer.moc"
